//! The clock of the platform: tells core-api that a schedule's instant has come.
//!
//! It reads the schedules, computes and announces; whether an instant takes
//! effect is core-api's to decide. Its role can only select, it keeps nothing
//! that a restart would lose, and what is due is decided by the database's clock,
//! never by this machine's. Any number of schedulers may run: they say the same
//! events under the same ids.

mod announced;
mod announcer;
mod due;
mod metrics;
mod pages;
mod settings;

pub use crate::announced::Announced;
pub use crate::announcer::Announcer;
pub use crate::due::{Due, due};
pub use crate::metrics::Metrics;
pub use crate::pages::pages;
pub use crate::settings::Settings;

/// The service's name in events, logs and connections.
pub const SERVICE: &str = "scheduler";
