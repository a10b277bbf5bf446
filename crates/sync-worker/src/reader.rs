//! The reading half of an attempt: model by model, page by page, one page ahead of what is
//! published. It changes nothing and publishes nothing.

use std::{sync::Arc, time::Duration};

use contracts::sync::{IdRange, ModelOutcome, ModelRequest, RangeTotals, RunKind, SyncRequested};
use jiff::Timestamp;
use lifecycle::clock;
use odoo::{Domain, Error, Fields, Query, Record, Remedy};
use tokio::{sync::mpsc, time::Instant};
use tracing::{Instrument, field::Empty};

use crate::{
    ended::Ended,
    metrics::Metrics,
    page_size::PageSize,
    patience::{Patience, patiently, wait},
    plan::{self, Stretch, Window},
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
    pub(crate) ranges: Vec<RangeTotals>,
}

pub(crate) struct Reader<'a> {
    pub(crate) source: &'a Source,
    pub(crate) request: &'a SyncRequested,
    pub(crate) until: Timestamp,
    pub(crate) progress: &'a Progress,
    pub(crate) metrics: &'a Metrics,
    pub(crate) page_size: PageSize,
    /// A verify pauses for so much of each call's time.
    pub(crate) pause_percent: u32,
    pub(crate) parts: mpsc::Sender<Part>,
}

/// How pages are read.
#[derive(Clone, Copy)]
struct Manner {
    window: Option<Window>,
    /// Pages say what is not there, too.
    whole: bool,
    throttled: bool,
}

/// A model as this Odoo has it.
struct Columns {
    model: Arc<str>,
    types: Fields,
    names: Arc<[String]>,
}

