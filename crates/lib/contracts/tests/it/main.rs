//! The contracts folder and this crate say the same thing.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod golden;
mod hostile;
