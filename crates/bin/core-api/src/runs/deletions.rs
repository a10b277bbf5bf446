//! Whether rows that a complete run did not find in Odoo are deleted or hidden. If the user lost a
//! company or rows seem hidden (`evidence`), no row becomes a tombstone until a person confirms.

use states::{AlarmKind, RunFailureReason};
use store::{Transaction, catalog::Model};
use tenants::Proving;
use uuid::Uuid;

use crate::{
    attempt::Attempt,
    mirror::deletions,
    runs::{alarms, evidence, references::Links, request::RunFailure},
    writing::WriteError,
};

const HINT: &str = "Compare the Odoo user's companies, groups and record rules with what they \
    were. Restore the rights, then start a verify. If the records were really deleted, an admin \
    may POST /v1/sync-runs/{id}/confirm-deletions.";

/// Rows of a model that a complete run misses.
struct Loss {
    model: String,
    rows: i64,
}

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

/// The models of which the run misses rows, including models that were not requested.
pub async fn models_missed(tx: &Transaction<'_>, run: Uuid) -> Result<Vec<String>, WriteError> {
    let sql = "select distinct model from ops.sync_missing where run_id = $1 order by model";
    let rows = tx.query(sql, &[&run]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Makes tombstones of the rows that the complete attempt did not find. If the cause seems to be
/// lost rights, raises the alarm and returns the reason instead.
pub async fn settle(
    tx: &Transaction<'_>,
    attempt: Attempt,
    reach: Reach<'_>,
    (models, links, limits): (&[Model], &Links, Proving),
) -> Result<Option<Doubt>, WriteError> {
    let losses = losses(tx, attempt).await?;
    let lost = lost_companies(tx, attempt).await?;
    let mut doubts = Vec::new();
    if !lost.is_empty() {
        doubts.push(format!(
            "the Odoo user no longer has the companies {lost:?}"
        ));
        let missing = |loss: &Loss| format!("{} rows of {} are missing", loss.rows, loss.model);
        doubts.extend(losses.iter().map(missing));
    } else if !is_confirmed(tx, attempt).await? {
        doubts = evidence::of_hidden_rows(tx, attempt.run, models, links, limits).await?;
    }
    if !doubts.is_empty() {
        let alarm = RunFailure {
            reason: RunFailureReason::RightsIncident,
            detail: doubts.join("; "),
            hint: HINT.replace("{id}", &attempt.run.to_string()),
        };
        let holds = !losses.is_empty();
        if holds && reach.of_all {
            alarms::raise(tx, attempt.run, AlarmKind::RightsIncident, &alarm).await?;
        } else {
            alarms::raise_unless_held(tx, attempt.run, AlarmKind::RightsIncident, &alarm).await?;
        }
        return Ok(Some(Doubt {
            alarm,
            holds,
            lacks_company: !lost.is_empty(),
        }));
    }
    let is_confirmed = is_confirmed(tx, attempt).await?;
    // New rights are stored only if no row is missing under them or a person has confirmed:
    // otherwise the next run would make tombstones of the rows that they hide.
    let takes_rights = is_confirmed || (losses.is_empty() && reach.of_all);
    remember_user(tx, attempt, takes_rights).await?;
    deletions::bury(tx, attempt, models).await?;
    Ok(None)
}

/// Rows that would become tombstones: those noted or those that the totals lack, whichever is more.
async fn losses(tx: &Transaction<'_>, attempt: Attempt) -> Result<Vec<Loss>, WriteError> {
    let rows = tx
        .query(
            "with noted as (
                 select model, count(*) as rows from ops.sync_missing
                 where run_id = $1 and attempt = $2 group by model
             ), by_company as (
                 select model, after_id, sum(greatest(mirror_count - odoo_count, 0)) as rows
                 from ops.digest_company where run_id = $1 and attempt = $2
                 group by model, after_id
             ), totals as (
                 select d.model, sum(coalesce(c.rows, greatest(d.mirror_count - d.odoo_count, 0)))
                            ::bigint as rows
                 from ops.digest d left join by_company c using (model, after_id)
                 where d.run_id = $1 and d.attempt = $2 and not d.equal
                 group by d.model
             )
             select model, greatest(noted.rows, totals.rows)
             from noted full join totals using (model)
             where greatest(noted.rows, totals.rows) > 0
             order by model",
            &[&attempt.run, &attempt.attempt],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| Loss {
            model: row.get(0),
            rows: row.get(1),
        })
        .collect())
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

/// Companies that the user had in an earlier run and does not have in this one.
pub(crate) async fn lost_companies(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Vec<i64>, WriteError> {
    let rows = tx
        .query(
            "select known from ops.mirror m, unnest(m.company_ids) known, ops.sync_run r
             where r.id = $1 and r.company_ids is not null and known <> all (r.company_ids)
             order by known",
            &[&attempt.run],
        )
        .await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

async fn remember_user(
    tx: &Transaction<'_>,
    attempt: Attempt,
    takes_rights: bool,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.mirror m
         set company_ids = coalesce(r.company_ids, m.company_ids),
             rights = case when $2 then m.rights || coalesce(r.rights, '{}') else m.rights end
         from ops.sync_run r
         where r.id = $1
           and (m.company_ids is distinct from coalesce(r.company_ids, m.company_ids)
                or ($2 and not m.rights @> coalesce(r.rights, '{}')))",
        &[&attempt.run, &takes_rights],
    )
    .await?;
    Ok(())
}

/// True if a person has confirmed the deletions of this run.
pub async fn is_confirmed(tx: &Transaction<'_>, attempt: Attempt) -> Result<bool, WriteError> {
    let sql = "select confirmed from ops.sync_run where id = $1";
    Ok(tx.query_one(sql, &[&attempt.run]).await?.get(0))
}
