//! Schedules: what starts automatically, and when.

pub mod events;
pub mod http;
pub mod start;
pub mod write;

pub(crate) use sql::queries::core_api::schedules::read;
