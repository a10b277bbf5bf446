//! The reading half of an attempt: model by model, page by page, one page ahead of what is
//! published. It changes nothing and publishes nothing.

use std::{sync::Arc, time::Duration};

use contracts::sync::{IdRange, ModelOutcome, ModelRequest, RangeTotals, RunKind, SyncRequested};
use jiff::Timestamp;
use lifecycle::clock;
use odoo::{Domain, Error, FieldType, Fields, Record};
use tenants::Additions;
use tokio::{sync::mpsc, time::Instant};
use tracing::{Instrument, field::Empty};

use crate::{
    allowance::Allowance,
    ended::Ended,
    metrics::Metrics,
    page_size::PageSize,
    patience::{CallError, Patience, patiently},
    plan::{self, SliceWidth, Stretch, Window},
    progress::Progress,
    source::{self, Source},
    totals,
};

/// A digest says something after so many ranges, or after so long.
const DIGEST_RANGES: usize = 20;
const DIGEST_TIME: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// What is to be published, in this order.
pub(crate) enum Part {
    Page(Page),
    Digest(Digest),
}

/// Every record of the window with `after_id < id <= up_to_id`.
pub(crate) struct Page {
    pub(crate) model: Arc<str>,
    pub(crate) fields: Arc<[String]>,
    pub(crate) read_at: Timestamp,
    pub(crate) after_id: i64,
    pub(crate) up_to_id: i64,
    /// Not only those of a window.
    pub(crate) whole: bool,
    pub(crate) records: Vec<Record>,
}

pub(crate) struct Digest {
    pub(crate) model: Arc<str>,
    /// When the first of the ranges was asked for.
    pub(crate) read_at: Timestamp,
    pub(crate) float_sums: Vec<String>,
    pub(crate) ranges: Vec<RangeTotals>,
}

pub(crate) struct Reader<'a> {
    pub(crate) source: &'a Source,
    pub(crate) request: &'a SyncRequested,
    pub(crate) until: Timestamp,
    pub(crate) additions: &'a Additions,
    pub(crate) progress: &'a Progress,
    pub(crate) metrics: &'a Metrics,
    pub(crate) page_size: PageSize,
    pub(crate) allowance: &'a Allowance,
    /// Several pages may be asked for at the same time, if not now then later.
    pub(crate) in_slices: bool,
    pub(crate) slice_width: SliceWidth,
    /// A verify pauses for so much of each call's time.
    pub(crate) pause_percent: u32,
    pub(crate) parts: mpsc::Sender<Part>,
}

/// How pages are read.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) window: Option<Window>,
    /// Pages say what is not there, too.
    pub(crate) whole: bool,
    pub(crate) throttled: bool,
}

/// A model as this Odoo has it.
pub(crate) struct Columns {
    pub(crate) model: Arc<str>,
    pub(crate) types: Fields,
    pub(crate) names: Arc<[String]>,
    pub(crate) adapted: odoo::Columns,
}

impl Columns {
    /// Whether Odoo itself can add up by company, and the mirror by the same field.
    fn has_company(&self) -> bool {
        self.adapted.takes("company_id")
    }

    /// Views and the like have no date of change.
    fn has_write_date(&self) -> bool {
        self.types
            .get("write_date")
            .is_some_and(|field| field.stored)
    }

    /// Whether Odoo's database may keep it as a binary float; money never is.
    fn is_float(&self, name: &str) -> bool {
        self.types
            .get(name)
            .is_some_and(|field| field.field_type == FieldType::Float)
    }
}

