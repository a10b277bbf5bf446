// This file was generated with `cornucopia`. Do not modify.

pub mod acts;
pub mod api_keys;
pub mod audit;
pub mod cli;
pub mod credentials;
pub mod dead_letters;
pub mod download_links;
pub mod events;
pub mod exports;
pub mod following;
pub mod http;
pub mod mails;
pub mod mirror;
pub mod notes;
pub mod oidc;
pub mod people;
pub mod planned_movements;
pub mod restores;
pub mod runs;
pub mod saved_views;
pub mod schedules;
pub mod sessions;
pub mod statements;
pub mod status;
pub mod upkeep;
pub mod webhooks;
