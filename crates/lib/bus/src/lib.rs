//! RabbitMQ without business logic: topology, confirmed publishing, consuming with retry and dead
//! letters, and the transient credits.
//!
//! It must never acknowledge a message whose effect or copy is not safe, and never count a publish
//! that the broker has not confirmed. The reasons for the protocol are in `docs/decisions/`. The
//! names of exchanges and queues are only in [`topology`].

mod address;
mod backoff;
mod connection;
mod consume;
mod credits;
mod dead;
mod declare;
mod delivery;
mod depths;
mod docs;
mod driver;
mod examine;
mod headers;
mod metrics;
mod publish;
mod publish_error;
mod receipt;
mod sender;
mod settings;
mod socket;
pub mod topology;
mod trace;

pub use connection::InvalidUrl;
pub use credits::{Credits, CreditsDriver, Followed};
pub use dead::{AdminError, DeadLetter, MOST_VISITED, Selection};
pub use delivery::{Handler, Incoming, Outcome};
pub use depths::QueueDepth;
pub use docs::{asyncapi, events_page};
pub use driver::Driver;
pub use examine::examine;
pub use metrics::Metrics;
pub use publish::Bus;
pub use publish_error::PublishError;
pub use receipt::Receipt;
pub use settings::Settings;
