//! Which ids of a model a run reads, and what a page says about the other ids. Pure: it makes no
//! calls to Odoo.
//!
//! A batch that covers `(after_id, up_to_id]` has every record of the window in it. So in a repair
//! or a reload, records that it lacks are known to be gone.

use std::sync::atomic::{AtomicI64, Ordering};

use contracts::sync::{IdRange, ModelRequest, PartKind, Referring};
use jiff::Timestamp;
use odoo::Domain;

/// Ids after `after_id`, up to and including `up_to_id` if there is an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) after_id: i64,
    pub(crate) up_to_id: Option<i64>,
}

/// Which records of a stretch are read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which<'a> {
    All,
    /// Written at this instant or later. There is no end: records that are written while pages are
    /// read, or by a fast clock, are read too. The next window begins where this run began.
    ChangedFrom(Timestamp),
    Referring(&'a Referring),
}

/// What follows from the page that was just read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// The page covers the ids up to here. `None`: nothing is published.
    pub(crate) covers: Option<i64>,
    /// The next page begins after this id. `None`: the stretch is read.
    pub(crate) next_after: Option<i64>,
}

/// The stretches to read, ascending. `max_id` is the highest id at the start of the model.
pub(crate) fn stretches(
    kind: PartKind,
    request: &ModelRequest,
    max_id: Option<i64>,
) -> Vec<Stretch> {
    // A reload reports an empty model as empty. For a model that Odoo lacks it reports nothing.
    let least = i64::from(kind == PartKind::Reload);
    let whole = IdRange {
        after_id: 0,
        up_to_id: max_id.unwrap_or(0).max(least),
    };
    let bounded = |range: &IdRange| Stretch {
        after_id: range.after_id.max(request.after_id),
        up_to_id: Some(range.up_to_id),
    };
    match kind {
        PartKind::Incremental => {
            vec![Stretch {
                after_id: request.after_id,
                up_to_id: None,
            }]
        }
        PartKind::Repair if !request.ranges.is_empty() => of_ranges(&request.ranges, bounded),
        PartKind::Check | PartKind::Follow => Vec::new(),
        PartKind::Snapshot | PartKind::Reload | PartKind::Repair | PartKind::Verify => {
            [bounded(&whole)]
                .into_iter()
                .filter(Stretch::holds_ids)
                .collect()
        }
    }
}

/// What a verify reads completely, ascending.
pub(crate) fn content_stretches(request: &ModelRequest) -> Vec<Stretch> {
    of_ranges(&request.content, |range| Stretch {
        after_id: range.after_id,
        up_to_id: Some(range.up_to_id),
    })
}

fn of_ranges(ranges: &[IdRange], stretch: impl Fn(&IdRange) -> Stretch) -> Vec<Stretch> {
    let mut ranges = ranges.to_vec();
    ranges.sort_by_key(|range| range.after_id);
    ranges
        .iter()
        .map(stretch)
        .filter(Stretch::holds_ids)
        .collect()
}

impl From<IdRange> for Stretch {
    fn from(range: IdRange) -> Self {
        Self {
            after_id: range.after_id,
            up_to_id: (range.up_to_id != IdRange::OPEN).then_some(range.up_to_id),
        }
    }
}

impl Stretch {
    pub(crate) const EVERYWHERE: Self = Self {
        after_id: 0,
        up_to_id: None,
    };

    fn holds_ids(&self) -> bool {
        self.up_to_id
            .is_none_or(|up_to_id| self.after_id < up_to_id)
    }

    /// The records of a page that begins after `after_id`.
    pub(crate) fn domain(&self, after_id: i64, which: Which<'_>) -> Domain {
        let domain = match which {
            Which::All => Domain::all(),
            Which::ChangedFrom(since) => Domain::all().changed_from(since),
            Which::Referring(to) => Domain::all().referring_to(&to.field, &to.ids),
        };
        let domain = domain.id_after(after_id);
        match self.up_to_id {
            Some(up_to_id) => domain.id_up_to(up_to_id),
            None => domain,
        }
    }

    /// What follows a page that ends at `last_id`: more pages only if it was full. Only the page
    /// knows whether it was, because records deleted while it was read are not in it.
    pub(crate) fn step(&self, is_full: bool, last_id: Option<i64>) -> Step {
        let at_end = self.up_to_id.is_some() && last_id == self.up_to_id;
        if is_full && !at_end {
            Step {
                covers: last_id,
                next_after: last_id,
            }
        } else {
            // If there is an end, an empty page counts too: it shows that there are no records.
            Step {
                covers: self.up_to_id.or(last_id),
                next_after: None,
            }
        }
    }
}

