//! The life of a process: clock, stop signal, named tasks that are joined at the end, health pages,
//! findings of a check, and waits between retries.
//!
//! Only this crate reads the system's clock or spawns tasks. It has no knowledge of brokers,
//! databases or business.

pub mod clock;
pub mod doctor;
pub mod health;
pub mod retry;
mod stop;
mod tasks;

pub use crate::stop::Stop;
pub use crate::tasks::{TaskFailure, Tasks, panic_text};
