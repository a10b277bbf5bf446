//! Batches, digests, counts and lists. Each takes effect once, counts for its attempt, and is
//! answered with a credit.

use contracts::{
    Envelope, Seq,
    sync::{ModelCount, RunKind, SyncBatch, SyncCounted, SyncDigest, SyncListed},
};
use store::{ScopedFutureExt, Transaction, catalog::Model, transaction};

use super::credit;
use crate::{
    attempt::Attempt,
    events::{inbox, intake::Context},
    mirror::{apply, reload},
    runs::{
        batches::{self, Entry, Standing},
        counted, digests,
        events::ends,
        histories, listed, progress,
    },
    writing::{WriteError, stored},
};

/// What an event does to the mirror.
#[derive(Clone, Copy)]
enum Effect<'a> {
    Rows(&'a SyncBatch),
    Totals(&'a SyncDigest),
    Counts(&'a [(Model, &'a ModelCount)]),
    List(&'a SyncListed),
}

pub(crate) async fn batch(
    context: &Context<'_>,
    event: &Envelope<SyncBatch>,
) -> Result<(), WriteError> {
    let batch = &event.data;
    let model = context
        .model(batch.run, &batch.model, &batch.fields)
        .await?;
    let attempt = Attempt::new(batch.run, batch.epoch, batch.attempt);
    let entry = Entry {
        seq: batch.seq,
        model: &model.name,
        after_id: batch.after_id,
        up_to_id: batch.up_to_id,
        rows: stored(batch.rows.len()),
        whole: batch.whole || !batch.asked.is_empty(),
    };
    once(context, attempt, entry, &model, Effect::Rows(batch)).await
}

pub(crate) async fn digest(
    context: &Context<'_>,
    event: &Envelope<SyncDigest>,
) -> Result<(), WriteError> {
    let digest = &event.data;
    let model = context.model(digest.run, &digest.model, &[]).await?;
    let attempt = Attempt::new(digest.run, digest.epoch, digest.attempt);
    let entry = Entry {
        seq: digest.seq,
        model: &model.name,
        after_id: digest
            .ranges
            .iter()
            .map(|range| range.after_id)
            .min()
            .unwrap_or(0),
        up_to_id: digest
            .ranges
            .iter()
            .map(|range| range.up_to_id)
            .max()
            .unwrap_or(0),
        rows: 0,
        whole: false,
    };
    once(context, attempt, entry, &model, Effect::Totals(digest)).await
}

pub(crate) async fn counted(
    context: &Context<'_>,
    event: &Envelope<SyncCounted>,
) -> Result<(), WriteError> {
    let counted = &event.data;
    let mut models = Vec::with_capacity(counted.models.len());
    for of_model in &counted.models {
        let model = context.model(counted.run, &of_model.model, &[]).await?;
        models.push((model, of_model));
    }
    let Some((first, _)) = models.first() else {
        return Err(WriteError::Invalid("no model is counted".to_owned()));
    };
    let attempt = Attempt::new(counted.run, counted.epoch, counted.attempt);
    let entry = compared(counted.seq, first);
    once(context, attempt, entry, first, Effect::Counts(&models)).await
}

pub(crate) async fn listed(
    context: &Context<'_>,
    event: &Envelope<SyncListed>,
) -> Result<(), WriteError> {
    let listed = &event.data;
    let model = context.model(listed.run, &listed.model, &[]).await?;
    let attempt = Attempt::new(listed.run, listed.epoch, listed.attempt);
    let entry = compared(listed.seq, &model);
    once(context, attempt, entry, &model, Effect::List(listed)).await
}

/// An event that is only compared: a part that is requested again compares it again.
fn compared(seq: Seq, model: &Model) -> Entry<'_> {
    Entry {
        seq,
        model: &model.name,
        after_id: 0,
        up_to_id: 0,
        rows: 0,
        whole: false,
    }
}

/// Applies the effect if the attempt's epoch is current and the entry is new, and sends a credit.
async fn once(
    context: &Context<'_>,
    attempt: Attempt,
    entry: Entry<'_>,
    model: &Model,
    effect: Effect<'_>,
) -> Result<(), WriteError> {
    let _turn = context.intake.throttle.turn().await;
    let settled = transaction::write(context.pool, "apply batch", |tx| {
        enter(context, tx, attempt, entry, model, effect).scope_boxed()
    })
    .await;
    match settled {
        Ok(Some(Entered { standing, woken })) => {
            credit::send(context, attempt, Some(standing)).await;
            if woken {
                context.intake.relay.wake(&context.tenant.name);
            }
            Ok(())
        }
        Ok(None) | Err(WriteError::Stale) => {
            credit::send(context, attempt, None).await;
            Ok(())
        }
        Err(error) => Err(error),
    }
}

struct Entered {
    standing: Standing,
    /// Events were added to the outbox.
    woken: bool,
}

/// Effect, ledger, lease and the completion of the run, in one transaction. `None` if the epoch is
/// not current.
async fn enter(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    attempt: Attempt,
    entry: Entry<'_>,
    model: &Model,
    effect: Effect<'_>,
) -> Result<Option<Entered>, WriteError> {
    let Some(kind) = batches::current_kind(tx, attempt).await? else {
        return Ok(None);
    };
    let mut woken = false;
    if inbox::take(tx, context.event_id).await? {
        batches::ensure_attempt(tx, attempt).await?;
        if batches::enter(tx, attempt, entry).await? {
            let changed = match effect {
                Effect::Rows(batch) => {
                    let as_of = histories::number(tx, attempt, batch.as_of).await?;
                    batches::note_missing()
                        .bind(tx, &batch.fields, &batch.run, &model.name)
                        .opt()
                        .await?;
                    if kind == RunKind::Reload {
                        reload::keep(tx, model, (batch, as_of)).await?;
                        0
                    } else {
                        apply::merge_batch(tx, model, (batch, as_of)).await?
                    }
                }
                Effect::Totals(digest) => {
                    digests::compare(tx, model, digest).await?;
                    0
                }
                Effect::Counts(counts) => {
                    counted::compare(tx, counts, attempt).await?;
                    0
                }
                Effect::List(list) => {
                    let as_of = histories::number(tx, attempt, list.as_of).await?;
                    listed::compare(tx, model, (list, as_of)).await?;
                    0
                }
            };
            batches::count(tx, attempt, entry, changed).await?;
            if let Effect::Rows(batch) = effect {
                apply::publish(tx, model, batch.run, changed).await?;
            }
            // Locks the part: until the commit, no other transaction of the part gets further.
            if !progress::renew_lease(tx, attempt, context.intake.leases.run).await? {
                return Err(WriteError::Stale);
            }
            woken = ends::complete(context, tx, attempt, kind).await?;
        }
    }
    Ok(Some(Entered {
        standing: batches::standing(tx, attempt).await?,
        woken,
    }))
}
