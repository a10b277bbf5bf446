//! Where webhooks may go, and how they are signed. No I/O.

mod address;
mod signature;
mod target;

pub use address::is_public;
pub use signature::{KEY_BYTES, as_text, from_text, sign};
pub use target::{Refusal, Target};
