//! Compares Odoo's counts with the mirror's. If they differ, the run searches for the difference.
//! Most deleted records are recent, so the newest ids are listed first. Older ids are counted in
//! pieces only if that does not explain the difference.

use std::collections::BTreeMap;

use contracts::sync::{GroupCount, IdRange, ModelCount};
use rust_decimal::Decimal;
use sql::queries::core_api::runs::counted as statements;
use store::{Transaction, catalog::Model};
use uuid::Uuid;

pub(crate) use self::statements::explain;
use crate::{
    attempt::Attempt,
    mirror::row_counts::{self, BUCKET, Count},
    runs::{deletions, digests, wanted},
    writing::{WriteError, stored},
};

/// A range of up to this many buckets is listed instead of counted in pieces.
const LISTED: i64 = 4;
/// Number of newest buckets, which are listed first.
const NEWEST: i64 = 2;
/// Number of pieces in which a range that differs is counted.
const PIECES: i64 = 16;

type Counts = BTreeMap<i64, Count>;

/// Compares each range and notes what to check next.
pub async fn compare(
    tx: &Transaction<'_>,
    counted: &[(Model, &ModelCount)],
    attempt: Attempt,
) -> Result<(), WriteError> {
    // A hidden company cannot be compared.
    if !deletions::lost_companies()
        .bind(tx, &attempt.run)
        .all()
        .await?
        .is_empty()
    {
        return Ok(());
    }
    for (model, counted) in counted {
        compare_model(tx, model, counted, attempt.run).await?;
    }
    Ok(())
}

async fn compare_model(
    tx: &Transaction<'_>,
    model: &Model,
    counted: &ModelCount,
    run: Uuid,
) -> Result<(), WriteError> {
    row_counts::add_up(tx, &model.name).await?;
    let by_company = counted.by_company && digests::is_by_company(tx, model).await?;
    for counted_range in &counted.ranges {
        let range = IdRange {
            after_id: counted_range.after_id,
            up_to_id: counted_range.up_to_id,
        };
        let odoo = read_groups(&counted_range.groups)?;
        let mirror = row_counts::by_company(tx, &model.name, range).await?;
        if range == IdRange::ALL {
            statements::note_counted()
                .bind(tx, &run, &model.name)
                .await?;
        }
        if differ(&mirror, &odoo, by_company) {
            if range == IdRange::ALL {
                keep_difference(tx, run, &model.name, (&mirror, &odoo)).await?;
            }
            look_closer(tx, run, &model.name, range).await?;
        }
    }
    Ok(())
}

fn read_groups(groups: &[GroupCount]) -> Result<Counts, WriteError> {
    let count = |group: &GroupCount| {
        let id_sum = group.id_sum.as_ref().map(|text| text.parse::<Decimal>());
        let id_sum = id_sum.transpose();
        let count = Count {
            rows: stored(group.count),
            id_sum: id_sum.map_err(|e| WriteError::Invalid(format!("a sum of ids: {e}")))?,
        };
        Ok((group.company_id.unwrap_or(0), count))
    };
    groups.iter().map(count).collect()
}

/// All companies together.
fn whole(counts: &Counts) -> Count {
    let start = Count {
        rows: 0,
        id_sum: Some(Decimal::ZERO),
    };
    counts.values().fold(start, |sum, count| Count {
        rows: sum.rows + count.rows,
        id_sum: sum
            .id_sum
            .zip(count.id_sum)
            .map(|(left, right)| left + right),
    })
}

fn differ(mirror: &Counts, odoo: &Counts, by_company: bool) -> bool {
    let unequal = |mirror: Count, odoo: Count| {
        mirror.rows != odoo.rows || odoo.id_sum.is_some_and(|sum| Some(sum) != mirror.id_sum)
    };
    if !by_company {
        return unequal(whole(mirror), whole(odoo));
    }
    let pick = |counts: &Counts, company: &i64| {
        counts.get(company).copied().unwrap_or(Count {
            rows: 0,
            id_sum: Some(Decimal::ZERO),
        })
    };
    mirror
        .keys()
        .chain(odoo.keys())
        .any(|company| unequal(pick(mirror, company), pick(odoo, company)))
}

async fn keep_difference(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    (mirror, odoo): (&Counts, &Counts),
) -> Result<(), WriteError> {
    let (mirror, odoo) = (whole(mirror), whole(odoo));
    let id_sum = mirror
        .id_sum
        .zip(odoo.id_sum)
        .map(|(ours, theirs)| ours - theirs);
    let rows = mirror.rows - odoo.rows;
    statements::keep_difference()
        .bind(tx, &run, &model, &rows, &id_sum)
        .await?;
    Ok(())
}

