//! core-api: the REST API, the intake of events and the only writer of the databases.
//!
//! Requests read a snapshot of their tenant's mirror and never wait for Odoo; whatever takes long
//! is asked of another service by an event that is written with the change that causes it.

mod addressing;
pub mod api;
pub mod app;
pub mod auth;
pub mod background;
pub mod cli;
mod command;
pub mod courtesy;
pub mod dead_letters;
mod deliveries;
pub mod error;
pub mod http;
pub mod intake;
pub mod key_cache;
pub mod known;
pub mod openapi;
mod page;
mod path;
pub mod problem;
mod query;
pub mod rate_limit;
mod reading;
pub mod relay;
pub mod retries;
pub mod routes;
mod scope;
pub mod settings;
mod statement_feed;
mod statement_orders;
pub mod steward;
pub mod sweeper;
pub mod watchdog;
pub mod writes;
