//! Who follows the log of Odoo's database: part of another answer.

use jiff::Timestamp;
use reports::Scope;
use serde::Serialize;
use store::Transaction;
use tenants::OdooSource;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{error::ApiError, sentence::Sentence},
    runs::http::view::RunFailure,
    status::read,
};

/// Who follows the log of Odoo's database, and how far the mirror is in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Follower {
    state: FollowerState,
    /// Everything that Odoo committed before this instant is in the mirror, by Odoo's clock. Null
    /// until the log has been followed and a verify has compared what was before.
    current_at: Option<Timestamp>,
    lag_seconds: Option<i64>,
    /// When Odoo committed the latest transaction that is in the mirror.
    committed_at: Option<Timestamp>,
    /// When the mirror was last changed or confirmed.
    applied_at: Option<Timestamp>,
    /// Rows that were changed by following, since the tenant exists.
    rows: i64,
    /// The log could not say what has changed, and a verify compares the mirror with Odoo.
    /// `current_at` does not move until it is done.
    in_doubt: bool,
    /// That verify, once it is requested.
    verify_run_id: Option<Uuid>,
    /// What Odoo's database keeps of its log for Espejo, in bytes.
    retained_bytes: Option<i64>,
    /// How much it may keep.
    max_retained_bytes: u64,
    /// Why it is not followed, if it has failed.
    failure: Option<RunFailure>,
    /// When a worker is asked again, if it has failed.
    retry_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FollowerState {
    /// It is followed when the first load is done.
    Waiting,
    /// No worker has begun yet.
    Requested,
    /// Changes appear a moment after Odoo has committed them.
    Following,
    /// It is tried again at `retry_at`.
    Failed,
}

/// `None` if the tenant's file does not ask for it.
pub(crate) async fn read(
    tx: &Transaction<'_>,
    odoo: &OdooSource,
    scope: &Scope,
) -> Result<Option<Follower>, ApiError> {
    let Some(direct) = odoo.direct.as_ref().filter(|direct| direct.follows_log) else {
        return Ok(None);
    };
    let row = read::follower().bind(tx).one().await?;
    let state = match row.state.as_str() {
        "requested" => FollowerState::Requested,
        "following" => FollowerState::Following,
        "failed" => FollowerState::Failed,
        _ => FollowerState::Waiting,
    };
    let failure = row.failure_reason.map(|reason| RunFailure {
        reason,
        detail: row.failure_detail.map(Sentence::from),
        hint: row.failure_hint.map(Sentence::from),
    });
    Ok(Some(Follower {
        state,
        current_at: row.current_at,
        lag_seconds: row.lag_seconds.map(|lag| lag.max(0)),
        committed_at: row.committed_at,
        applied_at: row.applied_at,
        rows: row.rows,
        in_doubt: row.in_doubt,
        verify_run_id: row.verify_run,
        retained_bytes: row.retained_bytes,
        max_retained_bytes: direct.max_retained_bytes,
        failure: failure.map(|failure| failure.seen_by(scope)),
        retry_at: Some(row.due_at).filter(|_| state == FollowerState::Failed),
    }))
}
