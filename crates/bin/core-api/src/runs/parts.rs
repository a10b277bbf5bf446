//! Parts of a run. One worker works on a part. Each part has its own lease, epoch and attempts; the
//! run is done when all its parts are done.
//!
//! Each epoch is used once in a run, so it identifies the part and the request. Every transaction
//! locks rows in the same order: models, attempt, part, run.

use std::{collections::BTreeSet, time::Duration};

use contracts::sync::{IdRange, ModelCheck, ModelRequest, PartKind, RunKind, Share, SyncRequested};
use jiff::Timestamp;
use store::Transaction;
use tenants::OdooSource;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    attempt::{Attempt, Part},
    events::{
        leases::{Lapsed, REQUEST_LEASE},
        outbox,
    },
    runs::wanted,
    writing::{Actor, WriteError},
};

/// Maximum number of records in a batch.
const BATCH_ROWS: u32 = 1_000;

/// Models that get a part of their own, the largest first. All others share one part.
const LARGE: [&str; 3] = [
    "account.move.line",
    "account.move",
    "account.partial.reconcile",
];

/// The part of each model, numbered from 0 without gaps. There are never more parts than pages that
/// may be requested at the same time.
pub(crate) fn divide(models: &[&str], connections: u32) -> Vec<i32> {
    let most = usize::try_from(connections).unwrap_or(usize::MAX).max(1);
    let alone = &LARGE[..LARGE.len().min(most - 1)];
    // The shared part comes after the large ones.
    let place = |model: &str| {
        let large = alone.iter().position(|large| *large == model);
        large.unwrap_or(LARGE.len())
    };
    let places: BTreeSet<_> = models.iter().map(|model| place(model)).collect();
    let part = |model: &&str| places.range(..place(model)).count();
    models
        .iter()
        .map(|model| i32::try_from(part(model)).unwrap_or(i32::MAX))
        .collect()
}

/// The limits of the tenant's Odoo for one of `parts` parts that are not done. A share only grows
/// during a run, so all parts together never exceed the limits.
pub fn share(odoo: &OdooSource, parts: u32) -> Share {
    let parts = parts.max(1);
    let calls_per_minute = match odoo.calls_per_minute {
        0 => 0,
        calls => (calls / parts).max(1),
    };
    Share {
        connections: (odoo.connections / parts).max(1),
        calls_per_minute,
    }
}

