//! People of a tenant: who they are, what they may see, and how they prove to be there.

pub(crate) mod device;
pub mod factor;
pub mod http;
pub(crate) mod links;
pub mod write;

pub use sql::queries::core_api::people::read;
