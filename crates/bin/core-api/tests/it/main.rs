//! core-api from outside: its URLs and its event protocol.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod access;
mod alarms;
mod answers;
mod api_keys;
mod audit;
mod cash;
mod commands;
mod concurrency;
mod counts;
mod dead_letters;
mod described;
mod documents;
mod drift;
mod exports;
mod files;
mod following;
mod forging;
mod history;
mod hostile_input;
mod intake;
mod intake_world;
mod ledger;
mod links;
mod mails;
mod mirror;
mod notices;
mod parts;
mod people;
mod planned_movements;
mod process;
mod proof;
mod protocol;
mod refusals;
mod reload;
mod restriction;
mod saved_views;
mod second_factors;
mod spoken;
mod statement_orders;
mod statement_preview;
mod statement_runs;
mod subledger;
mod world;
