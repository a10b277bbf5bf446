//! The Rust face of the `contracts/` folder: payload structs, the CloudEvents envelope and the
//! compiled validators. A message is validated when it is sealed and again when it is opened.
//!
//! No I/O happens here, and nothing here knows the broker, the database or Odoo.

pub mod catalog;
mod envelope;
pub mod export;
pub mod mail;
pub mod schedule;
mod schema;
pub mod sync;

pub use catalog::Contract;
pub use envelope::{Envelope, Message, Opened, Origin};
pub use schema::{Refusal, open};

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A worker that has work says something at least this often, or else `*.progressed`: what core-api's
/// leases are measured by.
pub const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

/// A payload that knows its own name and version.
pub trait Event: Serialize + DeserializeOwned + Send + Sync {
    /// The event's name and routing key, e.g. `sync.batch`.
    const NAME: &'static str;
    /// The schema version that this struct speaks.
    const VERSION: u16;

    /// As JSON, for its schema. A payload that holds JSON in bulk hands it over as it is.
    fn into_json(self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(self)
    }

    /// From JSON that its schema allows.
    fn from_json(data: Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(data)
    }
}