/// How many ids a slice covers, adapted to the number of records found: ids have gaps.
#[derive(Debug)]
pub(crate) struct SliceWidth(AtomicI64);

impl SliceWidth {
    /// Starts as if there were no gaps.
    pub(crate) fn new(page_rows: u32) -> Self {
        Self(AtomicI64::new(i64::from(page_rows).max(1)))
    }

    /// Adapts to a slice that had `found` records: the next one should fill a page, but be at most
    /// twice as wide as this one.
    pub(crate) fn learn(&self, slice: &Stretch, found: u64, page_rows: u32) {
        let Some(up_to_id) = slice.up_to_id else {
            return;
        };
        let ids = up_to_id - slice.after_id;
        let found = i64::try_from(found).unwrap_or(i64::MAX).max(1);
        let full = ids.saturating_mul(i64::from(page_rows)) / found;
        let width = full.clamp(1, ids.saturating_mul(2).max(1));
        self.0.store(width, Ordering::Relaxed);
    }

    fn get(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Slices that cover the ids without gaps, ascending. Each takes its width when it is requested.
pub(crate) fn slices(
    after_id: i64,
    up_to_id: i64,
    width: &SliceWidth,
) -> impl Iterator<Item = Stretch> {
    let mut next = after_id;
    std::iter::from_fn(move || {
        let after_id = next;
        next = after_id.saturating_add(width.get()).min(up_to_id);
        (after_id < up_to_id).then_some(Stretch {
            after_id,
            up_to_id: Some(next),
        })
    })
}

/// The id ranges to sum, ascending: the given ones, or else steps of the range width up to or past
/// the highest id. A model without records has one range, so that it can be compared too.
pub(crate) fn digest_ranges(request: &ModelRequest, max_id: Option<i64>) -> Vec<IdRange> {
    if !request.ranges.is_empty() {
        let mut ranges = request.ranges.clone();
        ranges.sort_by_key(|range| range.after_id);
        ranges.retain(|range| range.up_to_id > request.after_id);
        return ranges;
    }
    let width = request.range_width.max(1);
    let highest = max_id.unwrap_or(0).max(1);
    let starts = std::iter::successors(Some(request.after_id), |after| after.checked_add(width));
    starts
        .take_while(|after| *after < highest)
        .map(|after_id| IdRange {
            after_id,
            up_to_id: after_id.saturating_add(width),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use contracts::sync::ModelCheck;

    use super::*;

    fn request(after_id: i64, ranges: &[(i64, i64)]) -> ModelRequest {
        ModelRequest {
            model: "res.partner".to_owned(),
            fields: vec!["id".to_owned()],
            since: None,
            after_id,
            ranges: ranges
                .iter()
                .map(|&(after_id, up_to_id)| IdRange { after_id, up_to_id })
                .collect(),
            range_width: 100,
            sums: Vec::new(),
            content: Vec::new(),
            landmarks: Vec::new(),
            check: ModelCheck::default(),
            written_from: None,
        }
    }

    fn bounds(stretches: &[Stretch]) -> Vec<(i64, Option<i64>)> {
        stretches
            .iter()
            .map(|stretch| (stretch.after_id, stretch.up_to_id))
            .collect()
    }

    #[test]
    fn a_snapshot_resumes_after_the_given_id_and_ends_at_the_highest() {
        let read = |after, max| bounds(&stretches(PartKind::Snapshot, &request(after, &[]), max));
        assert_eq!(read(0, Some(70)), [(0, Some(70))]);
        assert_eq!(read(40, Some(70)), [(40, Some(70))]);
        assert_eq!(read(70, Some(70)), []);
        assert_eq!(read(0, None), []);
    }

    #[test]
    fn a_reload_reads_the_ids_of_a_snapshot_and_reports_an_empty_model() {
        let read = |after, max| bounds(&stretches(PartKind::Reload, &request(after, &[]), max));
        assert_eq!(read(40, Some(70)), [(40, Some(70))]);
        assert_eq!(read(70, Some(70)), []);
        assert_eq!(read(0, None), [(0, Some(1))]);
    }

    #[test]
    fn a_repair_reads_each_range_that_is_not_yet_read() {
        let ranges = [(200, 300), (0, 100), (100, 200)];
        let read = |after| {
            bounds(&stretches(
                PartKind::Repair,
                &request(after, &ranges),
                Some(9),
            ))
        };
        assert_eq!(
            read(0),
            [(0, Some(100)), (100, Some(200)), (200, Some(300))]
        );
        assert_eq!(read(150), [(150, Some(200)), (200, Some(300))]);
        assert_eq!(read(300), []);
    }

    #[test]
    fn a_verify_reads_its_content_ranges_completely() {
        let mut asked = request(0, &[]);
        asked.content = [(50, 60), (0, 10), (7, 7)]
            .map(|(after_id, up_to_id)| IdRange { after_id, up_to_id })
            .to_vec();
        assert_eq!(
            bounds(&content_stretches(&asked)),
            [(0, Some(10)), (50, Some(60))]
        );
    }

    #[test]
    fn an_incremental_run_has_no_upper_id_bound() {
        let read = bounds(&stretches(PartKind::Incremental, &request(7, &[]), None));
        assert_eq!(read, [(7, None)]);
    }

    #[test]
    fn a_full_page_is_followed_by_another_and_the_last_covers_the_rest() {
        let bounded = Stretch {
            after_id: 0,
            up_to_id: Some(10),
        };
        let step = |is_full, last_id| bounded.step(is_full, last_id);
        assert_eq!(
            step(true, Some(4)),
            Step {
                covers: Some(4),
                next_after: Some(4)
            }
        );
        assert_eq!(
            step(true, Some(10)),
            Step {
                covers: Some(10),
                next_after: None
            }
        );
        assert_eq!(
            step(false, Some(6)),
            Step {
                covers: Some(10),
                next_after: None
            }
        );
        assert_eq!(
            step(false, None),
            Step {
                covers: Some(10),
                next_after: None
            }
        );
    }

    #[test]
    fn an_empty_page_of_an_open_window_is_not_published() {
        let open = Stretch {
            after_id: 5,
            up_to_id: None,
        };
        assert_eq!(
            open.step(false, None),
            Step {
                covers: None,
                next_after: None
            }
        );
        assert_eq!(
            open.step(false, Some(9)),
            Step {
                covers: Some(9),
                next_after: None
            }
        );
        assert_eq!(
            open.step(true, Some(9)),
            Step {
                covers: Some(9),
                next_after: Some(9)
            }
        );
    }

    #[test]
    fn slices_cover_every_id_once_and_widen_where_ids_have_gaps() {
        let width = SliceWidth::new(100);
        let mut all = slices(7, 1000, &width);
        let first = all.next().unwrap();
        assert_eq!((first.after_id, first.up_to_id), (7, Some(107)));
        // A quarter of the ids exist: four times as wide would be right, twice is allowed.
        width.learn(&first, 25, 100);
        let rest: Vec<_> = all.collect();
        assert_eq!(rest[0].up_to_id, Some(307));
        assert_eq!(rest.last().unwrap().up_to_id, Some(1000));
        let joined = rest
            .windows(2)
            .all(|two| two[0].up_to_id == Some(two[1].after_id));
        assert!(joined && rest[0].after_id == 107);
        assert!(slices(5, 5, &width).next().is_none());
    }

    #[test]
    fn a_slice_with_more_records_than_a_page_narrows_the_next() {
        let width = SliceWidth::new(100);
        let slice = Stretch {
            after_id: 0,
            up_to_id: Some(400),
        };
        width.learn(&slice, 200, 50);
        assert_eq!(width.get(), 100);
        width.learn(&slice, 0, 50);
        assert_eq!(width.get(), 800);
    }

    #[test]
    fn digest_ranges_are_equal_steps_that_include_the_highest_id() {
        let ends = |after, max| {
            let ranges = digest_ranges(&request(after, &[]), max);
            ranges
                .iter()
                .map(|range| (range.after_id, range.up_to_id))
                .collect::<Vec<_>>()
        };
        assert_eq!(ends(0, Some(100)), [(0, 100)]);
        assert_eq!(ends(0, Some(101)), [(0, 100), (100, 200)]);
        assert_eq!(ends(100, Some(101)), [(100, 200)]);
        assert_eq!(ends(0, None), [(0, 100)]);
    }

    #[test]
    fn given_digest_ranges_are_kept_in_order() {
        let ranges = digest_ranges(&request(10, &[(50, 60), (0, 10), (10, 50)]), Some(1));
        let starts: Vec<i64> = ranges.iter().map(|range| range.after_id).collect();
        assert_eq!(starts, [10, 50]);
    }
}
