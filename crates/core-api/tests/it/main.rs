//! core-api from outside: its URLs, and the protocol behind them.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod access;
mod answers;
mod commands;
mod documents;
mod drift;
mod files;
mod intake;
mod intake_world;
mod process;
mod refusals;
mod world;
