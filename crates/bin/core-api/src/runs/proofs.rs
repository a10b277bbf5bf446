//! The proof of each model: what its latest verify found, and what was done about it. A verify of
//! all ranges starts a proof. Verifies that compare some ranges again update it.

use std::collections::BTreeMap;

use contracts::sync::IdRange;
use sql::queries::core_api::runs::proofs as statements;
use states::RunKind;
use store::{Transaction, catalog::Model};
use uuid::Uuid;

pub(crate) use self::statements::{begin, count_repaired, has_ranges, held};
use crate::{
    attempt::Attempt,
    mirror::order::{AS_OF_START, NOT_SINCE},
    writing::{WriteError, stored},
};

/// A range that is compared again is cut into this many pieces, and all ranges together into no
/// more than `MAX_PIECES`.
const PIECES: i64 = 20;
const MAX_PIECES: i64 = 400;

pub type Ranges = Vec<(String, Vec<IdRange>)>;

/// The position of a verify in its chain of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Compares all ranges of its models.
    First,
    /// Compares the ranges that differed.
    Again,
    /// Compares the ranges that were repaired.
    AfterRepair,
}

pub async fn find_look(tx: &Transaction<'_>, run: Uuid) -> Result<Look, WriteError> {
    let followed = statements::followed_kind().bind(tx, &run).one().await?;
    Ok(match followed {
        Some(RunKind::Repair) => Look::AfterRepair,
        Some(RunKind::Verify) => Look::Again,
        _ => Look::First,
    })
}

/// Adds a range that differs for mirrored rows after the last range of a model: Odoo has no ids
/// there any more.
pub async fn close_tail(
    tx: &Transaction<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<(), WriteError> {
    for model in models {
        tx.execute(
            &format!(
                "insert into ops.digest (run_id, attempt, model, after_id, up_to_id, odoo_count,
                     mirror_count, odoo_id_sum, mirror_id_sum, odoo_sums, mirror_sums, equal)
                 select $1, $2, $3, reach.up_to_id, max(kept.id), 0, count(*), 0, sum(kept.id),
                        '{{}}', '{{}}', false
                 from (select max(up_to_id) as up_to_id, {AS_OF_START} as as_of
                       from ops.digest
                       where run_id = $1 and attempt = $2 and model = $3) reach
                 join odoo.{} kept on kept.id > reach.up_to_id and kept._deleted_at is null
                      and {NOT_SINCE}
                 group by reach.up_to_id
                 on conflict do nothing",
                model.table
            ),
            &[&attempt.run, &attempt.attempt, &model.name],
        )
        .await?;
    }
    Ok(())
}

/// Updates the proofs after a verify of only those ranges that had differed. A range that differed
/// before and was not compared again still counts as different.
pub async fn renew(
    tx: &Transaction<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<(), WriteError> {
    for model in models {
        tx.execute(
            &format!(
                "with {LOOKS}
                 update ops.proof p
                 set (differing, in_flight) = (
                         select count(*) filter (where open and not in_flight),
                                count(*) filter (where in_flight and (open or run_id = $1))
                         from looks),
                     rows = (select count(*) from odoo.{} where _deleted_at is null),
                     looked_again_at = now()
                 where p.model = $3",
                model.table
            ),
            &[&attempt.run, &attempt.attempt, &model.name],
        )
        .await?;
    }
    Ok(())
}

/// The verdicts on a model since its proof began: those of the runs that led to this one, from the
/// attempts that completed them. Ids of runs ascend with time.
const LOOKS: &str = "
    recursive chain as (
        select id, parent_run from ops.sync_run where id = $1
        union
        select p.id, p.parent_run from chain join ops.sync_run p on p.id = chain.parent_run
    ), verdicts as (
        select d.run_id, d.after_id, d.up_to_id, d.equal, d.in_flight
        from ops.digest d join ops.proof p on p.model = d.model and p.run_id <= d.run_id
        where d.model = $3
          and (d.run_id = p.run_id or d.run_id in (select id from chain))
          and case when d.run_id = $1 then d.attempt = $2
              else exists (select from ops.sync_attempt a
                           where a.run_id = d.run_id and a.attempt = d.attempt
                             and a.applied = a.batches_total) end
    ), looks as (
        select run_id, in_flight,
               not equal and not exists (
                   select from verdicts later
                   where later.run_id > d.run_id
                     and later.after_id < d.up_to_id and d.after_id < later.up_to_id) as open
        from verdicts d
    )";

/// Which ranges that differ are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Without ranges in which Odoo has fewer rows than the mirror.
    pub grown_only: bool,
    /// Without ranges to which Odoo was writing.
    pub settled_only: bool,
}

