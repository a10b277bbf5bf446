// This file was generated with `cornucopia`. Do not modify.

pub mod added_models;
pub mod catalog;
pub mod export_jobs;
pub mod freshness;
pub mod login_roles;
pub mod mails;
pub mod migrate;
pub mod replica;
pub mod schedules;
pub mod sync_runs;
pub mod tenant_databases;
