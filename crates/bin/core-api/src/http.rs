//! What every handler needs: server, authentication, queries, bodies, pages, caching and errors. It
//! uses no subject.

pub mod accept;
pub mod attempts;
pub mod auth;
pub mod body;
pub mod cache;
pub mod caller;
pub mod checks;
pub(crate) mod companies;
pub(crate) mod cookie;
pub(crate) mod door;
pub mod endpoint;
pub mod error;
pub mod freshness;
pub mod health;
pub mod idempotency;
pub mod observe;
pub(crate) mod origin;
pub mod page;
pub mod party;
pub mod path;
pub(crate) mod precondition;
pub mod problem;
pub mod query;
pub mod rate_limit;
pub(crate) mod refusals;
pub mod server;
pub mod snapshot;
pub mod state;
pub(crate) mod target;
pub(crate) mod text;
