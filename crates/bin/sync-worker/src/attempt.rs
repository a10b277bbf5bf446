//! One attempt at a part of a run, from its request to its last event.
//!
//! The request is acknowledged as soon as `sync.started` is confirmed. From then on the part has a
//! lease in core-api's database, and core-api requests it again if the attempt dies.

use std::{collections::BTreeSet, sync::Arc};

use bus::{Outcome, Receipt};
use contracts::{
    Envelope, Event, Seq,
    sync::{
        ModelCount, ModelOutcome, PartKind, SyncBatch, SyncCounted, SyncDigest, SyncFinished,
        SyncListed, SyncRequested, SyncStarted,
    },
};
use jiff::{SignedDuration, Timestamp};
use tenants::Tenant;
use tokio::{
    sync::mpsc,
    time::{Instant, timeout},
};
use uuid::Uuid;

use crate::{
    allowance::Allowance,
    books::Source,
    credit::Credit,
    cut::{Piece, Pieces},
    ended::Ended,
    failure::Failure,
    ids::Ids,
    landmarks,
    page_size::PageSize,
    plan::SliceWidth,
    progress::Progress,
    publisher::EventPublisher,
    rate_limit::CallLimiter,
    reader::{Digest, Listed, Page, Part, Reader},
    worker::{FAREWELL, Worker},
};

pub(crate) struct Attempt<'a> {
    pub(crate) worker: &'a Worker,
    pub(crate) tenant: &'a Tenant,
    pub(crate) request: &'a SyncRequested,
    pub(crate) publisher: &'a EventPublisher,
    pub(crate) source: Source,
    until: Timestamp,
    allowance: Allowance,
    credit: Credit,
    pub(crate) progress: Progress,
}

/// Makes an attempt at the request and returns what becomes of the message.
pub(crate) async fn run(
    worker: &Worker,
    tenant: &Tenant,
    request: &Envelope<SyncRequested>,
    receipt: &Receipt,
) -> Outcome {
    let (run, epoch) = (request.data.run, request.data.epoch);
    let ids = Ids {
        run,
        epoch,
        attempt: Uuid::new_v4(),
    };
    tracing::Span::current().record("sync_run.attempt", tracing::field::display(ids.attempt));
    let publisher = EventPublisher::new(worker.bus.clone(), tenant.name.clone(), request, ids);
    let ended = tokio::select! {
        biased;
        () = worker.stop.stopped() => Err(Ended::Stopped),
        ended = Box::pin(begin(worker, tenant, &request.data, &publisher, receipt)) => ended,
    };
    let label = ended.as_ref().map_or_else(Ended::label, |()| "finished");
    worker.metrics.attempt(request.data.kind.as_str(), label);
    conclude(&publisher, ended).await
}

/// Logs in to Odoo, acknowledges the request and does the work.
async fn begin(
    worker: &Worker,
    tenant: &Tenant,
    request: &SyncRequested,
    publisher: &EventPublisher,
    receipt: &Receipt,
) -> Result<(), Ended> {
    let Ids {
        run,
        epoch,
        attempt,
    } = publisher.ids;
    let breaker = worker.breakers.breaker_of(tenant);
    let pace = request.share.calls_per_minute;
    let limiter = Arc::new(CallLimiter::new(&tenant.name, breaker, pace));
    let allowance = Allowance::new(request.share, Arc::clone(&limiter));
    let source = Source::open_in_time(worker, tenant, limiter).await?;
    let history = source.history().await?;
    if request.kind == PartKind::Follow && history.is_none() {
        return Err(Failure::no_log().into());
    }
    let until = match request.until {
        Some(until) => until,
        None => source.clock().await?,
    };
    // Before `sync.started` is published, otherwise the first credit could be missed.
    let followed = worker.credits.follow(attempt).await;
    let started = SyncStarted {
        run,
        epoch,
        attempt,
        until,
        server_version: source.version().full.clone(),
        company_ids: source.context.company_ids.clone(),
        history,
        rights: source.rights(tenant, judges_deletions(request.kind)).await,
    };
    publisher.publish(started).await?;
    if !receipt.acknowledge().await {
        return Err(Ended::TakenBack);
    }
    tracing::info!(window.until = %until, "attempt started");
    let credit = Credit::new(worker.timing.silence);
    let progress = Progress::new(worker.timing.rhythm);
    let attempt = Attempt {
        worker,
        tenant,
        request,
        publisher,
        source,
        until,
        allowance,
        credit,
        progress,
    };
    tokio::select! {
        biased;
        ended = attempt.credit.listen(followed, &attempt.allowance) => Err(ended),
        ended = attempt.work() => ended,
        () = attempt.progress.pulse(publisher) => Ok(()),
    }
}

