//! backup-worker against a PostgreSQL server of each test's own, with the databases of two tenants.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its scene fails"
)]

mod archives;
mod backups;
mod buckets;
mod installation;
mod new_tenants;
mod restores;
mod servers;
mod service;
mod stopping;
mod upgrades;
mod working;
mod writing;
