//! What a run checks besides a window of changes, and Odoo's answers: how many records there are,
//! and which ones.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use uuid::Uuid;

use super::IdRange;
use crate::{Epoch, Event, Seq};

/// What to check of a model, besides a window of changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelCheck {
    /// Ranges whose records are counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<IdRange>,
    /// Ranges whose ids are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<IdRange>,
    /// Records to read; those that Odoo does not return are missing there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<i64>,
    /// Records to read because they refer to others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub referring: Vec<Referring>,
}

impl ModelCheck {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The records whose field holds one of these ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referring {
    /// A many2one or a many2many.
    pub field: String,
    pub ids: Vec<i64>,
}

/// How many records Odoo has of some models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncCounted {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub seq: Seq,
    pub models: Vec<ModelCount>,
}

/// How many records Odoo has in ranges of ids, by company if the model has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelCount {
    pub model: String,
    /// If true, the groups are companies; otherwise each range is one group without a company.
    pub by_company: bool,
    pub ranges: Vec<RangeCount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeCount {
    pub after_id: i64,
    pub up_to_id: i64,
    /// Companies without records are left out.
    pub groups: Vec<GroupCount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupCount {
    pub company_id: Option<i64>,
    pub count: u64,
    /// Decimal text; `None` if the protocol cannot carry it.
    pub id_sum: Option<String>,
}

/// The ids that Odoo has in a range, or those written recently with their `write_date`.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncListed {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub seq: Seq,
    pub model: String,
    pub read_at: Timestamp,
    /// As in `sync.batch`.
    pub as_of: Option<i64>,
    pub after_id: i64,
    pub up_to_id: i64,
    /// Only records written at this instant or later are listed; `None` lists the whole range.
    pub written_from: Option<Timestamp>,
    /// Ascending.
    pub ids: Vec<i64>,
    /// The `write_date` of each in whole seconds, if `written_from` is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written_at: Vec<Timestamp>,
}

impl Event for SyncCounted {
    const NAME: &'static str = "sync.counted";
    const VERSION: u16 = 1;
}
impl Event for SyncListed {
    const NAME: &'static str = "sync.listed";
    const VERSION: u16 = 1;
}
