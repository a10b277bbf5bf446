//! The reading half of an attempt: model by model, page by page, one page ahead of what is
//! published. It changes nothing and publishes nothing.

use std::{sync::Arc, time::Duration};

use contracts::sync::{IdRange, ModelOutcome, ModelRequest, RangeTotals, RunKind, SyncRequested};
use futures::{StreamExt, stream};
use jiff::Timestamp;
use lifecycle::clock;
use odoo::{Domain, Error, Fields, Query, Record, Remedy};
use tenants::Additions;
use tokio::{sync::mpsc, time::Instant};
use tracing::{Instrument, field::Empty};

use crate::{
    ended::Ended,
    metrics::Metrics,
    page_size::PageSize,
    patience::{CallError, Patience, patiently, wait},
    plan::{self, SliceWidth, Stretch, Window},
    progress::Progress,
    source::{self, Source},
    totals,
};

/// A digest says something after so many ranges, or after so long.
const DIGEST_RANGES: usize = 20;
const DIGEST_TIME: Duration = Duration::from_secs(10);

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
    pub(crate) additions: &'a Additions,
    pub(crate) progress: &'a Progress,
    pub(crate) metrics: &'a Metrics,
    pub(crate) page_size: PageSize,
    /// Pages asked for at the same time.
    pub(crate) connections: usize,
    pub(crate) slice_width: SliceWidth,
    pub(crate) parts: mpsc::Sender<Part>,
}

/// A model as this Odoo has it.
struct Columns {
    model: Arc<str>,
    types: Fields,
    names: Arc<[String]>,
    adapted: odoo::Columns,
}

impl Page {
    fn rows(&self) -> u64 {
        u64::try_from(self.records.len()).unwrap_or(u64::MAX)
    }
}

