//! Reads the pages of a model: one after the other, or several slices of ids at a time. Pages are
//! handed over in the order of their ids. What is read, and why, is decided elsewhere.

use std::sync::Arc;

use futures::{StreamExt, stream::FuturesOrdered};
use jiff::Timestamp;
use lifecycle::clock;
use odoo::{Domain, Remedy};
use odoo_db::snapshot::Seen;
use tokio::time::Instant;

use crate::{
    backoff::{Retries, wait},
    books::Columns,
    ended::Ended,
    plan::{self, Stretch},
    reader::{Page, Part, ReadMode, Reader},
};

impl Page {
    fn rows(&self) -> u64 {
        u64::try_from(self.records.len()).unwrap_or(u64::MAX)
    }
}

impl Reader<'_> {
    pub(crate) async fn pages(
        &self,
        columns: &Columns<'_>,
        stretches: &[Stretch],
        mode: ReadMode<'_>,
    ) -> Result<u64, Ended> {
        let mut rows = 0;
        for stretch in stretches {
            rows += match stretch.up_to_id {
                Some(up_to_id) if self.in_slices && !mode.throttled => {
                    self.side_by_side(columns, stretch.after_id, up_to_id, mode)
                        .await?
                }
                _ => self.one_by_one(columns, stretch, mode).await?,
            };
        }
        Ok(rows)
    }

    /// Reads full pages; each begins after the last record of the previous one.
    async fn one_by_one(
        &self,
        columns: &Columns<'_>,
        stretch: &Stretch,
        mode: ReadMode<'_>,
    ) -> Result<u64, Ended> {
        let mut rows = 0;
        let mut next = Some(stretch.after_id);
        while let Some(after_id) = next {
            let begun = Instant::now();
            let page;
            (page, next) = self.page(columns, stretch, after_id, mode).await?;
            if let Some(page) = page {
                rows += page.rows();
                self.hand_over(Part::Page(page)).await?;
            }
            if mode.throttled {
                self.pause(begun.elapsed()).await;
            }
        }
        Ok(rows)
    }

    /// Reads several slices of ids at a time and hands them over in their order. An id is one
    /// record at most, so a slice that is no wider than a page is one page.
    async fn side_by_side(
        &self,
        columns: &Columns<'_>,
        after_id: i64,
        up_to_id: i64,
        mode: ReadMode<'_>,
    ) -> Result<u64, Ended> {
        let mut slices = plan::slices(after_id, up_to_id, &self.slice_width);
        let mut reading = FuturesOrdered::new();
        let mut rows = 0;
        loop {
            while reading.len() < self.allowance.connections()
                && let Some(slice) = slices.next()
            {
                reading.push_back(self.slice(columns, slice, mode));
            }
            let Some(pages) = reading.next().await else {
                return Ok(rows);
            };
            for page in pages? {
                rows += page.rows();
                self.hand_over(Part::Page(page)).await?;
            }
        }
    }

    async fn slice(
        &self,
        columns: &Columns<'_>,
        slice: Stretch,
        mode: ReadMode<'_>,
    ) -> Result<Vec<Page>, Ended> {
        let mut pages = Vec::with_capacity(1);
        let mut next = Some(slice.after_id);
        while let Some(after_id) = next {
            let page;
            (page, next) = self.page(columns, &slice, after_id, mode).await?;
            pages.extend(page);
        }
        let found = pages.iter().map(Page::rows).sum();
        self.slice_width.learn(&slice, found, self.page_size.rows());
        Ok(pages)
    }

    /// The next page of a stretch, and where the one after it begins.
    async fn page(
        &self,
        columns: &Columns<'_>,
        stretch: &Stretch,
        after_id: i64,
        mode: ReadMode<'_>,
    ) -> Result<(Option<Page>, Option<i64>), Ended> {
        let domain = stretch.domain(after_id, mode.which);
        let (read_at, seen) = self.read_page(columns, &domain).await?;
        let (read, as_of) = (seen.answer, seen.as_of);
        let step = stretch.step(read.is_full, read.last_id);
        let records = read.records;
        let read = u64::try_from(records.len()).unwrap_or(u64::MAX);
        self.progress.read(read);
        self.metrics.page(&columns.model, read);
        let page = step.covers.map(|up_to_id| Page {
            model: Arc::clone(&columns.model),
            fields: Arc::clone(&columns.names),
            read_at,
            as_of,
            after_id,
            up_to_id,
            whole: mode.whole,
            asked: Vec::new(),
            records,
        });
        Ok((page, step.next_after))
    }

    /// Reads as many records as Odoo can handle, and returns when they were requested.
    pub(crate) async fn read_page(
        &self,
        columns: &Columns<'_>,
        domain: &Domain,
    ) -> Result<(Timestamp, Seen<odoo::Page>), Ended> {
        let mut retries = Retries::new();
        loop {
            let limit = self.page_size.rows();
            let (read_at, begun) = (clock::now(), Instant::now());
            let error = match columns.page(domain, limit).await {
                Ok(page) => {
                    self.page_size.took(limit, begun.elapsed());
                    return Ok((read_at, page));
                }
                Err(error) => error,
            };
            let can_shrink = matches!(
                error.remedy(),
                Some(Remedy::ReducePage | Remedy::ReducePageOrReject)
            );
            let smaller = can_shrink && self.page_size.shrink(limit);
            match retries.after(&error, smaller) {
                Some(delay) => wait(&error, delay).await,
                None => return Err(error.into()),
            }
        }
    }
}
