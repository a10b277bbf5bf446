//! Odoo's own database as a source.
//!
//! PostgreSQL's log says which rows have changed ([`pgoutput`]), and a select reads them
//! ([`Projection`]). Odoo's database publishes the ids of rows and nothing else, so the log has no
//! password, no type to decode and no value that could be out of date.
//!
//! A record that is read here is the record that Odoo's API gives: the same cells in the same order.

pub mod catalogue;
pub mod changes;
mod connection;
mod database;
pub mod dirty;
mod domain;
mod error;
pub mod log;
pub mod pgoutput;
pub mod preflight;
mod projection;
mod rows;
pub mod script;
mod secret;
pub mod shape;
pub mod slot;
pub mod snapshot;
mod sql;
mod tunnel;

pub use crate::{
    connection::connect,
    database::Database,
    error::{Error, Trouble},
    projection::{Projection, Reading},
    secret::is_secret,
    shape::{Company, Shape},
};
