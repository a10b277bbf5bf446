//! The finance reports: parameters, row types, SQL and totals, one module per report. JSON, CSV and
//! spreadsheets show the same rows. Renderers see columns and cells, never SQL.
//!
//! It only reads. It never reads the clock: the caller passes "today" in the tenant's zone.
//! Positive amounts are debits.

mod accounts;
pub mod ageing;
mod balances;
mod buckets;
mod catalogue;
mod chunk;
pub mod collections;
pub mod column;
pub mod companies;
mod currencies;
mod currency_words;
mod cursor;
mod customers;
pub mod description;
mod document_kind;
pub mod documents;
mod due_balance;
mod error;
mod figures;
mod file_names;
mod filter;
mod fiscal_year;
pub mod general_ledger;
mod ids;
pub mod journal_items;
pub mod letterhead;
mod line_filter;
mod liquidity;
mod lists;
pub mod master_data;
pub mod model;
mod notes;
pub mod open_items;
mod open_line;
mod openings;
pub mod overview;
pub mod paper;
pub mod partner_ledger;
pub mod partner_statement;
pub mod partners;
mod pattern;
mod prepared;
mod reader;
mod report;
mod report_parameters;
pub mod search;
mod snapshot;
mod statement;
pub mod statement_candidates;
mod table_form;
pub mod tie_out;
pub mod treasury_balances;
pub mod treasury_forecast;
pub mod treasury_history;
pub mod trial_balance;
mod url;
mod warning;

pub use accounts::AccountType;
pub use catalogue::{Entry, Visitor, catalogue, file_name, find, prepare, visit_all};
pub use chunk::{Chunk, Chunks, Group, Line, Totals, Visit};
pub use column::{Cell, Column, ColumnOf, Kind, Title, Word};
pub use companies::{Companies, Company};
pub use currencies::minor_units;
pub use currency_words::named_currency;
pub use customers::PartnerLevel;
pub use document_kind::DocumentKind;
pub use error::{CompanyChoice, Error};
pub use figures::{DecimalNumber, Money, Percent};
pub use file_names::FileNames;
pub use filter::{Expected, Side};
pub use ids::Ids;
pub use letterhead::Letterhead;
pub use lists::{CodesOrNone, IdsOrNone};
pub use notes::LatestNote;
pub use prepared::{Paging, Prepared};
pub use reader::{Reader, Scope};
pub use report::{Answer, Export, NextPage, Report, in_memory};
pub use snapshot::{exported, imported, snapshot};
pub use url::{InPath, Url};
pub use warning::{Warning, WarningCode};

/// Models of open items and ageing. Their freshness depends on these models.
pub const LEDGER: [&str; 7] = [
    "account.move.line",
    "account.partial.reconcile",
    "account.move",
    "account.account",
    "res.partner",
    "res.company",
    "res.currency",
];

/// Models of the reports that distinguish journals by type.
pub const BOOKS: [&str; 8] = [
    "account.move.line",
    "account.partial.reconcile",
    "account.move",
    "account.account",
    "account.journal",
    "res.partner",
    "res.company",
    "res.currency",
];

/// Default rows per page.
pub const DEFAULT_LIMIT: u32 = 100;
/// Maximum rows per page.
pub const MAX_LIMIT: u32 = 500;
