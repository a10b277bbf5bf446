//! Events between core-api and sync-worker: one run over the models of one tenant.
//!
//! A run is requested in parts, each with its own epoch. Each worker that takes a part draws an
//! attempt. A part is complete when all numbered batches of one attempt of its epoch are applied.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use states::{RunFailureReason, RunKind};
use strum::IntoStaticStr;
use uuid::Uuid;

use crate::{Epoch, Event, Seq, SigningKey};

mod checks;
mod step;

pub use step::{Reached, StepModel, SyncStep};

pub use checks::{
    GroupCount, ModelCheck, ModelCount, RangeCount, Referring, SyncCounted, SyncListed,
};

/// What one part of a run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum PartKind {
    /// Every record, paged by id.
    Snapshot,
    /// Records written in a window since the watermark.
    Incremental,
    /// Control totals per id range; no records.
    Verify,
    /// Every record of given id ranges; rows that are missing there are gone.
    Repair,
    /// Every record; replaces the mirrored rows when everything is read.
    Reload,
    /// What a run must check before it is done.
    Check,
    /// What the log of Odoo's database shows, as it happens.
    Follow,
}

impl From<RunKind> for PartKind {
    fn from(kind: RunKind) -> Self {
        match kind {
            RunKind::Snapshot => Self::Snapshot,
            RunKind::Incremental => Self::Incremental,
            RunKind::Verify => Self::Verify,
            RunKind::Repair => Self::Repair,
            RunKind::Reload => Self::Reload,
        }
    }
}

impl PartKind {
    /// The name in events.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Ids with `after_id < id <= up_to_id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdRange {
    pub after_id: i64,
    /// [`IdRange::OPEN`] means no end.
    pub up_to_id: i64,
}

impl IdRange {
    /// The `up_to_id` of a range without an end.
    pub const OPEN: i64 = i64::MAX;
    pub const ALL: Self = Self {
        after_id: 0,
        up_to_id: Self::OPEN,
    };
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelRequest {
    /// Odoo's model name, e.g. `account.move.line`.
    pub model: String,
    /// The first is `id`.
    pub fields: Vec<String>,
    /// Inclusive start of the window on `write_date`; `None` reads everything. A `verify` reads the
    /// window first; if `None`, it reads no window.
    pub since: Option<Timestamp>,
    /// Resume after this id.
    pub after_id: i64,
    /// `verify` and `repair`: only these; empty means all.
    pub ranges: Vec<IdRange>,
    /// `verify`: ids that one digest range covers.
    pub range_width: i64,
    /// `verify`: amount and quantity fields to sum.
    pub sums: Vec<String>,
    /// `verify`: ranges whose records are also read completely, for changes that no total shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<IdRange>,
    /// Records as they were last seen: one that is older in Odoo shows that Odoo was restored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub landmarks: Vec<Landmark>,
    /// `incremental`: ranges to count. `check`: everything to check.
    #[serde(default, skip_serializing_if = "ModelCheck::is_empty")]
    pub check: ModelCheck,
    /// `verify`: records written at this instant or later are listed with their `write_date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_from: Option<Timestamp>,
}

/// A record and the `write_date` that it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Landmark {
    pub id: i64,
    pub write_date: Timestamp,
}

/// The part of the tenant's Odoo limits that an attempt may use, so that all attempts at the same
/// time never exceed the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Pages requested at the same time.
    pub connections: u32,
    /// 0 means no limit.
    pub calls_per_minute: u32,
}

/// A request to read these models, which are some of the run's, and to report what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncRequested {
    pub run: Uuid,
    pub epoch: Epoch,
    pub kind: PartKind,
    /// Exclusive end of the window in whole seconds; `None` if the first attempt sets it.
    pub until: Option<Timestamp>,
    pub batch_rows: u32,
    pub share: Share,
    /// Signs every event about an attempt at this request.
    pub key: SigningKey,
    pub models: Vec<ModelRequest>,
    /// `follow`: where the mirror is in the log. `None` if it follows no log yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Reached>,
}

/// An attempt has begun and waits for its first credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncStarted {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub until: Timestamp,
    pub server_version: String,
    pub company_ids: Vec<i64>,
    /// If Odoo's own database is read and numbers its snapshots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// By kind of right, a text that changes if the rights of the Odoo user change.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rights: BTreeMap<String, String>,
}

/// The history of Odoo's database. Numbers of its snapshots can be compared within one history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// PostgreSQL's system identifier: a new server has another one.
    pub system: String,
    /// PostgreSQL's timeline: a promoted standby and a restored server begin a new one.
    pub timeline: u32,
    /// A snapshot that was taken before the attempt has read anything.
    pub as_of: i64,
}

