//! Backups of the PostgreSQL server that has the databases of all tenants, and restores from them.
//!
//! It drives pgBackRest, which makes full and incremental backups, archives WAL, encrypts, expires and
//! restores. This process decides when, verifies what was written, rehearses the restore every week
//! and publishes how old everything is. It runs as the user of the PostgreSQL server, on its machine.
//! It never changes the tables of a tenant: after a restore it calls `core-api restored`.

pub mod arguments;
mod backup;
mod checks;
mod cluster;
mod drill;
mod dump;
mod folder;
mod info;
mod metrics;
mod packing;
mod pgbackrest;
mod restore;
mod server;
mod service;
mod settings;
mod space;
mod standing;
mod swap;

pub use crate::service::serve;
pub use crate::settings::Settings;

/// The service's name in logs.
pub const SERVICE: &str = "backup-worker";
