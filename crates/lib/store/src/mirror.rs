//! The mirror by model: the state of each model, and how it is derived.
//!
//! The derivation is a pure function. Nothing here waits for Odoo or scans a large table.

use states::{RunFailureReason, RunKind, RunState};
use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use serde::Serialize;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    Error,
    catalog::quoted,
    freshness::{Proof, STALE_AFTER_SECONDS},
};

/// Tables up to this size are counted; for larger ones PostgreSQL's estimate is used.
const COUNTED_BYTES: i64 = 16 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelState {
    /// This Odoo does not have the model.
    Absent,
    /// It was never read completely. Existing rows are shown.
    Loading,
    /// Complete and recent.
    Live,
    /// Complete, but its last window ended long ago.
    Stale,
    /// A repair reads the ranges that differed from Odoo.
    Repairing,
    /// The last run with this model failed, and nothing has succeeded since.
    Failed,
}

/// What the state of a model is derived from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// The last complete load found that Odoo does not have the model.
    pub absent: bool,
    /// Age of the watermark; `None` before the first complete load.
    pub lag_seconds: Option<i64>,
    /// The last ended run with this model failed.
    pub last_run_failed: bool,
    /// What the active run does with this model, until it is done with it.
    pub active: Option<Activity>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    Reading,
    Repairing,
}

