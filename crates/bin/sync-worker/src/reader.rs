//! Reads for an attempt, model by model and page by page, one page ahead of what is published. It
//! changes nothing and publishes nothing.

use std::{collections::BTreeMap, sync::Arc};

use contracts::sync::{
    IdRange, ModelCount, ModelOutcome, ModelRequest, PartKind, RangeTotals, SyncRequested,
};
use jiff::Timestamp;
use odoo::Record;
use tenants::Additions;
use tokio::sync::mpsc;
use tracing::{Instrument, field::Empty};

use crate::{
    allowance::Allowance,
    books::{Columns, Source},
    ended::Ended,
    metrics::Metrics,
    page_size::PageSize,
    plan::{self, SliceWidth, Which},
    progress::Progress,
    source,
};

/// What is published, in this order.
pub(crate) enum Part {
    Page(Page),
    Digest(Digest),
    Counted(Vec<ModelCount>),
    Listed(Listed),
}

impl Part {
    /// Whether it is about the model.
    pub(crate) fn is_of(&self, model: &str) -> bool {
        match self {
            Self::Page(page) => &*page.model == model,
            Self::Digest(digest) => &*digest.model == model,
            Self::Counted(counted) => counted.iter().any(|of| of.model == model),
            Self::Listed(listed) => &*listed.model == model,
        }
    }
}

/// Every record of the window with `after_id < id <= up_to_id`.
pub(crate) struct Page {
    pub(crate) model: Arc<str>,
    pub(crate) fields: Arc<[String]>,
    pub(crate) read_at: Timestamp,
    /// The number of the snapshot of Odoo's database that it is from.
    pub(crate) as_of: Option<i64>,
    pub(crate) after_id: i64,
    pub(crate) up_to_id: i64,
    /// True if the page has all records of the range, not only those of a window.
    pub(crate) whole: bool,
    /// Ids of requested records. Those that are not among the records are gone.
    pub(crate) asked: Vec<i64>,
    pub(crate) records: Vec<Record>,
}

/// Ids of existing records.
pub(crate) struct Listed {
    pub(crate) model: Arc<str>,
    pub(crate) read_at: Timestamp,
    pub(crate) as_of: Option<i64>,
    pub(crate) range: IdRange,
    pub(crate) written_from: Option<Timestamp>,
    pub(crate) ids: Vec<i64>,
    pub(crate) written_at: Vec<Timestamp>,
}

pub(crate) struct Digest {
    pub(crate) model: Arc<str>,
    /// When the first of the ranges was requested.
    pub(crate) read_at: Timestamp,
    pub(crate) float_sums: Vec<String>,
    pub(crate) ranges: Vec<RangeTotals>,
}

pub(crate) struct Reader<'a> {
    pub(crate) source: &'a Source,
    pub(crate) request: &'a SyncRequested,
    pub(crate) additions: &'a Additions,
    pub(crate) progress: &'a Progress,
    pub(crate) metrics: &'a Metrics,
    pub(crate) page_size: PageSize,
    pub(crate) allowance: &'a Allowance,
    /// Several pages may be requested at the same time, now or later.
    pub(crate) in_slices: bool,
    pub(crate) slice_width: SliceWidth,
    /// A verify pauses for this share of the time of each call.
    pub(crate) pause_percent: u32,
    pub(crate) parts: mpsc::Sender<Part>,
}

/// How pages are read.
#[derive(Clone, Copy)]
pub(crate) struct ReadMode<'a> {
    pub(crate) which: Which<'a>,
    /// Mirrored rows of the range that a page lacks are missing in Odoo.
    pub(crate) whole: bool,
    pub(crate) throttled: bool,
}

