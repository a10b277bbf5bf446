//! The record of acts: who did what, and the proof that no row of it was changed.

pub mod http;
pub mod verify;

pub(crate) use sql::queries::core_api::audit::read;