impl Reader<'_> {
    /// Reads the models in the order of the request.
    pub(crate) async fn read(self) -> Result<Vec<ModelOutcome>, Ended> {
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
            self.totals(&columns.model, request, sums, max_id).await?
        } else {
            self.pages(&columns, request, max_id).await?
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

    async fn pages(
        &self,
        columns: &Columns,
        request: &ModelRequest,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        // Without a start all is read, records that have no write_date too.
        let window = request.since.map(|since| Window {
            since: Some(since),
            until: self.until,
        });
        let mut rows = 0;
        for stretch in plan::stretches(self.request.kind, request, max_id) {
            rows += match stretch.up_to_id {
                Some(up_to_id) if self.connections > 1 => {
                    self.side_by_side(columns, stretch.after_id, up_to_id)
                        .await?
                }
                _ => self.one_by_one(columns, &stretch, window).await?,
            };
        }
        Ok(rows)
    }

    /// Pages of full size, each behind the last record of the one before.
    async fn one_by_one(
        &self,
        columns: &Columns,
        stretch: &Stretch,
        window: Option<Window>,
    ) -> Result<u64, Ended> {
        let mut rows = 0;
        let mut next = Some(stretch.after_id);
        while let Some(after_id) = next {
            let page;
            (page, next) = self.page(columns, stretch, after_id, window).await?;
            if let Some(page) = page {
                rows += page.rows();
                self.hand_over(Part::Page(page)).await?;
            }
        }
        Ok(rows)
    }

    /// Slices of ids, several asked for at a time and handed over in their order. An id is one
    /// record at most, so that a slice no wider than a page is one page.
    async fn side_by_side(
        &self,
        columns: &Columns,
        after_id: i64,
        up_to_id: i64,
    ) -> Result<u64, Ended> {
        let slices = plan::slices(after_id, up_to_id, &self.slice_width);
        let mut read = stream::iter(slices)
            .map(|slice| self.slice(columns, slice))
            .buffered(self.connections);
        let mut rows = 0;
        while let Some(pages) = read.next().await {
            for page in pages? {
                rows += page.rows();
                self.hand_over(Part::Page(page)).await?;
            }
        }
        Ok(rows)
    }

    async fn slice(&self, columns: &Columns, slice: Stretch) -> Result<Vec<Page>, Ended> {
        let mut pages = Vec::with_capacity(1);
        let mut next = Some(slice.after_id);
        while let Some(after_id) = next {
            let page;
            (page, next) = self.page(columns, &slice, after_id, None).await?;
            pages.extend(page);
        }
        let found = pages.iter().map(Page::rows).sum();
        self.slice_width.learn(&slice, found, self.page_size.rows());
        Ok(pages)
    }

    /// The next page of a stretch, and where the one after it begins.
    async fn page(
        &self,
        columns: &Columns,
        stretch: &Stretch,
        after_id: i64,
        window: Option<Window>,
    ) -> Result<(Option<Page>, Option<i64>), Ended> {
        let domain = stretch.domain(after_id, window);
        let (read_at, limit, records) = self.records(columns, &domain).await?;
        let read = u64::try_from(records.len()).unwrap_or(u64::MAX);
        self.progress.read(read);
        self.metrics.page(&columns.model, read);
        let last_id = records.last().map(|record| record.id);
        let step = stretch.step(limit, records.len(), last_id);
        let page = step.covers.map(|up_to_id| Page {
            model: Arc::clone(&columns.model),
            fields: Arc::clone(&columns.names),
            read_at,
            after_id,
            up_to_id,
            records,
        });
        Ok((page, step.next_after))
    }

    /// As many records as Odoo can cope with, when they were asked for, and how many there could
    /// have been.
    async fn records(
        &self,
        columns: &Columns,
        domain: &Domain,
    ) -> Result<(Timestamp, u32, Vec<Record>), Ended> {
        let Source { gate, session, .. } = self.source;
        let mut patience = Patience::new();
        loop {
            let query = Query {
                model: &columns.model,
                fields: &columns.types,
                names: &columns.names,
                domain,
                limit: self.page_size.rows(),
                context: &self.source.context,
            };
            let page = session.search_columns(&query, &columns.adapted);
            let (read_at, begun) = (clock::now(), Instant::now());
            let error = match gate.call(page).await {
                Ok(records) => {
                    self.page_size.took(query.limit, begun.elapsed());
                    return Ok((read_at, query.limit, records));
                }
                Err(CallError::Odoo(error)) => error,
                Err(error) => return Err(error.into()),
            };
            let smaller =
                error.remedy() == Remedy::ReducePage && self.page_size.shrink(query.limit);
            match patience.after(&error, smaller) {
                Some(delay) => wait(&error, delay).await,
                None => return Err(CallError::from(error).into()),
            }
        }
    }

    async fn totals(
        &self,
        model: &Arc<str>,
        request: &ModelRequest,
        sums: Vec<String>,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        let Source {
            gate,
            session,
            context,
        } = self.source;
        let fields: Vec<&str> = sums.iter().map(String::as_str).collect();
        let mut rows = 0;
        let mut ranges = Vec::new();
        let (mut read_at, mut begun) = (clock::now(), Instant::now());
        for range in plan::digest_ranges(request, max_id) {
            if ranges.is_empty() {
                (read_at, begun) = (clock::now(), Instant::now());
            }
            let IdRange { after_id, up_to_id } = range;
            let domain = Domain::all().id_after(after_id).id_up_to(up_to_id);
            let totals = patiently(gate, Patience::new(), || {
                session.read_group_totals(model, &domain, &fields, context)
            });
            let totals = totals::of_range(model, range, &sums, totals.await?)?;
            rows += totals.count;
            self.progress.read(totals.count);
            self.metrics.page(model, 0);
            ranges.push(totals);
            if ranges.len() >= DIGEST_RANGES || begun.elapsed() >= DIGEST_TIME {
                let ranges = std::mem::take(&mut ranges);
                let digest = Digest {
                    model: Arc::clone(model),
                    read_at,
                    ranges,
                };
                self.hand_over(Part::Digest(digest)).await?;
            }
        }
        if !ranges.is_empty() {
            let digest = Digest {
                model: Arc::clone(model),
                read_at,
                ranges,
            };
            self.hand_over(Part::Digest(digest)).await?;
        }
        Ok(rows)
    }

    /// Waits while the part before is not yet taken: memory holds a few pages, never a model.
    async fn hand_over(&self, part: Part) -> Result<(), Ended> {
        // The publishing half ends first only with a reason of its own, which is what counts.
        self.parts.send(part).await.map_err(|_| Ended::Stale)
    }
}
