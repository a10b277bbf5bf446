//! Deletions: rows that a run did not find in Odoo. They are noted while it reads and buried
//! together when it is complete, for only a complete enumeration proves that a row is gone.
//!
//! If a company of the Odoo user is missing, or anything shows that missing rows are hidden
//! (`evidence`), then nothing is buried, and a person must confirm.

use contracts::sync::SyncBatch;
use store::{Transaction, catalog::Model};
use tenants::Proving;
use uuid::Uuid;

use super::{
    WriteError, alarms, batches::Attempt, evidence, history, mirror, references::Links, subledger,
    sync_runs::RunFailure,
};

const HINT: &str = "Compare the Odoo user's companies, groups and record rules with what they \
    were. With the rights restored, start a verify. If the records were really deleted, an admin \
    may POST /v1/sync-runs/{id}/confirm-deletions.";

/// What a complete run misses of a model.
struct Loss {
    model: String,
    rows: i64,
}

/// Why rows may be missing although they are not gone.
pub struct Doubt {
    pub alarm: RunFailure,
    /// There are such rows, and they stay.
    pub holds: bool,
    /// The Odoo user has lost a company: of it nothing was read.
    pub lacks_company: bool,
}

/// What a complete run went over.
#[derive(Clone, Copy)]
pub struct Reach<'a> {
    pub models: &'a [Model],
    /// All ids of all models.
    pub of_all: bool,
}

/// Notes the records that were asked for by id and that Odoo does not have. A record that it does have
/// is no longer missing.
pub async fn note_asked(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
) -> Result<(), WriteError> {
    let (table, stage) = (&model.table, mirror::stage_of(model));
    tx.execute(
        &format!(
            "insert into ops.sync_missing (run_id, attempt, model, id, read_at)
             select $3, $4, $5, kept.id, $2 from odoo.{table} kept
             where kept.id = any($1) and kept._deleted_at is null and kept._read_at <= $2
               and not exists (select from {stage} staged where staged.id = kept.id)
             on conflict do nothing"
        ),
        &[
            &batch.asked,
            &batch.read_at,
            &batch.run,
            &batch.attempt,
            &model.name,
        ],
    )
    .await?;
    tx.execute(
        &format!(
            "delete from ops.sync_missing missing using {stage} staged
             where missing.run_id = $1 and missing.model = $2 and missing.id = staged.id
               and missing.read_at <= $3"
        ),
        &[&batch.run, &model.name, &batch.read_at],
    )
    .await?;
    Ok(())
}

/// Notes the rows of a whole batch's range that Odoo does not have any more.
pub async fn note(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
) -> Result<(), WriteError> {
    let table = &model.table;
    tx.execute(
        &format!(
            "insert into ops.sync_missing (run_id, attempt, model, id, read_at)
             select $4, $5, $6, kept.id, $3 from odoo.{table} kept
             where kept.id > $1 and kept.id <= $2 and kept._deleted_at is null
               and kept._read_at <= $3
               and not exists (select from {stage} staged where staged.id = kept.id)
             on conflict do nothing",
            stage = mirror::stage_of(model)
        ),
        &[
            &batch.after_id,
            &batch.up_to_id,
            &batch.read_at,
            &batch.run,
            &batch.attempt,
            &model.name,
        ],
    )
    .await?;
    Ok(())
}

/// The models of which the run misses rows: also such as it was not asked for.
pub async fn models_missed(tx: &Transaction<'_>, run: Uuid) -> Result<Vec<String>, WriteError> {
    let sql = "select distinct model from ops.sync_missing where run_id = $1 order by model";
    let rows = tx.query(sql, &[&run]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Buries what the complete attempt did not find, unless it looks like lost rights: then raises
/// the alarm and says why.
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
            reason: alarms::RIGHTS_INCIDENT.to_owned(),
            detail: doubts.join("; "),
            hint: HINT.replace("{id}", &attempt.run.to_string()),
        };
        let holds = !losses.is_empty();
        if holds && reach.of_all {
            alarms::raise(tx, attempt.run, &alarm).await?;
        } else {
            alarms::raise_unless_held(tx, attempt.run, &alarm).await?;
        }
        return Ok(Some(Doubt {
            alarm,
            holds,
            lacks_company: !lost.is_empty(),
        }));
    }
    let is_confirmed = is_confirmed(tx, attempt).await?;
    // Rights count as known only when nothing is missed under them, or a person says so: else what
    // they hide would be buried by the next run.
    let takes_rights = is_confirmed || (losses.is_empty() && reach.of_all);
    remember_user(tx, attempt, takes_rights).await?;
    bury(tx, attempt, models).await?;
    Ok(None)
}

/// Rows that the run would bury: those noted, or those that its totals lack, whichever is more.
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

pub(super) async fn is_suspicious(
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

/// Companies that the user had in an earlier run and has not in this one.
pub(super) async fn lost_companies(
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

/// A person let the deletions of this run through.
pub async fn is_confirmed(tx: &Transaction<'_>, attempt: Attempt) -> Result<bool, WriteError> {
    let sql = "select confirmed from ops.sync_run where id = $1";
    Ok(tx.query_one(sql, &[&attempt.run]).await?.get(0))
}

async fn bury(tx: &Transaction<'_>, attempt: Attempt, models: &[Model]) -> Result<(), WriteError> {
    for model in models {
        let buried: Vec<i64> = tx
            .query(
                &format!(
                    "update odoo.{} as kept set _deleted_at = now(), _run = $1
                     from ops.sync_missing missing
                     where missing.run_id = $1 and missing.attempt = $2 and missing.model = $3
                       and missing.id = kept.id and kept._deleted_at is null
                       and kept._read_at <= missing.read_at
                     returning kept.id",
                    model.table
                ),
                &[&attempt.run, &attempt.attempt, &model.name],
            )
            .await?
            .iter()
            .map(|row| row.get(0))
            .collect();
        if buried.is_empty() {
            continue;
        }
        tx.execute(
            "update ops.sync_run_model
             set rows_changed = rows_changed + $3, repaired = repaired + $3
             where run_id = $1 and model = $2",
            &[
                &attempt.run,
                &model.name,
                &i64::try_from(buried.len()).unwrap_or(i64::MAX),
            ],
        )
        .await?;
        // A version has the changes of one model.
        mirror::raise_version(tx).await?;
        history::record_buried(tx, model, attempt.run, &buried).await?;
        subledger::keep_buried(tx, model, &buried).await?;
    }
    tx.execute(
        "delete from ops.sync_missing where run_id = $1",
        &[&attempt.run],
    )
    .await?;
    Ok(())
}
