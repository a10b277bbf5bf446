//! backup-worker against a PostgreSQL server of each test's own, with the databases of two tenants.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its scene fails"
)]

mod backups;
mod installation;
mod restores;
mod service;
mod writing;
