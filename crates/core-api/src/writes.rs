//! The only inserts, updates and deletes that Espejo has. Each function takes the transaction it
//! shall be part of; none commits.

pub mod alarms;
pub mod api_keys;
pub mod batches;
pub mod content_checks;
pub mod counted;
pub mod dead_letters;
pub mod decisions;
pub mod deletions;
pub mod digests;
mod evidence;
pub mod export_files;
pub mod export_jobs;
pub mod history;
pub mod idempotency;
pub mod inbox;
mod landmarks;
pub mod listed;
pub mod mails;
pub mod mirror;
pub mod mirrored_fields;
pub mod outbox;
pub mod planned_movements;
pub mod proofs;
mod range_totals;
pub mod references;
pub mod reload;
mod row_counts;
pub mod run_parts;
pub mod run_progress;
pub mod run_resume;
pub mod saved_views;
pub mod schedules;
pub mod statement_exclusions;
pub mod statement_items;
pub mod statement_runs;
pub mod subledger;
pub mod sync_runs;
pub mod touched;
pub mod wanted;

use store::transaction::Conflict;
use tenants::Tenant;
use uuid::Uuid;

/// On whose behalf something is written.
#[derive(Debug, Clone)]
pub struct Actor<'a> {
    pub tenant: &'a Tenant,
    /// `key:<id>`, `schedule:<id>`, `run:<id>` or `statement-run:<id>`.
    pub requested_by: &'a str,
    /// The trace that the work belongs to, carried on by its events.
    pub traceparent: Option<String>,
}

/// Something whose lease has lapsed.
#[derive(Debug)]
pub struct Lapsed<K> {
    pub key: K,
    /// Counted lapses, with this one.
    pub lapses: i32,
    pub traceparent: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("an event of ours breaks its contract")]
    Contract(#[from] contracts::Refusal),
    #[error("run {0} is active")]
    RunActive(Uuid),
    #[error("{active} exports are active, and {limit} are allowed at once")]
    ExportLimit { active: i64, limit: u32 },
    #[error("{0}")]
    Conflict(String),
    #[error("there is no such row")]
    NotFound,
    /// The epoch of a message is no longer the one that counts; its transaction is rolled back.
    #[error("the epoch is stale")]
    Stale,
    /// What came in can never be written, however often it is tried.
    #[error("{0}")]
    Invalid(String),
}

impl From<tokio_postgres::Error> for WriteError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<reports::Error> for WriteError {
    fn from(error: reports::Error) -> Self {
        match error {
            reports::Error::Database(source) => source.into(),
            other => Self::Invalid(other.to_string()),
        }
    }
}

impl Conflict for WriteError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

/// The `source` attribute of every event of this service.
pub const SERVICE: &str = "core-api";

/// A request that no worker has taken yet lapses after this long (an interval of PostgreSQL), and
/// the lapse is not counted.
const REQUEST_LEASE: &str = "15 minutes";
