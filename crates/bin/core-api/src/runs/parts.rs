//! Parts of a run. One worker works on a part. Each part has its own lease, epoch and attempts; the
//! run is done when all its parts are done.
//!
//! Each epoch is used once in a run, so it identifies the part and the request. Every transaction
//! locks rows in the same order: models, attempt, part, run.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use contracts::{
    Epoch,
    sync::{IdRange, ModelCheck, ModelRequest, PartKind, RunKind, Share, SyncRequested},
};
use sql::queries::core_api::runs::parts as statements;
use store::Transaction;
use tenants::OdooSource;
use uuid::Uuid;

use crate::{
    attempt::{Attempt, Part},
    events::{
        leases::{Lapsed, REQUEST_LEASE},
        outbox,
    },
    runs::{signatures, wanted},
    writing::{Actor, WriteError, stored},
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
    let rank = |model: &str| {
        let large = alone.iter().position(|large| *large == model);
        large.unwrap_or(LARGE.len())
    };
    let ranks: BTreeSet<_> = models.iter().map(|model| rank(model)).collect();
    let parts: BTreeMap<_, _> = ranks.into_iter().zip(0..).collect();
    models.iter().map(|model| parts[&rank(model)]).collect()
}

/// The limits of the tenant's Odoo for one of `parts` parts that are not done. A share only grows
/// during a run, so all parts together never exceed the limits.
pub fn share(odoo: &OdooSource, parts: i32) -> Share {
    let parts = parts.max(1).unsigned_abs();
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
    let mut parts = statements::open()
        .bind(tx, &REQUEST_LEASE, &run)
        .all()
        .await?;
    parts.sort_unstable();
    statements::set_epoch().bind(tx, &run).await?;
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
    statements::add()
        .bind(tx, &part.run, &part.part, &REQUEST_LEASE)
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
    let requested = statements::requested()
        .bind(tx, &part.run, &part.part)
        .one()
        .await?;
    let models = statements::models()
        .bind(tx, &part.run, &part.part)
        .all()
        .await?
        .into_iter();
    let request = |model| model_request(model, requested.kind);
    let mut models: Vec<ModelRequest> = models.map(request).collect::<Result<_, _>>()?;
    let checked = wanted::read_part(tx, actor, part).await?;
    let kind = if checked.is_empty() {
        requested.kind.into()
    } else {
        models = checked;
        PartKind::Check
    };
    let epoch = Epoch::new(requested.epoch);
    let event = SyncRequested {
        run: part.run,
        epoch,
        kind,
        until: requested.window_until,
        batch_rows: BATCH_ROWS,
        share: share(&actor.tenant.odoo, requested.parts),
        key: signatures::draw(tx, part.run, epoch).await?,
        models,
        reached: None,
    };
    outbox::add(tx, actor, part.run, event, delay).await
}

fn model_request(model: statements::Models, kind: RunKind) -> Result<ModelRequest, WriteError> {
    let ranges = |json| serde_json::from_value(json).map_err(contracts::Refusal::NotJson);
    let check = ModelCheck {
        counted: match kind {
            RunKind::Incremental => vec![IdRange::ALL],
            _ => Vec::new(),
        },
        ..ModelCheck::default()
    };
    Ok(ModelRequest {
        model: model.model,
        fields: model.fields,
        since: model.since,
        after_id: model.after_id,
        ranges: ranges(model.ranges)?,
        range_width: model.range_width,
        sums: model.sums,
        content: ranges(model.content)?,
        landmarks: serde_json::from_value(model.landmarks).map_err(contracts::Refusal::NotJson)?,
        check,
        written_from: model.written_from,
    })
}

/// Requests the part again under the next epoch, from where it has got to. The caller holds the
/// lock of the part's row. If the part has advanced since the last request, its failure counts
/// restart at 0: they count failures at the same record, not failures of a long load.
pub async fn ask_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    part: Part,
    delay: Duration,
) -> Result<(), WriteError> {
    if crate::runs::resume::advance(tx, part).await? {
        statements::forget_failures()
            .bind(tx, &part.run, &part.part)
            .await?;
    }
    let Some(epoch) = statements::next_epoch().bind(tx, &part.run).opt().await? else {
        return Ok(());
    };
    let delay_ms = stored(delay.as_millis());
    statements::ask_again()
        .bind(tx, &epoch, &delay_ms, &REQUEST_LEASE, &part.run, &part.part)
        .await?;
    statements::wait_for_workers().bind(tx, &part.run).await?;
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
    Ok(statements::count_retry()
        .bind(tx, &attempt.run, &attempt.epoch.get())
        .opt()
        .await?
        .map(|counted| Retried {
            part: Part {
                run: attempt.run,
                part: counted.part,
            },
            retries: counted.retries,
        }))
}

/// Locks the parts with expired leases and counts the expiry, except for requests nobody took yet.
pub async fn lapsed(tx: &Transaction<'_>) -> Result<Vec<Lapsed<Part>>, WriteError> {
    let lapsed = |row: statements::Lapsed| Lapsed {
        key: Part {
            run: row.run_id,
            part: row.part,
        },
        lapses: row.lapses,
        traceparent: row.traceparent,
    };
    let rows = statements::lapsed().bind(tx).all().await?;
    Ok(rows.into_iter().map(lapsed).collect())
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
    statements::close()
        .bind(tx, &attempt, &run, &epoch.get())
        .await?;
    // If two parts are completed at the same time, the later one sees both done.
    if statements::lock_run().bind(tx, &run).opt().await?.is_none() {
        return Ok(false);
    }
    if statements::left().bind(tx, &run).one().await? > 0 {
        statements::close_models()
            .bind(tx, &run, &epoch.get())
            .await?;
        return Ok(false);
    }
    statements::drop_repeated_missing().bind(tx, &run).await?;
    statements::take_digests().bind(tx, &attempt, &run).await?;
    statements::take_digests_by_company()
        .bind(tx, &attempt, &run)
        .await?;
    statements::take_missing().bind(tx, &attempt, &run).await?;
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
    fn large_models_get_their_own_parts_within_the_connection_limit() {
        assert_eq!(divide(&MODELS, 1), [0, 0, 0, 0, 0]);
        assert_eq!(divide(&MODELS, 2), [1, 1, 0, 1, 1]);
        assert_eq!(divide(&MODELS, 3), [2, 1, 0, 2, 2]);
        assert_eq!(divide(&MODELS, 16), [3, 1, 0, 2, 3]);
    }

    #[test]
    fn every_part_has_models() {
        assert_eq!(divide(&["res.partner", "account.move"], 4), [1, 0]);
        assert_eq!(divide(&["account.tax"], 4), [0]);
        assert_eq!(divide(&[], 4), [0; 0]);
    }
}
