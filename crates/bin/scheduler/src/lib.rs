//! The clock of the platform: tells core-api that an instant of a schedule has come.
//!
//! It reads the schedules, computes instants and announces them; core-api decides whether an
//! instant takes effect. Its role can only select. It has no state that a restart would lose. The
//! database's clock decides what is due, never the local clock. Several schedulers may
//! run: they send the same events with the same ids.

mod announced;
mod announcer;
pub mod doctor;
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
