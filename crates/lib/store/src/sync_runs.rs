//! What two services read of sync runs.

pub use sql::queries::store::sync_runs::last_server_version;
