//! The life of a process: its clock, the signal to stop, named tasks that are
//! joined at the end, health pages, and waiting between retries.
//!
//! The only crate that reads the system's clock or spawns a task. It knows
//! nothing of brokers, databases or business.

pub mod clock;
pub mod health;
pub mod retry;
mod stop;
mod tasks;

pub use crate::stop::Stop;
pub use crate::tasks::{TaskFailure, Tasks};
