//! core-api: the REST API, the intake of events and the only writer of the databases.
//!
//! Requests read a snapshot of their tenant's mirror and never wait for Odoo. Long work is
//! requested from another service by an event, which is written with the change that causes it.

pub mod acts;
pub mod api;
pub mod api_keys;
pub mod app;
pub mod attempt;
pub mod audit;
pub mod background;
pub mod cli;
pub mod credentials;
pub mod dead_letters;
pub mod deliveries;
pub mod download_links;
pub mod email;
pub mod events;
pub mod exports;
pub mod feed;
mod following;
mod hexadecimal;
pub mod http;
pub mod mails;
pub mod mirror;
pub mod notes;
pub mod oidc;
pub mod overview;
mod passwords;
pub mod people;
pub mod planned_movements;
pub mod providers;
pub mod proxies;
pub mod reports;
pub mod restores;
pub mod runs;
pub mod saved_views;
pub mod schedules;
mod secret;
pub mod sessions;
pub mod settings;
pub mod statements;
pub mod status;
pub mod subscriptions;
pub mod tenant;
pub mod upkeep;
pub mod webhooks;
pub mod writing;
