//! Numbers of the protocol, as types of their own, so that one cannot be taken for another. They are
//! as wide as their columns; the JSON schemas refuse numbers below the first one.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! numbers {
    ($($(#[$attribute:meta])* $name:ident from $first:literal;)+) => {$(
        $(#[$attribute])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i32);

        impl $name {
            pub const FIRST: Self = Self($first);

            pub const fn new(number: i32) -> Self {
                Self(number)
            }

            pub const fn get(self) -> i32 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(to)
            }
        }
    )+};
}

numbers! {
    /// How often a part, an export or a mail has been requested. A message with an older epoch is
    /// stale.
    Epoch from 1;
    /// The position of a batch among those of its attempt.
    Seq from 0;
}