/// Requests each part of a run that was just opened; the first part has epoch 1.
pub(crate) async fn open(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<(), WriteError> {
    let parts = tx
        .query(
            &format!(
                "insert into ops.sync_part (run_id, part, epoch, state, lease_until)
                 select distinct run_id, part, part + 1, 'requested',
                        now() + interval '{REQUEST_LEASE}'
                 from ops.sync_run_model where run_id = $1
                 returning part"
            ),
            &[&run],
        )
        .await?;
    let epochs = "update ops.sync_run set epoch = greatest(1, $2) where id = $1";
    let mut parts: Vec<i32> = parts.iter().map(|row| row.get(0)).collect();
    parts.sort_unstable();
    let count = i32::try_from(parts.len()).unwrap_or(i32::MAX);
    tx.execute(epochs, &[&run, &count]).await?;
    for part in parts {
        publish_request(tx, actor, Part { run, part }, Duration::ZERO).await?;
    }
    Ok(())
}

/// Adds a part to an active run, for what the run still has to check.
pub(crate) async fn add(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    part: Part,
    delay: Duration,
) -> Result<(), WriteError> {
    tx.execute(
        &format!(
            "with next as (update ops.sync_run set epoch = epoch + 1 where id = $1 returning epoch)
             insert into ops.sync_part (run_id, part, epoch, state, lease_until)
             select $1, $2, epoch, 'requested', now() + interval '{REQUEST_LEASE}' from next"
        ),
        &[&part.run, &part.part],
    )
    .await?;
    publish_request(tx, actor, part, delay).await
}

/// Adds `sync.requested` to the outbox, for what the part still lacks.
async fn publish_request(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    part: Part,
    delay: Duration,
) -> Result<(), WriteError> {
    let row = tx
        .query_one(
            "select r.kind, p.epoch, r.window_until,
                    (select count(*) from ops.sync_part o
                     where o.run_id = r.id and o.state <> 'done')
             from ops.sync_run r join ops.sync_part p on p.run_id = r.id
             where r.id = $1 and p.part = $2",
            &[&part.run, &part.part],
        )
        .await?;
    let models = tx
        .query(
            "select model, fields, since, after_id, ranges, range_width, sums, content, landmarks,
                    written_from
             from ops.sync_run_model where run_id = $1 and part = $2 and not complete
             order by position",
            &[&part.run, &part.part],
        )
        .await?;
    let run_kind: RunKind = row.get(0);
    let request = |row: &Row| model_request(row, run_kind);
    let mut models: Vec<ModelRequest> = models.iter().map(request).collect::<Result<_, _>>()?;
    let checked = wanted::of_part(tx, actor, part).await?;
    let kind = if checked.is_empty() {
        run_kind.into()
    } else {
        models = checked;
        PartKind::Check
    };
    let parts = u32::try_from(row.get::<_, i64>(3)).unwrap_or(u32::MAX);
    let event = SyncRequested {
        run: part.run,
        epoch: u32::try_from(row.get::<_, i32>(1)).unwrap_or(1),
        kind,
        until: row.get(2),
        batch_rows: BATCH_ROWS,
        share: share(&actor.tenant.odoo, parts),
        models,
    };
    outbox::add(tx, actor, part.run, event, delay).await
}

fn model_request(row: &Row, kind: RunKind) -> Result<ModelRequest, WriteError> {
    let ranges = |at| serde_json::from_value(row.get(at)).map_err(contracts::Refusal::NotJson);
    let check = ModelCheck {
        counted: match kind {
            RunKind::Incremental => vec![IdRange::ALL],
            _ => Vec::new(),
        },
        ..ModelCheck::default()
    };
    Ok(ModelRequest {
        model: row.get(0),
        fields: row.get(1),
        since: row.get::<_, Option<Timestamp>>(2),
        after_id: row.get(3),
        ranges: ranges(4)?,
        range_width: row.get(5),
        sums: row.get(6),
        content: ranges(7)?,
        landmarks: serde_json::from_value(row.get(8)).map_err(contracts::Refusal::NotJson)?,
        check,
        written_from: row.get(9),
    })
}

/// Requests the part again under the next epoch, from where it has got to. The caller holds the
/// lock of the part's row. If the part has advanced since the last request, its failure counts
/// restart at 0: they count failures at one place, not failures of a long load.
pub async fn ask_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    part: Part,
    delay: Duration,
) -> Result<(), WriteError> {
    if crate::runs::resume::advance(tx, part).await? {
        let sql =
            "update ops.sync_part set retries = 0, lapses = 0 where run_id = $1 and part = $2";
        tx.execute(sql, &[&part.run, &part.part]).await?;
    }
    let next = "update ops.sync_run set epoch = epoch + 1
                where id = $1 and state in ('requested', 'running') returning epoch";
    let Some(next) = tx.query_opt(next, &[&part.run]).await? else {
        return Ok(());
    };
    let delay_ms = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
    tx.execute(
        &format!(
            "update ops.sync_part set epoch = $3, state = 'requested',
                 lease_until = now() + $4::bigint * interval '1 ms' + interval '{REQUEST_LEASE}'
             where run_id = $1 and part = $2"
        ),
        &[&part.run, &part.part, &next.get::<_, i32>(0), &delay_ms],
    )
    .await?;
    tx.execute(
        "update ops.sync_run r set state = 'requested'
         where id = $1 and not exists (select from ops.sync_part p
                                       where p.run_id = r.id and p.state = 'running')",
        &[&part.run],
    )
    .await?;
    publish_request(tx, actor, part, delay).await
}

/// A part for which a worker reported a failure.
pub struct Retried {
    pub part: Part,
    /// Number of failures so far.
    pub retries: i32,
}

