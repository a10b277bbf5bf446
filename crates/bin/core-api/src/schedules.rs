//! Schedules: what starts automatically, and when.

pub mod events;
pub mod http;
pub mod write;