/// Reports a failure to core-api and returns what becomes of the request.
async fn conclude(publisher: &EventPublisher, ended: Result<(), Ended>) -> Outcome {
    let Err(ended) = ended else {
        return Outcome::Done;
    };
    tracing::warn!(
        outcome = ended.label(),
        detail = ended.detail(),
        "attempt ended early"
    );
    let failure = match ended {
        Ended::Failed(failure) => failure,
        Ended::Stopped => Failure::stopping(),
        Ended::Stale | Ended::Unheard(_) | Ended::TakenBack => return Outcome::Done,
        Ended::Broker(_) => {
            return Outcome::Retry {
                reason: ended.detail(),
            };
        }
    };
    match timeout(
        FAREWELL,
        publisher.publish(failure.into_event(publisher.ids)),
    )
    .await
    {
        Ok(Ok(())) => Outcome::Done,
        Ok(Err(ended)) => Outcome::Retry {
            reason: ended.detail(),
        },
        Err(_) => Outcome::Retry {
            reason: "the failure could not be published in time".to_owned(),
        },
    }
}

impl Attempt<'_> {
    async fn work(&self) -> Result<(), Ended> {
        match self.request.kind {
            PartKind::Follow => Box::pin(self.follow()).await,
            _ => self.transfer().await,
        }
    }

    /// Reads a page while the previous one is published.
    async fn transfer(&self) -> Result<(), Ended> {
        self.room(0).await?;
        let tolerance = SignedDuration::from_secs(self.tenant.odoo.safety_lag_seconds.into());
        landmarks::check(&self.source, &self.request.models, tolerance).await?;
        let (sender, receiver) = mpsc::channel(1);
        let reader = Reader {
            source: &self.source,
            request: self.request,
            additions: &self.tenant.odoo.additions,
            progress: &self.progress,
            metrics: &self.worker.metrics,
            page_size: PageSize::new(self.tenant.odoo.page_rows),
            allowance: &self.allowance,
            in_slices: self.tenant.odoo.connections > 1,
            slice_width: SliceWidth::new(self.tenant.odoo.page_rows),
            pause_percent: self.tenant.proving.pause_percent,
            parts: sender,
        };
        let (models, batches) = tokio::try_join!(reader.read(), self.publish(receiver))?;
        self.finish(models, batches).await
    }

    /// Publishes what is read, numbered without gaps and within the credit. Parts that are compared
    /// with the mirror wait until the pages of their model are applied.
    async fn publish(&self, mut parts: mpsc::Receiver<Part>) -> Result<i32, Ended> {
        let mut seq = 0;
        let mut models_out: BTreeSet<Arc<str>> = BTreeSet::new();
        while let Some(part) = parts.recv().await {
            if let Part::Page(page) = part {
                models_out.insert(Arc::clone(&page.model));
                self.publish_page(page, &mut seq).await?;
                continue;
            }
            if models_out.iter().any(|model| part.is_of(model)) {
                self.settle(seq).await?;
                models_out.clear();
            }
            match part {
                Part::Page(_) => {}
                Part::Digest(digest) => self.publish_digest(digest, &mut seq).await?,
                Part::Counted(counted) => self.publish_counted(counted, &mut seq).await?,
                Part::Listed(listed) => self.publish_listed(listed, &mut seq).await?,
            }
        }
        Ok(seq)
    }

    async fn publish_page(&self, page: Page, seq: &mut i32) -> Result<(), Ended> {
        let Ids {
            run,
            epoch,
            attempt,
        } = self.publisher.ids;
        let Page {
            model,
            fields,
            read_at,
            as_of,
            after_id,
            up_to_id,
            whole,
            asked,
            records,
        } = page;
        let max_rows = usize::try_from(self.request.batch_rows).unwrap_or(usize::MAX);
        for piece in Pieces::new(after_id, up_to_id, records, max_rows) {
            let Piece {
                after_id,
                up_to_id,
                rows,
            } = piece.map_err(|error| Failure::record_too_large(&model, &error))?;
            let batch = SyncBatch {
                run,
                epoch,
                attempt,
                seq: Seq::new(*seq),
                model: model.to_string(),
                read_at,
                as_of,
                after_id,
                up_to_id,
                whole,
                asked: asked
                    .iter()
                    .copied()
                    .filter(|&id| id > after_id && id <= up_to_id)
                    .collect(),
                fields: fields.to_vec(),
                rows,
            };
            self.publish_numbered(batch, seq).await?;
        }
        Ok(())
    }

    async fn publish_digest(&self, digest: Digest, seq: &mut i32) -> Result<(), Ended> {
        let ids = self.publisher.ids;
        let Digest {
            model,
            read_at,
            float_sums,
            ranges,
        } = digest;
        let digest = SyncDigest {
            run: ids.run,
            epoch: ids.epoch,
            attempt: ids.attempt,
            seq: Seq::new(*seq),
            model: model.to_string(),
            read_at,
            float_sums,
            ranges,
        };
        self.publish_numbered(digest, seq).await
    }

    async fn publish_counted(&self, models: Vec<ModelCount>, seq: &mut i32) -> Result<(), Ended> {
        let ids = self.publisher.ids;
        let counted = SyncCounted {
            run: ids.run,
            epoch: ids.epoch,
            attempt: ids.attempt,
            seq: Seq::new(*seq),
            models,
        };
        self.publish_numbered(counted, seq).await
    }

    async fn publish_listed(&self, listed: Listed, seq: &mut i32) -> Result<(), Ended> {
        let ids = self.publisher.ids;
        let listed = SyncListed {
            run: ids.run,
            epoch: ids.epoch,
            attempt: ids.attempt,
            seq: Seq::new(*seq),
            model: listed.model.to_string(),
            read_at: listed.read_at,
            as_of: listed.as_of,
            after_id: listed.range.after_id,
            up_to_id: listed.range.up_to_id,
            written_from: listed.written_from,
            ids: listed.ids,
            written_at: listed.written_at,
        };
        self.publish_numbered(listed, seq).await
    }

    pub(crate) async fn publish_numbered<E: Event>(
        &self,
        event: E,
        seq: &mut i32,
    ) -> Result<(), Ended> {
        self.room(*seq).await?;
        self.publisher.publish(event).await?;
        self.progress.published();
        *seq += 1;
        Ok(())
    }

    pub(crate) async fn room(&self, published: i32) -> Result<(), Ended> {
        if self.credit.has_room(published) {
            return Ok(());
        }
        let begun = Instant::now();
        self.progress.waiting(true);
        let room = self.credit.room(published).await;
        self.progress.waiting(false);
        self.worker.metrics.waited(begun.elapsed());
        room
    }

    pub(crate) async fn settle(&self, published: i32) -> Result<(), Ended> {
        if self.credit.is_settled(published) {
            return Ok(());
        }
        self.progress.waiting(true);
        let settled = self.credit.settled(published).await;
        self.progress.waiting(false);
        settled
    }

    async fn finish(&self, models: Vec<ModelOutcome>, batches: i32) -> Result<(), Ended> {
        let Ids {
            run,
            epoch,
            attempt,
        } = self.publisher.ids;
        let rows: u64 = models.iter().map(|model| model.rows).sum();
        self.publisher
            .publish(SyncFinished {
                run,
                epoch,
                attempt,
                until: self.until,
                batches,
                models,
            })
            .await?;
        tracing::info!(batches, rows, "attempt finished");
        Ok(())
    }
}

/// Only these runs are worth more calls: an incremental run makes as few as it can.
fn judges_deletions(kind: PartKind) -> bool {
    match kind {
        PartKind::Snapshot | PartKind::Incremental | PartKind::Follow => false,
        PartKind::Verify | PartKind::Repair | PartKind::Reload | PartKind::Check => true,
    }
}