/// The first that applies: under repair, absent, loading now, failed, loading (waiting for its
/// first run), stale, live. An active run hides an earlier failure only if the model was never
/// complete, because then it has no rows that could be stale.
pub fn state(signs: Signs) -> ModelState {
    match signs.lag_seconds {
        _ if signs.active == Some(Activity::Repairing) => ModelState::Repairing,
        _ if signs.absent => ModelState::Absent,
        None if signs.active.is_some() => ModelState::Loading,
        _ if signs.last_run_failed => ModelState::Failed,
        None => ModelState::Loading,
        Some(lag) if lag > STALE_AFTER_SECONDS => ModelState::Stale,
        Some(_) => ModelState::Live,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorModel {
    pub model: String,
    pub signs: Signs,
    /// Without tombstones if counted, with tombstones if estimated.
    pub rows: i64,
    pub rows_exact: bool,
    pub watermark: Option<Timestamp>,
    pub deletions_as_of: Option<Timestamp>,
    pub moved_at: Option<Timestamp>,
    pub proof: Option<Proof>,
    pub missing_fields: Vec<String>,
    /// Rows that the active run has applied.
    pub rows_read: Option<i64>,
    pub failure: Option<Failure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub run: Uuid,
    pub failed_at: Option<Timestamp>,
    pub reason: RunFailureReason,
    pub detail: Option<String>,
    pub hint: Option<String>,
}

/// The requested or running run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub run: Uuid,
    pub kind: RunKind,
    /// `requested` or `running`.
    pub state: RunState,
    pub epoch: i32,
    pub started_at: Option<Timestamp>,
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    /// Over the last minute.
    pub rows_per_second: i64,
    /// A failure that a worker reported while the run is tried again, or the failure of the run.
    pub failure: Option<Failure>,
}

impl Progress {
    /// Time left at the present rate; unknown if the rate is zero.
    pub fn seconds_left(&self) -> Option<i64> {
        let left = (self.rows_expected? - self.rows_read).max(0);
        (self.rows_per_second > 0).then(|| left.div_euclid(self.rows_per_second))
    }
}

/// All mirrored models by name, by the database's clock.
pub async fn models(client: &impl GenericClient) -> Result<Vec<MirrorModel>, Error> {
    let rows = client.query(MODELS, &[]).await?;
    let small: Vec<(String, String)> = rows
        .iter()
        .filter(|row| row.get::<_, i64>("bytes") <= COUNTED_BYTES)
        .map(|row| (row.get("model"), row.get("relname")))
        .collect();
    let counted = count(client, &small).await?;
    let mut models: Vec<_> = rows.iter().map(MirrorModel::from).collect();
    for model in &mut models {
        if let Some(rows) = counted.get(&model.model) {
            (model.rows, model.rows_exact) = (*rows, true);
        }
    }
    Ok(models)
}

const MODELS: &str = "
    select named.model, named.relname, named.bytes, named.estimate,
           cursor.watermark, cursor.moved_at, cursor.deletions_as_of,
           extract(epoch from now() - cursor.watermark)::bigint as lag_seconds,
           proof.proved_at, proof.ranges::bigint, proof.differing::bigint,
           active.kind as active_kind, active.rows_applied,
           loaded.absent, loaded.missing_fields,
           ended.id as failed_run, ended.finished_at as failed_at, ended.failure_reason,
           ended.failure_detail, ended.failure_hint
    from (select c.relname::text, split_part(obj_description(c.oid, 'pg_class'), ':', 1) as model,
                 pg_relation_size(c.oid) as bytes,
                 coalesce(nullif(t.n_live_tup, 0), greatest(c.reltuples, 0)::bigint) as estimate
          from pg_class c left join pg_stat_all_tables t on t.relid = c.oid
          where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r') named
    left join ops.cursor using (model)
    left join ops.proof using (model)
    left join (select m.model, r.kind, m.rows_applied
               from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
               where r.state in ('requested', 'running') and not m.complete) active using (model)
    left join lateral (
        select m.absent, m.missing_fields
        from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
        where m.model = named.model and r.state = 'done' and r.kind in ('snapshot', 'incremental', 'reload')
        order by r.created_at desc limit 1) loaded on true
    left join lateral (
        select r.* from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
        where m.model = named.model and r.state in ('done', 'failed')
        order by r.created_at desc limit 1) ended on ended.state = 'failed'
    order by named.model";

/// The tables' names come from the catalogue, so they are safe in SQL.
async fn count(
    client: &impl GenericClient,
    tables: &[(String, String)],
) -> Result<BTreeMap<String, i64>, Error> {
    if tables.is_empty() {
        return Ok(BTreeMap::new());
    }
    let counts: Vec<String> = tables
        .iter()
        .enumerate()
        .map(|(at, (_, table))| {
            format!(
                "select {at}, count(*) from odoo.{} where _deleted_at is null",
                quoted(table)
            )
        })
        .collect();
    let rows = client.query(&counts.join(" union all "), &[]).await?;
    let counted = rows.iter().filter_map(|row| {
        let at = usize::try_from(row.get::<_, i32>(0)).ok()?;
        Some((tables.get(at)?.0.clone(), row.get(1)))
    });
    Ok(counted.collect())
}

/// The active run of the tenant, if there is one.
pub async fn progress(client: &impl GenericClient) -> Result<Option<Progress>, Error> {
    let row = client
        .query_opt(
            "select r.id, r.kind, r.state, r.epoch, r.started_at,
                    (select greatest(parts.read, models.applied) from
                        (select coalesce(sum(rows_read), 0)::bigint as read
                         from ops.sync_part where run_id = r.id) parts,
                        (select coalesce(sum(rows_applied), 0)::bigint as applied
                         from ops.sync_run_model where run_id = r.id) models),
                    (select case when bool_and(rows_expected is not null)
                                 then sum(rows_expected)::bigint end
                     from ops.sync_part where run_id = r.id),
                    (select coalesce(sum(b.rows), 0) from ops.sync_batch b
                     where b.run_id = r.id and b.applied_at > now() - interval '1 minute')
                    / greatest(1, least(60, extract(epoch from now() - r.started_at))),
                    r.failure_reason, r.failure_detail, r.failure_hint
             from ops.sync_run r where r.state in ('requested', 'running')",
            &[],
        )
        .await?;
    let rate = |row: &Row| row.get::<_, Option<rust_decimal::Decimal>>(7);
    Ok(row.map(|row| Progress {
        run: row.get(0),
        kind: row.get(1),
        state: row.get(2),
        epoch: row.get(3),
        started_at: row.get(4),
        rows_read: row.get(5),
        rows_expected: row.get(6),
        rows_per_second: rate(&row).map_or(0, |rate| i64::try_from(rate.round()).unwrap_or(0)),
        failure: row
            .get::<_, Option<RunFailureReason>>(8)
            .map(|reason| Failure {
                run: row.get(0),
                failed_at: None,
                reason,
                detail: row.get(9),
                hint: row.get(10),
            }),
    }))
}

impl From<&Row> for MirrorModel {
    fn from(row: &Row) -> Self {
        let active: Option<RunKind> = row.get("active_kind");
        Self {
            model: row.get("model"),
            signs: Signs {
                absent: row.get::<_, Option<bool>>("absent").unwrap_or(false),
                lag_seconds: row.get("lag_seconds"),
                last_run_failed: row.get::<_, Option<Uuid>>("failed_run").is_some(),
                active: active.map(|kind| match kind {
                    RunKind::Repair => Activity::Repairing,
                    _ => Activity::Reading,
                }),
            },
            rows: row.get("estimate"),
            rows_exact: false,
            watermark: row.get("watermark"),
            deletions_as_of: row.get("deletions_as_of"),
            moved_at: row.get("moved_at"),
            proof: proof(row),
            missing_fields: row
                .get::<_, Option<Vec<String>>>("missing_fields")
                .unwrap_or_default(),
            rows_read: row.get("rows_applied"),
            failure: failure(row),
        }
    }
}

fn proof(row: &Row) -> Option<Proof> {
    let proved_at = row.get::<_, Option<Timestamp>>("proved_at")?;
    let differing: i64 = row.get("differing");
    Some(Proof {
        proved_at,
        equal: differing == 0,
        ranges: row.get("ranges"),
        differing,
    })
}

fn failure(row: &Row) -> Option<Failure> {
    Some(Failure {
        run: row.get::<_, Option<Uuid>>("failed_run")?,
        failed_at: row.get("failed_at"),
        reason: row
            .get::<_, Option<_>>("failure_reason")
            .unwrap_or(RunFailureReason::Internal),
        detail: row.get("failure_detail"),
        hint: row.get("failure_hint"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: Signs = Signs {
        absent: false,
        lag_seconds: Some(60),
        last_run_failed: false,
        active: None,
    };

    #[test]
    fn a_complete_model_is_live_until_its_watermark_is_old() {
        assert_eq!(state(LIVE), ModelState::Live);
        let old = Signs {
            lag_seconds: Some(STALE_AFTER_SECONDS + 1),
            ..LIVE
        };
        assert_eq!(state(old), ModelState::Stale);
        let read_again = Signs {
            active: Some(Activity::Reading),
            ..old
        };
        assert_eq!(state(read_again), ModelState::Stale);
    }

    #[test]
    fn a_failure_stays_until_something_succeeds_but_a_first_load_under_way_is_loading() {
        let failed = Signs {
            last_run_failed: true,
            active: Some(Activity::Reading),
            ..LIVE
        };
        assert_eq!(state(failed), ModelState::Failed);
        let first_load = Signs {
            lag_seconds: None,
            ..failed
        };
        assert_eq!(state(first_load), ModelState::Loading);
        let given_up = Signs {
            active: None,
            ..first_load
        };
        assert_eq!(state(given_up), ModelState::Failed);
        let never_asked = Signs {
            last_run_failed: false,
            ..given_up
        };
        assert_eq!(state(never_asked), ModelState::Loading);
    }

    #[test]
    fn a_repair_is_shown_before_anything_else_and_an_absent_model_is_no_failure() {
        let repairing = Signs {
            active: Some(Activity::Repairing),
            last_run_failed: true,
            ..LIVE
        };
        assert_eq!(state(repairing), ModelState::Repairing);
        let absent = Signs {
            absent: true,
            last_run_failed: true,
            ..LIVE
        };
        assert_eq!(state(absent), ModelState::Absent);
    }

    #[test]
    fn the_time_left_follows_the_rate_and_is_unknown_while_nothing_moves() {
        let mut progress = Progress {
            run: Uuid::nil(),
            kind: RunKind::Snapshot,
            state: RunState::Running,
            epoch: 1,
            started_at: None,
            rows_read: 400,
            rows_expected: Some(1000),
            rows_per_second: 100,
            failure: None,
        };
        assert_eq!(progress.seconds_left(), Some(6));
        progress.rows_read = 1200;
        assert_eq!(progress.seconds_left(), Some(0));
        progress.rows_per_second = 0;
        assert_eq!(progress.seconds_left(), None);
        progress.rows_expected = None;
        assert_eq!(progress.seconds_left(), None);
    }
}
