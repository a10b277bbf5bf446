//! What every handler needs: server, authentication, queries, bodies, pages, caching and errors. It
//! uses no subject.

pub mod auth;
pub mod body;
pub mod cache;
pub mod checks;
pub mod endpoint;
pub mod error;
pub mod freshness;
pub mod health;
pub mod idempotency;
pub mod key_cache;
pub mod observe;
pub mod page;
pub mod path;
pub mod problem;
pub mod query;
pub mod rate_limit;
pub mod server;
pub mod snapshot;
pub mod state;
