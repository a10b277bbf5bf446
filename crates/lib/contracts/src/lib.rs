//! The Rust types of the `contracts/` folder: payload structs, the CloudEvents envelope and the
//! compiled validators. A message is validated when it is sealed and again when it is opened.
//!
//! There is no I/O here, and no dependency on the broker, the database or Odoo.

pub mod catalog;
mod envelope;
pub mod export;
pub mod mail;
pub mod notice;
mod numbers;
pub mod schedule;
mod schema;
mod signature;
pub mod sync;
pub mod webhook;

pub use catalog::Contract;
pub use envelope::{Envelope, Message, Opened, Origin};
pub use numbers::{Epoch, Seq};
pub use schema::{Refusal, open};
pub use signature::{Attempted, SigningKey};

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A worker that has work publishes an event at least this often, `*.progressed` if there is no
/// other. The leases of core-api are based on it.
pub const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

/// A payload that has its own name and version.
pub trait Event: Serialize + DeserializeOwned + Send + Sync {
    /// The event's name and routing key, e.g. `sync.batch`.
    const NAME: &'static str;
    /// The schema version of this struct.
    const VERSION: u16;

    /// Converts to JSON for its schema. A payload with much JSON passes it on unchanged.
    fn into_json(self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(self)
    }

    /// Reads JSON that its schema allows.
    fn from_json(data: Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(data)
    }
}
