//! The complete system: real PostgreSQL and RabbitMQ, a simulated Odoo, the four real binaries.
//! Tests, the demo and the benches use it; nothing that is shipped depends on it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a harness stops at the first thing that is not as it should be"
)]

mod api;
mod equality;
mod models;
mod stack;

pub use api::Api;
pub use equality::{Differences, assert_mirror_equals, assert_proved_equal, differences};
pub use models::MODELS;
pub use stack::{Stack, Tenant, migrated_database};
