//! Freshness of the mirror, as answers show it.

use jiff::Timestamp;
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

/// How current the mirror is, and when it was last compared with Odoo.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Freshness {
    /// `loading`: some model was never loaded completely; `stale`: complete, but behind by more
    /// than 45 minutes; `failed`: the last run failed.
    state: freshness::MirrorState,
    /// Everything that Odoo committed before this instant is in the answer.
    data_as_of: Option<Timestamp>,
    /// The answer has no record that was deleted in Odoo before this instant. Null until every
    /// model was counted or compared; it does not move while deletions wait for a person.
    deletions_as_of: Option<Timestamp>,
    lag_seconds: Option<i64>,
    /// Rises whenever a mirrored row changes.
    mirror_version: i64,
    /// The last comparison with Odoo's own totals; null until every model has had one.
    proof: Option<Proof>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Proof {
    pub(crate) proved_at: Timestamp,
    /// True if no id range differed.
    pub(crate) equal: bool,
    pub(crate) ranges: i64,
    pub(crate) differing: i64,
}

impl From<freshness::Freshness> for Freshness {
    fn from(row: freshness::Freshness) -> Self {
        Self {
            state: row.state,
            data_as_of: row.data_as_of,
            deletions_as_of: row.deletions_as_of,
            lag_seconds: row.lag_seconds,
            mirror_version: row.mirror_version,
            proof: row.proof.map(Proof::from),
        }
    }
}

impl From<freshness::Proof> for Proof {
    fn from(proof: freshness::Proof) -> Self {
        Self {
            proved_at: proof.proved_at,
            equal: proof.equal,
            ranges: proof.ranges,
            differing: proof.differing,
        }
    }
}
