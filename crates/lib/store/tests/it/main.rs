//! The schema from nothing, and what reads and writes it, against a real PostgreSQL.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod budget;
mod expanding;
mod logins;
mod managed;
mod migrations;
mod pooler;
mod reading;
mod replicas;
mod tls;
mod unchanged;
mod versions;
