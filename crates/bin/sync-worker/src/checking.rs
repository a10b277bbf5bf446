//! Reads what a window of changes does not show: how many records there are, which ones, and what
//! refers to a record that changed. core-api decides what is checked.

use std::sync::Arc;

use contracts::sync::{
    GroupCount, IdRange, ModelCheck, ModelCount, ModelRequest, PartKind, RangeCount,
};
use jiff::Timestamp;
use lifecycle::clock;
use odoo::{Cell, Count, Domain, Record};

use crate::{
    books::Columns,
    cell,
    ended::Ended,
    plan::{self, Stretch, Which},
    reader::{Listed, Page, Part, ReadMode, Reader},
};

/// Ids in one listing; fewer if it has dates.
const LISTED_IDS: u32 = 25_000;
const LISTED_DATES: u32 = 10_000;

/// Reads the matching records and says nothing about the other ids.
const SINGLE: ReadMode<'_> = ReadMode {
    which: Which::All,
    whole: false,
    throttled: false,
};

impl Reader<'_> {
    /// Reads the records of the window if there are any. The counts come in the same call as the
    /// latest `write_date`, so a model without changes costs one call.
    pub(crate) async fn changes(
        &self,
        columns: &Columns<'_>,
        request: &ModelRequest,
        counted: &mut Vec<ModelCount>,
    ) -> Result<u64, Ended> {
        let which = Self::window(request, columns);
        let mut has_changes = true;
        for &range in &request.check.counted {
            let counts = columns.count(&domain_of(range)).await?;
            if let Which::ChangedFrom(since) = which
                && range == IdRange::ALL
            {
                has_changes = is_changed(&counts, since);
            }
            counted.push(ModelCount {
                model: columns.model.to_string(),
                by_company: columns.has_company(),
                ranges: vec![range_count(range, counts)],
            });
        }
        if !has_changes {
            return Ok(0);
        }
        let stretches = plan::stretches(PartKind::Incremental, request, None);
        let mode = ReadMode { which, ..SINGLE };
        self.pages(columns, &stretches, mode).await
    }

    /// Checks everything that is requested of a model and returns the number of records read.
    pub(crate) async fn check(
        &self,
        columns: &Columns<'_>,
        check: &ModelCheck,
        counted: &mut Vec<ModelCount>,
    ) -> Result<u64, Ended> {
        if !check.counted.is_empty() {
            let mut ranges = Vec::with_capacity(check.counted.len());
            for &range in &check.counted {
                let counts = columns.count(&domain_of(range)).await?;
                ranges.push(range_count(range, counts));
            }
            counted.push(ModelCount {
                model: columns.model.to_string(),
                by_company: columns.has_company(),
                ranges,
            });
        }
        for &range in &check.listed {
            self.list(columns, range).await?;
        }
        let mut rows = self.named(columns, &check.ids).await?;
        for referring in &check.referring {
            let mode = ReadMode {
                which: Which::Referring(referring),
                ..SINGLE
            };
            rows += self.pages(columns, &[Stretch::EVERYWHERE], mode).await?;
        }
        Ok(rows)
    }

    /// Lists the ids of a range, page by page.
    async fn list(&self, columns: &Columns<'_>, range: IdRange) -> Result<(), Ended> {
        let stretch = Stretch::from(range);
        let mut next = Some(range.after_id);
        while let Some(after_id) = next {
            let domain = stretch.domain(after_id, Which::All);
            let read_at = clock::now();
            let seen = columns.ids(&domain, LISTED_IDS).await?;
            let ids = seen.answer;
            next = full_page(&ids, LISTED_IDS);
            let listed = Listed {
                model: Arc::clone(&columns.model),
                read_at,
                as_of: seen.as_of,
                range: IdRange {
                    after_id,
                    up_to_id: next.unwrap_or(range.up_to_id),
                },
                written_from: None,
                ids,
                written_at: Vec::new(),
            };
            self.hand_over(Part::Listed(listed)).await?;
        }
        Ok(())
    }

    /// Lists the records that were written at `from` or later, with their dates.
    pub(crate) async fn list_written(
        &self,
        columns: &Columns<'_>,
        from: Timestamp,
    ) -> Result<(), Ended> {
        let mut next = Some(0);
        while let Some(after_id) = next {
            let read_at = clock::now();
            let domain = Domain::all().written_from(from).id_after(after_id);
            let page = columns.dates(&domain, LISTED_DATES).await?;
            let records = page.records;
            let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
            next = page.last_id.filter(|_| page.is_full);
            let listed = Listed {
                model: Arc::clone(&columns.model),
                read_at,
                // Only dates are compared, and they prove no deletion.
                as_of: None,
                range: IdRange {
                    after_id,
                    up_to_id: next.unwrap_or(IdRange::OPEN),
                },
                written_from: Some(from),
                written_at: records.iter().filter_map(written_at).collect(),
                ids,
            };
            self.hand_over(Part::Listed(listed)).await?;
        }
        Ok(())
    }

    /// Reads the records with these ids, as many at a time as Odoo can handle.
    async fn named(&self, columns: &Columns<'_>, ids: &[i64]) -> Result<u64, Ended> {
        let mut left = ids.to_vec();
        left.sort_unstable();
        left.dedup();
        let mut left = left.as_slice();
        let mut rows = 0;
        while !left.is_empty() {
            let most = usize::try_from(self.page_size.rows()).unwrap_or(usize::MAX);
            let (asked, _) = left.split_at(most.clamp(1, left.len()));
            let domain = Domain::all().id_in(asked);
            let (read_at, seen) = self.read_page(columns, &domain).await?;
            let (read, as_of) = (seen.answer, seen.as_of);
            // The page may have become smaller than what was requested.
            let covered = match read.last_id.filter(|_| read.is_full) {
                Some(last) => asked.partition_point(|&id| id <= last),
                None => asked.len(),
            };
            let records = read.records;
            rows += u64::try_from(records.len()).unwrap_or(u64::MAX);
            let (asked, rest) = left.split_at(covered.max(1));
            left = rest;
            self.progress
                .read(u64::try_from(records.len()).unwrap_or(u64::MAX));
            let page = Page {
                model: Arc::clone(&columns.model),
                fields: Arc::clone(&columns.names),
                read_at,
                as_of,
                after_id: asked[0] - 1,
                up_to_id: asked[asked.len() - 1],
                whole: false,
                asked: asked.to_vec(),
                records,
            };
            self.hand_over(Part::Page(page)).await?;
        }
        Ok(rows)
    }
}

