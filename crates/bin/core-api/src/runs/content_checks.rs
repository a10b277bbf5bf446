//! Which id ranges a verify reads completely, and when each was last read. Totals do not show a
//! changed text or link. Each verify reads a share of the ranges, so all of them are read in turn.

use contracts::sync::IdRange;
use store::{Transaction, catalog::Model};

pub(crate) use sql::queries::core_api::runs::content_checks::keep;

use crate::{attempt::Attempt, writing::WriteError};

/// Ids that one range covers.
const WIDTH: i64 = 5_000;

/// One in `share` ranges of the model: first those never read, then those read longest ago.
pub async fn choose(
    tx: &Transaction<'_>,
    model: &Model,
    share: u32,
) -> Result<Vec<IdRange>, WriteError> {
    if share == 0 {
        return Ok(Vec::new());
    }
    let rows = tx
        .query(
            &format!(
                "with grid as (
                     select step * {WIDTH} as after_id
                     from generate_series(0, (select greatest(max(id) - 1, 0) / {WIDTH}
                                              from odoo.{})) step
                 )
                 select grid.after_id
                 from grid
                 left join ops.content_check c on c.model = $1 and c.after_id = grid.after_id
                 order by c.checked_at nulls first, grid.after_id
                 limit (select ceil(count(*)::numeric / $2::bigint) from grid)",
                model.table
            ),
            &[&model.name, &i64::from(share)],
        )
        .await?;
    let mut ranges: Vec<IdRange> = rows
        .iter()
        .map(|row| IdRange {
            after_id: row.get("after_id"),
            up_to_id: row.get::<_, i64>("after_id") + WIDTH,
        })
        .collect();
    ranges.sort_by_key(|range| range.after_id);
    Ok(ranges)
}

/// Stores in each proof since when every row has been compared.
pub async fn cover(
    tx: &Transaction<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<(), WriteError> {
    for model in models {
        tx.execute(
            &format!(
                "with reach as (select greatest(max(id) - 1, 0) / {WIDTH} + 1 as steps
                                from odoo.{})
                 update ops.proof p
                 set covered_since = (
                     select case when count(*) >= (select steps from reach)
                                 then min(c.checked_at) end
                     from ops.content_check c
                     where c.model = p.model
                       and c.after_id < (select steps from reach) * {WIDTH})
                 where p.model = $1 and p.run_id = $2",
                model.table
            ),
            &[&model.name, &attempt.run],
        )
        .await?;
    }
    Ok(())
}
