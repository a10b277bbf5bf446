//! The reports against a real PostgreSQL, read by the role that can only select.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests fail by panicking and say why they skip"
)]

mod aged;
mod aged_rows;
mod books;
mod cases;
mod collections;
mod description;
mod documents;
mod drilling;
mod entities;
mod example;
mod example_report;
mod export;
mod file_names;
mod files;
mod filters;
mod finer;
mod general_ledger;
mod listings;
mod master_data;
mod models;
mod notes;
mod obvious;
mod other_accounts;
mod overview;
mod paging;
mod papers;
mod partner_ledger;
mod partner_statement;
mod planned;
mod reading;
mod recorded;
mod residuals;
mod scope;
mod search;
mod settled;
mod statement_candidates;
mod tie_out;
mod treasury;
mod trial_balance;
mod truth;
mod world;