/// Counts a failure that a worker reported and locks the part's row. `None` if the epoch is no
/// longer current or the run has ended.
pub async fn count_retry(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<Retried>, WriteError> {
    let sql = "update ops.sync_part p set retries = p.retries + 1 from ops.sync_run r
               where p.run_id = $1 and p.epoch = $2 and p.state <> 'done'
                 and r.id = p.run_id and r.state in ('requested', 'running')
               returning p.part, p.retries";
    let row = tx.query_opt(sql, &[&attempt.run, &attempt.epoch]).await?;
    Ok(row.map(|row| Retried {
        part: Part {
            run: attempt.run,
            part: row.get(0),
        },
        retries: row.get(1),
    }))
}

/// Locks the parts with expired leases and counts the expiry, except for requests nobody took yet.
pub async fn lapsed(tx: &Transaction<'_>) -> Result<Vec<Lapsed<Part>>, WriteError> {
    let rows = tx
        .query(
            "with lapsed as (
                 select p.run_id, p.part, r.traceparent
                 from ops.sync_part p join ops.sync_run r on r.id = p.run_id
                 where r.state in ('requested', 'running') and p.state <> 'done'
                   and p.lease_until < now()
                 for update of p skip locked
             )
             update ops.sync_part p
             set lapses = p.lapses + case when p.state = 'running' then 1 else 0 end
             from lapsed where p.run_id = lapsed.run_id and p.part = lapsed.part
             returning p.run_id, p.part, p.lapses, lapsed.traceparent",
            &[],
        )
        .await?;
    let lapsed = |row: &Row| Lapsed {
        key: Part {
            run: row.get(0),
            part: row.get(1),
        },
        lapses: row.get(2),
        traceparent: row.get(3),
    };
    Ok(rows.iter().map(lapsed).collect())
}

/// Closes the part that this attempt has completed, and returns whether it was the last part. After
/// the last part, what attempts of other parts found counts as found by this attempt, and so does
/// what a reload kept of earlier attempts. The caller holds the lock of the part's row.
pub async fn complete(tx: &Transaction<'_>, attempt: Attempt) -> Result<bool, WriteError> {
    let Attempt {
        run,
        epoch,
        attempt,
    } = attempt;
    tx.execute(
        "update ops.sync_part set state = 'done', attempt = $3 where run_id = $1 and epoch = $2",
        &[&run, &epoch, &attempt],
    )
    .await?;
    // If two parts are completed at the same time, the later one sees both done.
    let lock = "select from ops.sync_run where id = $1 and state in ('requested', 'running')
                for update";
    if tx.query_opt(lock, &[&run]).await?.is_none() {
        return Ok(false);
    }
    let left = "select count(*) from ops.sync_part where run_id = $1 and state <> 'done'";
    if tx.query_one(left, &[&run]).await?.get::<_, i64>(0) > 0 {
        tx.execute(
            "update ops.sync_run_model m set complete = true from ops.sync_part p
             where p.run_id = $1 and p.epoch = $2 and m.run_id = p.run_id and m.part = p.part",
            &[&run, &epoch],
        )
        .await?;
        return Ok(false);
    }
    // Several parts of one run may miss the same record.
    tx.execute(
        "with counting as (
             select $1::uuid as attempt union all
             select attempt from ops.sync_part where run_id = $1
         )
         delete from ops.sync_missing again using ops.sync_missing kept
         where again.run_id = $1 and kept.run_id = $1 and kept.model = again.model
           and kept.id = again.id and kept.attempt <> again.attempt
           and kept.attempt in (select attempt from counting)
           and again.attempt in (select attempt from counting)
           and (kept.read_at, kept.attempt) > (again.read_at, again.attempt)",
        &[&run],
    )
    .await?;
    for table in ["digest", "digest_company", "sync_missing"] {
        tx.execute(
            &format!(
                "update ops.{table} set attempt = $2
                 where run_id = $1 and attempt <> $2
                   and attempt in (select $1 union all
                                   select attempt from ops.sync_part where run_id = $1)"
            ),
            &[&run, &attempt],
        )
        .await?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODELS: [&str; 5] = [
        "res.partner",
        "account.move",
        "account.move.line",
        "account.partial.reconcile",
        "account.tax",
    ];

    #[test]
    fn large_models_are_parts_of_their_own_as_far_as_connections_allow() {
        assert_eq!(divide(&MODELS, 1), [0, 0, 0, 0, 0]);
        assert_eq!(divide(&MODELS, 2), [1, 1, 0, 1, 1]);
        assert_eq!(divide(&MODELS, 3), [2, 1, 0, 2, 2]);
        assert_eq!(divide(&MODELS, 16), [3, 1, 0, 2, 3]);
    }

    #[test]
    fn there_is_no_part_without_models() {
        assert_eq!(divide(&["res.partner", "account.move"], 4), [1, 0]);
        assert_eq!(divide(&["account.tax"], 4), [0]);
        assert_eq!(divide(&[], 4), [0; 0]);
    }
}
