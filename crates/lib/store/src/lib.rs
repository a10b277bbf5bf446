//! PostgreSQL: one login and one pool per tenant, the migrations, the named write transaction, and the select
//! functions of schema `ops`.
//!
//! Only the migrations change rows here. Other writes are in core-api, and only its role has the
//! rights.

mod access;
pub mod added_models;
mod belonging;
pub mod catalog;
pub mod databases;
mod error;
pub mod export_jobs;
pub mod freshness;
mod hints;
mod libpq;
pub mod login_roles;
pub mod logins;
pub mod migrate;
pub mod replica;
pub mod tenant_databases;
pub mod transaction;
pub mod unchanged;

pub use access::Access;
pub use databases::{Client, Databases, Pool};
pub use deadpool_postgres::{GenericClient, Object, Transaction};
pub use error::Error;
pub use replica::Readers;
pub use scoped_futures::{ScopedBoxFuture, ScopedFutureExt};
pub use settings::DatabaseAddress;
/// Statements that more than one service needs.
pub use sql::queries::store::{mails, schedules, sync_runs};