impl Reader<'_> {
    /// Reads the models in the order of the request.
    pub(crate) async fn read(self) -> Result<Vec<ModelOutcome>, Ended> {
        if matches!(self.request.kind, RunKind::Snapshot | RunKind::Reload) {
            self.count().await;
        }
        let mut outcomes = Vec::with_capacity(self.request.models.len());
        for model in &self.request.models {
            let span = tracing::info_span!(
                "sync model",
                odoo.model = model.model,
                sync.rows = Empty,
                sync.absent = Empty
            );
            let outcome = Box::pin(self.model(model)).instrument(span.clone()).await?;
            span.record("sync.rows", outcome.rows);
            span.record("sync.absent", outcome.absent);
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    /// How much there is to read, for people who wait. A count that fails says nothing of the run.
    async fn count(&self) {
        let Source {
            gate,
            session,
            context,
        } = self.source;
        let mut expected = 0;
        for model in &self.request.models {
            let domain = Domain::all().id_after(model.after_id);
            let count = session.search_count(&model.model, &domain, context);
            match gate.call(count).await {
                Ok(count) => expected += count,
                Err(CallError::Odoo(Error::UnknownModel { .. })) => {}
                Err(error) => {
                    return tracing::info!(%error, "the records are not counted beforehand");
                }
            }
        }
        self.progress.expect(expected);
    }

    async fn model(&self, request: &ModelRequest) -> Result<ModelOutcome, Ended> {
        let Source {
            gate,
            session,
            context,
        } = self.source;
        let name = request.model.as_str();
        self.progress.reading(name);
        let mut outcome = ModelOutcome {
            model: name.to_owned(),
            rows: 0,
            missing_fields: Vec::new(),
            absent: false,
        };
        let types =
            match patiently(gate, Patience::new(), || session.fields_get(name, context)).await {
                Ok(types) => types,
                Err(CallError::Odoo(Error::UnknownModel { .. })) => {
                    return Ok(ModelOutcome {
                        absent: true,
                        ..outcome
                    });
                }
                Err(error) => return Err(error.into()),
            };
        let expected = self.additions.models.get(name);
        let (asked, misfits) = source::fitting(&request.fields, &types, expected);
        let mut adapted = session.columns(name, &asked, &types);
        outcome.missing_fields = std::mem::take(&mut adapted.missing);
        outcome.missing_fields.extend(misfits);
        if !outcome.missing_fields.is_empty() {
            tracing::warn!(odoo.model = name, fields = ?outcome.missing_fields, "not as asked for in this Odoo");
        }
        let max_id = self.max_id(request).await?;
        let columns = Columns {
            model: name.into(),
            types,
            names: adapted.names.clone().into(),
            adapted,
        };
        outcome.rows = if self.request.kind == RunKind::Verify {
            let (sums, _) = source::fitting(&request.sums, &columns.types, expected);
            let sums = source::choose(&sums, &columns.types);
            for missing in sums.missing {
                if !outcome.missing_fields.contains(&missing) {
                    outcome.missing_fields.push(missing);
                }
            }
            // The sum of ids is always asked for.
            let sums = sums.names.into_iter().filter(|sum| sum != "id").collect();
            self.verify(&columns, request, sums, max_id).await?
        } else {
            let stretches = plan::stretches(self.request.kind, request, max_id);
            self.pages(&columns, &stretches, self.manner(request, &columns))
                .await?
        };
        Ok(outcome)
    }

    /// The highest id at the start, where the plan needs it.
    async fn max_id(&self, request: &ModelRequest) -> Result<Option<i64>, Ended> {
        let has_end = self.request.kind == RunKind::Incremental || !request.ranges.is_empty();
        if has_end && self.request.kind != RunKind::Snapshot {
            return Ok(None);
        }
        let Source {
            gate,
            session,
            context,
        } = self.source;
        let everything = Domain::all();
        let max_id = patiently(gate, Patience::new(), || {
            session.max_id(&request.model, &everything, context)
        });
        Ok(max_id.await?)
    }

    /// The way in which pages of this kind of run are read.
    fn manner(&self, request: &ModelRequest, columns: &Columns) -> Manner {
        let window = self.window(request, columns);
        Manner {
            window: window.filter(|_| self.request.kind == RunKind::Incremental),
            whole: matches!(self.request.kind, RunKind::Repair | RunKind::Reload),
            throttled: false,
        }
    }

    /// What was written since the last run. Without a start all is read, records that have no
    /// write_date too; so is, each time, a model that has none.
    fn window(&self, request: &ModelRequest, columns: &Columns) -> Option<Window> {
        let since = request.since.filter(|_| columns.has_write_date())?;
        Some(Window {
            since: Some(since),
            until: self.until,
        })
    }

    /// The latest changes first, so that they are no differences; then the totals; then, whole,
    /// the ranges whose turn it is. Says how many records the totals count.
    async fn verify(
        &self,
        columns: &Columns,
        request: &ModelRequest,
        sums: Vec<String>,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        if request.since.is_some() {
            let latest = Manner {
                window: self.window(request, columns),
                whole: false,
                throttled: false,
            };
            let everywhere = Stretch {
                after_id: 0,
                up_to_id: None,
            };
            self.pages(columns, &[everywhere], latest).await?;
        }
        let counted = self.totals(columns, request, sums, max_id).await?;
        let content = Manner {
            window: None,
            whole: true,
            throttled: true,
        };
        let stretches = plan::content_stretches(request);
        self.pages(columns, &stretches, content).await?;
        Ok(counted)
    }

    /// Leaves Odoo alone for a while after a call that took so long.
    pub(crate) async fn pause(&self, took: Duration) {
        let pause = took.saturating_mul(self.pause_percent) / 100;
        tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
    }

    async fn totals(
        &self,
        columns: &Columns,
        request: &ModelRequest,
        sums: Vec<String>,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        let mut rows = 0;
        let mut ranges = Vec::new();
        let (mut read_at, mut begun) = (clock::now(), Instant::now());
        for range in plan::digest_ranges(request, max_id) {
            if ranges.is_empty() {
                (read_at, begun) = (clock::now(), Instant::now());
            }
            let asked = Instant::now();
            let totals = self.range(columns, range, &sums).await?;
            rows += totals.count;
            self.progress.read(totals.count);
            self.metrics.page(&columns.model, 0);
            ranges.push(totals);
            if ranges.len() >= DIGEST_RANGES || begun.elapsed() >= DIGEST_TIME {
                let ranges = std::mem::take(&mut ranges);
                self.hand_over_digest(columns, read_at, &sums, ranges)
                    .await?;
            }
            self.pause(asked.elapsed()).await;
        }
        if !ranges.is_empty() {
            self.hand_over_digest(columns, read_at, &sums, ranges)
                .await?;
        }
        Ok(rows)
    }

    /// The totals of a range in one call; by company where the model's records have one.
    async fn range(
        &self,
        columns: &Columns,
        range: IdRange,
        sums: &[String],
    ) -> Result<RangeTotals, Ended> {
        let Source {
            gate,
            session,
            context,
        } = self.source;
        let (model, fields) = (&*columns.model, sums.iter().map(String::as_str));
        let fields: Vec<&str> = fields.collect();
        let aggregates = odoo::Aggregates {
            sums: &fields,
            last_write: columns.has_write_date(),
        };
        let domain = Domain::all()
            .id_after(range.after_id)
            .id_up_to(range.up_to_id);
        let totals = if columns.has_company() {
            let (id_sum, companies) = patiently(gate, Patience::new(), || {
                session.read_group_company_totals(model, &domain, aggregates, context)
            })
            .await?;
            totals::of_companies(model, range, sums, id_sum, &companies)?
        } else {
            let totals = patiently(gate, Patience::new(), || {
                session.read_group_totals(model, &domain, aggregates, context)
            });
            totals::of_range(model, range, sums, &totals.await?)?
        };
        Ok(totals)
    }

    async fn hand_over_digest(
        &self,
        columns: &Columns,
        read_at: Timestamp,
        sums: &[String],
        ranges: Vec<RangeTotals>,
    ) -> Result<(), Ended> {
        let is_float = |sum: &&String| columns.is_float(sum);
        let digest = Digest {
            model: Arc::clone(&columns.model),
            read_at,
            float_sums: sums.iter().filter(is_float).cloned().collect(),
            ranges,
        };
        self.hand_over(Part::Digest(digest)).await
    }

    /// Waits while the part before is not yet taken: memory holds a few pages, never a model.
    pub(crate) async fn hand_over(&self, part: Part) -> Result<(), Ended> {
        // The publishing half ends first only with a reason of its own, which is what counts.
        self.parts.send(part).await.map_err(|_| Ended::Stale)
    }
}
