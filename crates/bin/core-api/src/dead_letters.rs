//! Dead letters: messages that could not be handled, for a person to replay or discard.

pub mod http;
pub mod queue;
pub mod write;

pub(crate) use sql::queries::core_api::dead_letters::read;
