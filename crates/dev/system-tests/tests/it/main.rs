//! Flows across all four services, through the public API.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails where it stands"
)]

mod alerts;
mod bans;
mod binaries;
mod console;
mod console_screens;
mod console_states;
mod dashboards;
mod deploys;
mod direct;
mod drift;
mod exact;
mod exports;
mod failover;
mod following;
mod generated_requests;
mod kills;
mod more_books;
mod outages;
mod prometheus;
mod proof;
mod records;
mod reload;
mod rights;
mod rotation;
mod schedules;
mod statements;
mod sync;
mod tenant_commands;
mod tenants;
mod traces;
mod versions;
mod webhooks;
mod workers;
