//! What people write about partners and documents, with the payments that were promised.

pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::notes::read;