impl Reader<'_> {
    /// Reads the models in the order of the request.
    pub(crate) async fn read(mut self) -> Result<Vec<ModelOutcome>, Ended> {
        if self.request.kind == RunKind::Snapshot {
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
        let mut expected = 0;
        for model in &self.request.models {
            let domain = Domain::all().id_after(model.after_id);
            let Source { session, context } = self.source;
            match session.search_count(&model.model, &domain, context).await {
                Ok(count) => expected += count,
                Err(Error::UnknownModel { .. }) => {}
                Err(error) => {
                    return tracing::info!(%error, "the records are not counted beforehand");
                }
            }
        }
        self.progress.expect(expected);
    }

    async fn model(&mut self, request: &ModelRequest) -> Result<ModelOutcome, Ended> {
        let Source { session, context } = self.source;
        let name = request.model.as_str();
        self.progress.reading(name);
        let mut outcome = ModelOutcome {
            model: name.to_owned(),
            rows: 0,
            missing_fields: Vec::new(),
            absent: false,
        };
        let types = match patiently(Patience::new(), || session.fields_get(name, context)).await {
            Ok(types) => types,
            Err(Error::UnknownModel { .. }) => {
                return Ok(ModelOutcome {
                    absent: true,
                    ..outcome
                });
            }
            Err(error) => return Err(error.into()),
        };
        let choice = source::choose(&request.fields, &types);
        outcome.missing_fields = choice.missing;
        let max_id = self.max_id(request).await?;
        let columns = Columns {
            model: name.into(),
            types,
            names: choice.names.into(),
        };
        outcome.rows = if self.request.kind == RunKind::Verify {
            let sums = source::choose(&request.sums, &columns.types);
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
            self.pages(&columns, &stretches, self.manner(request))
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
        let Source { session, context } = self.source;
        let everything = Domain::all();
        let max_id = patiently(Patience::new(), || {
            session.max_id(&request.model, &everything, context)
        });
        Ok(max_id.await?)
    }

    /// The way in which pages of this kind of run are read.
    fn manner(&self, request: &ModelRequest) -> Manner {
        let window = (self.request.kind == RunKind::Incremental).then_some(Window {
            since: request.since,
            until: self.until,
        });
        Manner {
            window,
            whole: self.request.kind == RunKind::Repair,
            throttled: false,
        }
    }

    /// The latest changes first, so that they are no differences; then the totals; then, whole,
    /// the ranges whose turn it is. Says how many records the totals count.
    async fn verify(
        &mut self,
        columns: &Columns,
        request: &ModelRequest,
        sums: Vec<String>,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        if request.since.is_some() {
            let latest = Manner {
                window: Some(Window {
                    since: request.since,
                    until: self.until,
                }),
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

    async fn pages(
        &mut self,
        columns: &Columns,
        stretches: &[Stretch],
        manner: Manner,
    ) -> Result<u64, Ended> {
        let mut rows = 0;
        for stretch in stretches {
            let mut next = Some(stretch.after_id);
            while let Some(after_id) = next {
                let (read_at, begun) = (clock::now(), Instant::now());
                let (limit, records) = self.page(columns, stretch, after_id, manner.window).await?;
                let read = u64::try_from(records.len()).unwrap_or(u64::MAX);
                rows += read;
                self.progress.read(read);
                self.metrics.page(&columns.model, read);
                let last_id = records.last().map(|record| record.id);
                let step = stretch.step(limit, records.len(), last_id);
                next = step.next_after;
                if let Some(up_to_id) = step.covers {
                    let page = Page {
                        model: Arc::clone(&columns.model),
                        fields: Arc::clone(&columns.names),
                        read_at,
                        after_id,
                        up_to_id,
                        whole: manner.whole,
                        records,
                    };
                    self.hand_over(Part::Page(page)).await?;
                }
                if manner.throttled {
                    self.pause(begun.elapsed()).await;
                }
            }
        }
        Ok(rows)
    }

    /// Leaves Odoo alone for a while after a call that took so long.
    async fn pause(&self, took: Duration) {
        let pause = took.saturating_mul(self.pause_percent) / 100;
        tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
    }

    /// The next page, as large as Odoo can cope with, and what its size could have been.
    async fn page(
        &mut self,
        columns: &Columns,
        stretch: &Stretch,
        after_id: i64,
        window: Option<Window>,
    ) -> Result<(u32, Vec<Record>), Ended> {
        let domain = stretch.domain(after_id, window);
        let mut patience = Patience::new();
        loop {
            let query = Query {
                model: &columns.model,
                fields: &columns.types,
                names: &columns.names,
                domain: &domain,
                limit: self.page_size.rows(),
                context: &self.source.context,
            };
            let error = match self.source.session.search_read(&query).await {
                Ok(records) => {
                    self.page_size.went_well();
                    return Ok((query.limit, records));
                }
                Err(error) => error,
            };
            let smaller = error.remedy() == Remedy::ReducePage && self.page_size.shrink();
            match patience.after(&error, smaller) {
                Some(delay) => wait(&error, delay).await,
                None => return Err(error.into()),
            }
        }
    }

    async fn totals(
        &mut self,
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
                self.hand_over_digest(columns, read_at, ranges).await?;
            }
            self.pause(asked.elapsed()).await;
        }
        if !ranges.is_empty() {
            self.hand_over_digest(columns, read_at, ranges).await?;
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
        let Source { session, context } = self.source;
        let (model, fields) = (&*columns.model, sums.iter().map(String::as_str));
        let fields: Vec<&str> = fields.collect();
        let domain = Domain::all()
            .id_after(range.after_id)
            .id_up_to(range.up_to_id);
        let totals = if columns.names.iter().any(|name| name == "company_id") {
            let (id_sum, companies) = patiently(Patience::new(), || {
                session.read_group_company_totals(model, &domain, &fields, context)
            })
            .await?;
            totals::of_companies(model, range, sums, id_sum, &companies)?
        } else {
            let totals = patiently(Patience::new(), || {
                session.read_group_totals(model, &domain, &fields, context)
            });
            totals::of_range(model, range, sums, &totals.await?)?
        };
        Ok(totals)
    }

    async fn hand_over_digest(
        &self,
        columns: &Columns,
        read_at: Timestamp,
        ranges: Vec<RangeTotals>,
    ) -> Result<(), Ended> {
        let digest = Digest {
            model: Arc::clone(&columns.model),
            read_at,
            ranges,
        };
        self.hand_over(Part::Digest(digest)).await
    }

    /// Waits while the part before is not yet taken: memory holds a few pages, never a model.
    async fn hand_over(&self, part: Part) -> Result<(), Ended> {
        // The publishing half ends first only with a reason of its own, which is what counts.
        self.parts.send(part).await.map_err(|_| Ended::Stale)
    }
}