/// Records of one model, ascending by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncBatch {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    /// Within the attempt, from 0, without gaps.
    pub seq: Seq,
    pub model: String,
    pub read_at: Timestamp,
    /// The number of the snapshot of Odoo's database that has these records. A greater one is newer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<i64>,
    pub after_id: i64,
    pub up_to_id: i64,
    /// It has every record of its range, so other mirrored rows of the range are gone.
    #[serde(default)]
    pub whole: bool,
    /// Requested records: it has those that exist, so those that it lacks are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<i64>,
    /// The first is `id`.
    pub fields: Vec<String>,
    /// One array per record, in the order of `fields`; amounts and floats as decimal strings.
    pub rows: Vec<Vec<Value>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeTotals {
    pub after_id: i64,
    pub up_to_id: i64,
    pub count: u64,
    /// Decimal text: the sum of ids may exceed 2^53.
    pub id_sum: String,
    /// Field to decimal text.
    pub sums: BTreeMap<String, String>,
    pub last_write_date: Option<Timestamp>,
    /// The same by company, if the model has companies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<CompanyTotals>,
}

/// The part of a range's totals that belongs to one company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyTotals {
    /// `None` for records without a company.
    pub company_id: Option<i64>,
    pub count: u64,
    /// `None` if the protocol cannot carry it.
    pub id_sum: Option<String>,
    pub sums: BTreeMap<String, String>,
    pub last_write_date: Option<Timestamp>,
}

/// Control totals of Odoo per id range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncDigest {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub seq: Seq,
    pub model: String,
    pub read_at: Timestamp,
    /// Sums that Odoo may compute in binary floats; it computes the others exactly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub float_sums: Vec<String>,
    pub ranges: Vec<RangeTotals>,
}

/// The attempt is running and requests its credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncProgressed {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub published: i32,
    /// While the attempt waits for credit this message alone does not renew the lease.
    pub waiting: bool,
    pub model: Option<String>,
    pub rows_read: u64,
    pub rows_expected: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelOutcome {
    pub model: String,
    pub rows: u64,
    /// Requested fields that this Odoo does not have.
    pub missing_fields: Vec<String>,
    /// This Odoo has no such model.
    pub absent: bool,
    /// For each many2one or many2many field, the model to which it refers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<String, String>,
}

/// The attempt has published everything: seq 0 to `batches - 1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncFinished {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    /// The end of the window that was read, as in `sync.started`, which may arrive later.
    pub until: Timestamp,
    pub batches: i32,
    pub models: Vec<ModelOutcome>,
}

/// The attempt failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncFailed {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub retryable: bool,
    pub retry_after_seconds: Option<u32>,
    pub reason: RunFailureReason,
    /// At most 2,000 characters.
    pub detail: String,
    /// What a person can do about it.
    pub hint: String,
    /// `follow`: the log does not go on where the mirror is, so changes are missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub log_lost: bool,
}

/// How many batches of the attempt are applied; or that it is stale and must stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncCredit {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub applied: i32,
    pub stale: bool,
    /// Grows when other parts of the run are done.
    pub share: Share,
}

/// Maximum number of batches that are published and not yet applied.
pub const CREDIT_WINDOW: i32 = 8;

impl Event for SyncRequested {
    const NAME: &'static str = "sync.requested";
    const VERSION: u16 = 1;
}
impl Event for SyncStarted {
    const NAME: &'static str = "sync.started";
    const VERSION: u16 = 1;
}
/// Moves the rows, because converting 100,000 values with serde costs more than parsing them.
impl Event for SyncBatch {
    const NAME: &'static str = "sync.batch";
    const VERSION: u16 = 1;

    fn into_json(mut self) -> Result<Value, serde_json::Error> {
        let rows = std::mem::take(&mut self.rows).into_iter();
        let mut data = serde_json::to_value(self)?;
        data["rows"] = rows.map(Value::Array).collect();
        Ok(data)
    }

    fn from_json(mut data: Value) -> Result<Self, serde_json::Error> {
        let rows = match data.get_mut("rows") {
            Some(Value::Array(rows)) if rows.iter().all(Value::is_array) => std::mem::take(rows),
            _ => Vec::new(),
        };
        let mut batch: Self = serde_json::from_value(data)?;
        batch
            .rows
            .extend(rows.into_iter().filter_map(|row| match row {
                Value::Array(values) => Some(values),
                _ => None,
            }));
        Ok(batch)
    }
}
impl Event for SyncDigest {
    const NAME: &'static str = "sync.digest";
    const VERSION: u16 = 1;
}
impl Event for SyncProgressed {
    const NAME: &'static str = "sync.progressed";
    const VERSION: u16 = 1;
}
impl Event for SyncFinished {
    const NAME: &'static str = "sync.finished";
    const VERSION: u16 = 1;
}
impl Event for SyncFailed {
    const NAME: &'static str = "sync.failed";
    const VERSION: u16 = 1;
}
impl Event for SyncCredit {
    const NAME: &'static str = "sync.credit";
    const VERSION: u16 = 1;
}