/// The ranges of a verify that differ, by model.
pub async fn differing(
    tx: &Transaction<'_>,
    attempt: Attempt,
    wanted: Wanted,
) -> Result<Ranges, WriteError> {
    let Wanted {
        grown_only,
        settled_only,
    } = wanted;
    let Attempt { run, attempt, .. } = attempt;
    let ranges = statements::differing()
        .bind(tx, &run, &attempt, &settled_only, &grown_only)
        .all()
        .await?;
    Ok(by_model(ranges))
}

/// The ranges of a run, by model. For a repair that follows a repair, the ranges of both.
pub async fn read_ranges(tx: &Transaction<'_>, run: Uuid) -> Result<Ranges, WriteError> {
    let ranges = statements::of_run().bind(tx, &run).all().await?;
    Ok(disjoint(by_model(ranges)))
}

/// Groups ranges by model.
pub(crate) fn by_model(ranges: Vec<statements::RangeOfModel>) -> Ranges {
    let mut by_model: BTreeMap<String, Vec<IdRange>> = BTreeMap::new();
    for range in ranges {
        let ids = IdRange {
            after_id: range.after_id,
            up_to_id: range.up_to_id,
        };
        by_model.entry(range.model).or_default().push(ids);
    }
    by_model.into_iter().collect()
}

/// Merges overlapping ranges of a model, because verdicts are stored by the start of the range.
pub(crate) fn disjoint(ranges: Ranges) -> Ranges {
    ranges
        .into_iter()
        .map(|(model, mut ranges)| {
            ranges.sort_by_key(|range| range.after_id);
            let mut merged: Vec<IdRange> = Vec::with_capacity(ranges.len());
            for range in ranges {
                match merged.last_mut() {
                    Some(last) if range.after_id < last.up_to_id => {
                        last.up_to_id = last.up_to_id.max(range.up_to_id);
                    }
                    _ => merged.push(range),
                }
            }
            (model, merged)
        })
        .collect()
}

/// Cuts the ranges into pieces, so that a repair reads less.
pub fn narrow(ranges: Ranges) -> Ranges {
    let count: usize = ranges.iter().map(|(_, ranges)| ranges.len()).sum();
    let count = stored(count).max(1);
    let pieces = (MAX_PIECES / count).clamp(1, PIECES);
    ranges
        .into_iter()
        .map(|(model, ranges)| {
            let cut = ranges.into_iter().flat_map(|range| cut(range, pieces));
            (model, cut.collect())
        })
        .collect()
}

fn cut(range: IdRange, pieces: i64) -> Vec<IdRange> {
    let width = range.up_to_id - range.after_id;
    let step = (width + pieces - 1) / pieces;
    let mut cut = Vec::new();
    let mut after_id = range.after_id;
    while after_id < range.up_to_id {
        let up_to_id = (after_id + step.max(1)).min(range.up_to_id);
        cut.push(IdRange { after_id, up_to_id });
        after_id = up_to_id;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(after_id: i64, up_to_id: i64) -> IdRange {
        IdRange { after_id, up_to_id }
    }

    #[test]
    fn overlapping_ranges_are_merged_and_adjacent_ranges_are_not() {
        let of = |ranges| vec![("res.partner".to_owned(), ranges)];
        let repaired = [range(0, 1250), range(2500, 3750)];
        let referring = [range(0, 500), range(1000, 1500), range(3750, 4000)];
        let together = disjoint(of([&repaired[..], &referring[..]].concat()));
        let expected = of(vec![range(0, 1500), range(2500, 3750), range(3750, 4000)]);
        assert_eq!(together, expected);
    }

    #[test]
    fn pieces_cover_the_range_without_gap_or_overlap() {
        assert_eq!(cut(range(0, 25_000), 20).len(), 20);
        assert_eq!(
            cut(range(7, 10), 20),
            [range(7, 8), range(8, 9), range(9, 10)]
        );
        let pieces = cut(range(100, 205), 20);
        assert_eq!(
            (pieces[0].after_id, pieces[pieces.len() - 1].up_to_id),
            (100, 205)
        );
        assert!(
            pieces
                .windows(2)
                .all(|pair| pair[0].up_to_id == pair[1].after_id)
        );
    }

    #[test]
    fn many_ranges_are_split_less_to_limit_the_number_of_calls() {
        let many = vec![("account.move.line".to_owned(), vec![range(0, 1000); 300])];
        assert_eq!(narrow(many)[0].1.len(), 300);
        let few = vec![("account.move.line".to_owned(), vec![range(0, 1000); 40])];
        assert_eq!(narrow(few)[0].1.len(), 400);
    }
}
