//! Whether rows that a complete run did not find in Odoo are deleted or hidden. If the user lost a
//! company or rows seem hidden (`evidence`), no row becomes a tombstone until a person confirms.

use sql::queries::core_api::runs::deletions as statements;
use states::{AlarmKind, RunFailureReason};
use store::{Transaction, catalog::Model};
use tenants::Proving;

pub(crate) use self::statements::{is_confirmed, lost_companies, models_missed};
use crate::{
    attempt::Attempt,
    mirror::deletions,
    runs::{alarms, evidence, references::Links, request::RunFailure},
    writing::WriteError,
};

const HINT: &str = "Compare the Odoo user's companies, groups and record rules with what they \
    were. Restore the rights, then start a verify. If the records were really deleted, an admin \
    may POST /v1/sync-runs/{id}/confirm-deletions.";

/// Why rows may be missing although they are not gone.
pub struct Doubt {
    pub alarm: RunFailure,
    /// Rows are missing, and they stay in the mirror.
    pub holds: bool,
    /// The Odoo user has lost a company, so nothing of it was read.
    pub lacks_company: bool,
}

/// What a complete run has covered.
#[derive(Clone, Copy)]
pub struct Reach<'a> {
    pub models: &'a [Model],
    /// All ids of all models.
    pub of_all: bool,
}

/// Makes tombstones of the rows that the complete attempt did not find. If the cause seems to be
/// lost rights, raises the alarm and returns the reason instead.
pub async fn settle(
    tx: &Transaction<'_>,
    attempt: Attempt,
    reach: Reach<'_>,
    (models, links, limits): (&[Model], &Links, Proving),
) -> Result<Option<Doubt>, WriteError> {
    let losses = statements::losses()
        .bind(tx, &attempt.run, &attempt.attempt)
        .all()
        .await?;
    let lost = lost_companies().bind(tx, &attempt.run).all().await?;
    let is_confirmed = is_confirmed().bind(tx, &attempt.run).one().await?;
    let mut doubts = Vec::new();
    if !lost.is_empty() {
        doubts.push(format!(
            "the Odoo user no longer has the companies {lost:?}"
        ));
        let missing =
            |loss: &statements::Losses| format!("{} rows of {} are missing", loss.rows, loss.model);
        doubts.extend(losses.iter().map(missing));
    } else if !is_confirmed {
        doubts = evidence::find_hidden_rows(tx, attempt.run, models, links, limits).await?;
    }
    if !doubts.is_empty() {
        let alarm = RunFailure {
            reason: RunFailureReason::RightsIncident,
            detail: doubts.join("; "),
            hint: HINT.replace("{id}", &attempt.run.to_string()),
        };
        let holds = !losses.is_empty();
        let unless_held = !(holds && reach.of_all);
        let kind = AlarmKind::RightsIncident;
        let losses: Vec<_> = losses
            .into_iter()
            .map(|loss| (loss.model, loss.rows))
            .collect();
        alarms::raise(tx, attempt.run, kind, (&alarm, &losses), unless_held).await?;
        return Ok(Some(Doubt {
            alarm,
            holds,
            lacks_company: !lost.is_empty(),
        }));
    }
    // New rights are stored only if no row is missing under them or a person has confirmed:
    // otherwise the next run would make tombstones of the rows that they hide.
    let takes_rights = is_confirmed || (losses.is_empty() && reach.of_all);
    statements::remember_user()
        .bind(tx, &takes_rights, &attempt.run)
        .await?;
    deletions::bury(tx, attempt, models).await?;
    Ok(None)
}

pub(crate) async fn is_suspicious(
    tx: &Transaction<'_>,
    model: &Model,
    rows: i64,
    limits: Proving,
) -> Result<bool, WriteError> {
    if rows <= i64::from(limits.max_deleted_rows) {
        return Ok(false);
    }
    let sql = format!(
        "select count(*) from odoo.{} where _deleted_at is null",
        model.table
    );
    let live: i64 = tx.query_one(&sql, &[]).await?.get(0);
    Ok(rows.saturating_mul(100) > live.saturating_mul(i64::from(limits.max_deleted_percent)))
}