async fn look_closer(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    range: IdRange,
) -> Result<(), WriteError> {
    let buckets = row_counts::buckets().bind(tx, &model).one().await?;
    let first = range.after_id / BUCKET;
    let end = (range.up_to_id / BUCKET).min(buckets.max(first + 1));
    if end - first <= LISTED {
        wanted::list(tx, run, model, &[range]).await
    } else if range == IdRange::ALL {
        let newest = IdRange {
            after_id: (end - NEWEST) * BUCKET,
            up_to_id: IdRange::OPEN,
        };
        wanted::list(tx, run, model, &[newest]).await
    } else {
        wanted::count(tx, run, model, &equal_pieces(first, end)).await
    }
}

fn equal_pieces(first: i64, end: i64) -> Vec<IdRange> {
    let width = ((end - first) + PIECES - 1) / PIECES;
    let starts = (first..end).step_by(usize::try_from(width.max(1)).unwrap_or(1));
    starts
        .map(|start| IdRange {
            after_id: start * BUCKET,
            up_to_id: (start + width).min(end) * BUCKET,
        })
        .collect()
}

/// Pieces of everything before the newest buckets; older pieces are wider.
fn widening_pieces(buckets: i64) -> Vec<IdRange> {
    let mut pieces = Vec::new();
    let (mut end, mut width) = (buckets - NEWEST, LISTED);
    while end > 0 {
        let start = (end - width).max(0);
        pieces.push(IdRange {
            after_id: start * BUCKET,
            up_to_id: end * BUCKET,
        });
        (end, width) = (start, width * 2);
    }
    pieces
}

/// Counts the older ids of the models whose newest ids do not explain the difference.
pub async fn search_the_rest(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    for model in statements::search_the_rest().bind(tx, &run).all().await? {
        let buckets = row_counts::buckets().bind(tx, &model).one().await?;
        if buckets > LISTED {
            wanted::count(tx, run, &model, &widening_pieces(buckets)).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: &[(i64, i64, Option<i64>)]) -> Counts {
        let count = |&(company, rows, id_sum): &(i64, i64, Option<i64>)| {
            let id_sum = id_sum.map(Decimal::from);
            (company, Count { rows, id_sum })
        };
        all.iter().map(count).collect()
    }

    #[test]
    fn counts_differ_by_rows_by_ids_and_by_company() {
        let mirror = counts(&[(1, 2, Some(5)), (2, 1, Some(7))]);
        assert!(!differ(&mirror, &mirror, true));
        let other_ids = counts(&[(1, 2, Some(6)), (2, 1, Some(7))]);
        assert!(differ(&mirror, &other_ids, true) && differ(&mirror, &other_ids, false));
        let moved = counts(&[(1, 1, Some(2)), (2, 2, Some(10))]);
        assert!(differ(&mirror, &moved, true) && !differ(&mirror, &moved, false));
        let no_company = counts(&[(0, 3, Some(12))]);
        assert!(!differ(&mirror, &no_company, false));
        assert!(differ(&mirror, &counts(&[]), true));
    }

    #[test]
    fn a_sum_that_the_protocol_cannot_transfer_is_not_compared() {
        let mirror = counts(&[(1, 2, Some(5))]);
        assert!(!differ(&mirror, &counts(&[(1, 2, None)]), true));
        assert!(differ(&mirror, &counts(&[(1, 1, None)]), true));
    }

    #[test]
    fn pieces_are_contiguous_and_cover_all_ids_before_the_newest() {
        let pieces = widening_pieces(200);
        assert_eq!(pieces[0].up_to_id, 198 * BUCKET);
        assert_eq!(pieces.last().unwrap().after_id, 0);
        assert!(
            pieces
                .windows(2)
                .all(|two| two[0].after_id == two[1].up_to_id)
        );
        assert_eq!(pieces.len(), 6);
        let equal = equal_pieces(0, 100);
        assert_eq!(
            (equal[0].after_id, equal.last().unwrap().up_to_id),
            (0, 100 * BUCKET)
        );
        assert!(
            equal
                .windows(2)
                .all(|two| two[0].up_to_id == two[1].after_id)
        );
        assert!(equal.len() <= usize::try_from(PIECES).unwrap());
    }
}
