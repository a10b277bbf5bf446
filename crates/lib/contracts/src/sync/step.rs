//! One step in the log of Odoo's database: what several transactions have changed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;
use uuid::Uuid;

use super::IdRange;
use crate::{Epoch, Event, Seq};

/// Rows of several models in one snapshot. core-api applies them in one transaction.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncStep {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub seq: Seq,
    pub read_at: Timestamp,
    /// As in `sync.batch`.
    pub as_of: Option<i64>,
    /// The end of the log that is mirrored with this step. `None` if more steps belong to it.
    pub reached: Option<String>,
    /// When the latest of its transactions was committed.
    pub committed_at: Option<Timestamp>,
    /// With this step, the mirror has everything that was committed before this time on Odoo's clock.
    pub current_at: Option<Timestamp>,
    /// The log could not say what has changed, so the mirror must be compared with Odoo.
    #[serde(default)]
    pub in_doubt: bool,
    /// A digest of what the tables and the publication are. Another attempt sees with it whether they
    /// have changed meanwhile, which the log does not say.
    pub catalogue: Option<String>,
    /// What Odoo's database keeps of its log for the slot.
    pub retained_bytes: Option<u64>,
    /// In the order in which they are applied.
    pub models: Vec<StepModel>,
}

/// Rows of one model. It has those that exist, of the ids that were asked for or of the range; the
/// others are gone.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepModel {
    pub model: String,
    /// Ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<i64>,
    pub range: Option<IdRange>,
    /// As in `sync.batch`.
    pub fields: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// A position in the log of a server. What was committed before it is in the mirror.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    pub system: String,
    pub timeline: u32,
    /// As PostgreSQL writes it, such as `16/B374D848`.
    pub lsn: String,
    /// What `sync.step` has said of the tables there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<String>,
}

impl Event for SyncStep {
    const NAME: &'static str = "sync.step";
    const VERSION: u16 = 1;
}