fn domain_of(range: IdRange) -> Domain {
    let stretch = Stretch::from(range);
    if range == IdRange::ALL {
        // Without a condition, so that Odoo need not check each id.
        Domain::all()
    } else {
        stretch.domain(range.after_id, Which::All)
    }
}

/// The last id of a full page: there may be more after it.
fn full_page(ids: &[i64], limit: u32) -> Option<i64> {
    let is_full = usize::try_from(limit).is_ok_and(|limit| ids.len() >= limit);
    ids.last().copied().filter(|_| is_full)
}

fn range_count(range: IdRange, counts: Vec<Count>) -> RangeCount {
    let group = |count: Count| GroupCount {
        company_id: count.company_id,
        count: count.count,
        id_sum: count.id_sum.map(|sum| sum.to_string()),
    };
    RangeCount {
        after_id: range.after_id,
        up_to_id: range.up_to_id,
        // A total of zero records is not a group.
        groups: counts
            .into_iter()
            .filter(|count| count.count > 0)
            .map(group)
            .collect(),
    }
}

/// True if a record was written at `since` or later, or has no date.
fn is_changed(counts: &[Count], since: Timestamp) -> bool {
    counts.iter().any(|count| {
        let latest = count.max_write_date.as_ref();
        let latest = latest.and_then(|text| cell::instant(text.clone()).parse::<Timestamp>().ok());
        count.undated > 0 || latest.is_some_and(|latest| latest >= since)
    })
}

fn written_at(record: &Record) -> Option<Timestamp> {
    match record.cells.last() {
        Some(Cell::Datetime(text)) => cell::instant(text.clone()).parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(latest: Option<&str>, undated: u64) -> Count {
        Count {
            company_id: None,
            count: 5,
            id_sum: Some(15),
            max_write_date: latest.map(str::to_owned),
            undated,
        }
    }

    #[test]
    fn a_window_is_read_if_a_record_was_written_in_it_or_has_no_write_date() {
        let since: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let before = count(Some("2026-11-22 09:59:59"), 0);
        let within = count(Some("2026-11-22 10:00:00"), 0);
        assert!(!is_changed(&[], since));
        assert!(!is_changed(std::slice::from_ref(&before), since));
        assert!(is_changed(&[before.clone(), within], since));
        assert!(is_changed(&[before, count(None, 1)], since));
    }

    #[test]
    fn a_page_that_is_not_full_is_the_last_one() {
        assert_eq!(full_page(&[3, 5], 2), Some(5));
        assert_eq!(full_page(&[3, 5], 3), None);
        assert_eq!(full_page(&[], 3), None);
    }

    #[test]
    fn open_ranges_are_requested_without_bounds() {
        assert_eq!(domain_of(IdRange::ALL), Domain::all());
        let tail = IdRange {
            after_id: 7,
            up_to_id: IdRange::OPEN,
        };
        assert_eq!(domain_of(tail), Domain::all().id_after(7));
    }
}