impl Reader<'_> {
    /// Reads the models in the order of the request.
    pub(crate) async fn read(self) -> Result<Vec<ModelOutcome>, Ended> {
        if matches!(self.request.kind, PartKind::Snapshot | PartKind::Reload) {
            self.count().await;
        }
        let mut outcomes = Vec::with_capacity(self.request.models.len());
        let mut counted = Vec::new();
        for model in &self.request.models {
            let span = tracing::info_span!(
                "sync model",
                odoo.model = model.model,
                sync.rows = Empty,
                sync.absent = Empty
            );
            let read = self.model(model, &mut counted);
            let outcome = match Box::pin(read).instrument(span.clone()).await {
                Err(Ended::Failed(failure)) if failure.spares(&model.model) => {
                    tracing::warn!(
                        odoo.model = model.model,
                        detail = failure.detail,
                        "the model is left out"
                    );
                    absent(&model.model)
                }
                outcome => outcome?,
            };
            span.record("sync.rows", outcome.rows);
            span.record("sync.absent", outcome.absent);
            outcomes.push(outcome);
        }
        // All counts come last: they are compared with a mirror that has the pages read before.
        if !counted.is_empty() {
            self.hand_over(Part::Counted(counted)).await?;
        }
        Ok(outcomes)
    }

    /// Counts the records to read, to show the progress. The run continues if a count fails.
    async fn count(&self) {
        let mut expected = 0;
        for request in &self.request.models {
            match self
                .source
                .count_after(&request.model, request.after_id)
                .await
            {
                Ok(count) => expected += count,
                Err(error) => {
                    return tracing::info!(%error, "the records cannot be counted beforehand");
                }
            }
        }
        self.progress.expect(expected);
    }

    async fn model(
        &self,
        request: &ModelRequest,
        counted: &mut Vec<ModelCount>,
    ) -> Result<ModelOutcome, Ended> {
        let name = request.model.as_str();
        self.progress.reading(name);
        let mut outcome = ModelOutcome {
            absent: false,
            ..absent(name)
        };
        let Some(model) = self.source.model(name).await? else {
            return Ok(absent(name));
        };
        let expected = self.additions.models.get(name);
        let (asked, misfits) = source::fitting(&request.fields, model.fields(), expected);
        let (columns, missing) = model.columns(&asked);
        outcome.missing_fields = missing;
        outcome.missing_fields.extend(misfits);
        if !outcome.missing_fields.is_empty() {
            tracing::warn!(odoo.model = name, fields = ?outcome.missing_fields, "fields are missing or have another type in this Odoo");
        }
        let max_id = self.max_id(&columns, request).await?;
        outcome.links = columns.links();
        outcome.rows = match self.request.kind {
            PartKind::Verify => {
                let sums = Self::sums(&columns, request, expected, &mut outcome.missing_fields);
                self.verify(&columns, request, sums, max_id).await?
            }
            PartKind::Incremental => self.changes(&columns, request, counted).await?,
            PartKind::Check => self.check(&columns, &request.check, counted).await?,
            // The log says what to read.
            PartKind::Follow => 0,
            kind @ (PartKind::Snapshot | PartKind::Reload | PartKind::Repair) => {
                let mode = ReadMode {
                    which: Which::All,
                    whole: kind != PartKind::Snapshot,
                    throttled: false,
                };
                let stretches = plan::stretches(kind, request, max_id);
                self.pages(&columns, &stretches, mode).await?
            }
        };
        Ok(outcome)
    }

    /// The highest id at the start, if the plan needs it.
    async fn max_id(
        &self,
        columns: &Columns<'_>,
        request: &ModelRequest,
    ) -> Result<Option<i64>, Ended> {
        let kind = self.request.kind;
        let needs_none = matches!(kind, PartKind::Incremental | PartKind::Check)
            || (!request.ranges.is_empty() && kind != PartKind::Snapshot);
        if needs_none {
            return Ok(None);
        }
        Ok(columns.max_id().await?)
    }

    /// The records that were written since the last run. Without a start, and for a model that has
    /// no `write_date`, all records are read.
    pub(crate) fn window<'r>(request: &ModelRequest, columns: &Columns<'_>) -> Which<'r> {
        match request.since.filter(|_| columns.has_write_date()) {
            Some(since) => Which::ChangedFrom(since),
            None => Which::All,
        }
    }

    /// Waits until the previous part is taken: memory holds a few pages, never a model.
    pub(crate) async fn hand_over(&self, part: Part) -> Result<(), Ended> {
        // If the publishing half ends first, it has its own reason, and that reason is reported.
        self.parts.send(part).await.map_err(|_| Ended::Stale)
    }
}

/// The outcome of a model that this Odoo does not have, or does not show to the user.
fn absent(model: &str) -> ModelOutcome {
    ModelOutcome {
        model: model.to_owned(),
        rows: 0,
        missing_fields: Vec::new(),
        absent: true,
        links: BTreeMap::new(),
    }
}
