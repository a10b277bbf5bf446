//! The proof: Odoo's control totals beside the mirror's own, range by range.

use std::{collections::BTreeMap, fmt::Write as _};

use contracts::sync::{IdRange, RangeTotals, SyncDigest};
use rust_decimal::Decimal;
use store::{
    Transaction,
    catalog::{Model, quoted},
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{WriteError, batches::Attempt};

/// Odoo adds up binary floats: sums that differ by less are equal.
const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What one side has in a range.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Totals {
    count: i64,
    id_sum: Decimal,
    sums: BTreeMap<String, Decimal>,
}

impl Totals {
    fn equals(&self, other: &Self) -> bool {
        self.count == other.count
            && self.id_sum == other.id_sum
            && self.sums.len() == other.sums.len()
            && self.sums.iter().all(|(field, sum)| {
                other
                    .sums
                    .get(field)
                    .is_some_and(|theirs| (sum - theirs).abs() < TOLERANCE)
            })
    }
}

/// Compares and keeps the verdict of each range.
pub async fn compare(
    tx: &Transaction<'_>,
    model: &Model,
    digest: &SyncDigest,
) -> Result<(), WriteError> {
    for range in &digest.ranges {
        let odoo = of_odoo(range)?;
        let mirror = of_mirror(tx, model, range, &odoo).await?;
        keep(tx, digest, range, &odoo, &mirror).await?;
    }
    Ok(())
}

fn of_odoo(range: &RangeTotals) -> Result<Totals, WriteError> {
    let decimal = |text: &str| {
        text.parse::<Decimal>()
            .map_err(|e| WriteError::Invalid(format!("total {text}: {e}")))
    };
    Ok(Totals {
        count: i64::try_from(range.count).unwrap_or(i64::MAX),
        id_sum: decimal(&range.id_sum)?,
        sums: range
            .sums
            .iter()
            .map(|(field, text)| Ok((field.clone(), decimal(text)?)))
            .collect::<Result<_, WriteError>>()?,
    })
}

async fn of_mirror(
    tx: &Transaction<'_>,
    model: &Model,
    range: &RangeTotals,
    odoo: &Totals,
) -> Result<Totals, WriteError> {
    let numeric = model.numeric_fields();
    if let Some(unknown) = odoo.sums.keys().find(|field| !numeric.contains(field)) {
        return Err(WriteError::Invalid(format!(
            "{} has no sum of {unknown}",
            model.name
        )));
    }
    let mut sums = String::new();
    for field in odoo.sums.keys() {
        let _ = write!(sums, ", coalesce(sum({}), 0)", quoted(field));
    }
    let row: Row = tx
        .query_one(
            &format!(
                "select count(*), coalesce(sum(id), 0){sums} from odoo.{}
                 where id > $1 and id <= $2 and _deleted_at is null",
                model.table
            ),
            &[&range.after_id, &range.up_to_id],
        )
        .await?;
    Ok(Totals {
        count: row.get(0),
        id_sum: row.get(1),
        // A sum may carry more digits than a decimal holds only if a mirrored amount did.
        sums: odoo
            .sums
            .keys()
            .enumerate()
            .map(|(position, field)| (field.clone(), row.get(position + 2)))
            .collect(),
    })
}

async fn keep(
    tx: &Transaction<'_>,
    digest: &SyncDigest,
    range: &RangeTotals,
    odoo: &Totals,
    mirror: &Totals,
) -> Result<(), WriteError> {
    let json = |sums: &BTreeMap<String, Decimal>| {
        serde_json::to_value(sums).map_err(contracts::Refusal::NotJson)
    };
    tx.execute(
        "insert into ops.digest (run_id, attempt, model, after_id, up_to_id, odoo_count,
             mirror_count, odoo_id_sum, mirror_id_sum, odoo_sums, mirror_sums, equal)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict do nothing",
        &[
            &digest.run,
            &digest.attempt,
            &digest.model,
            &range.after_id,
            &range.up_to_id,
            &odoo.count,
            &mirror.count,
            &odoo.id_sum,
            &mirror.id_sum,
            &json(&odoo.sums)?,
            &json(&mirror.sums)?,
            &odoo.equals(mirror),
        ],
    )
    .await?;
    Ok(())
}

/// Rows of the mirror behind the last range of a model, whose ids Odoo does not reach any more,
/// make one more range that differs.
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
                 select $1, $2, $3, reach.up_to_id, max(m.id), 0, count(*), 0, sum(m.id),
                        '{{}}', '{{}}', false
                 from (select max(up_to_id) as up_to_id from ops.digest
                       where run_id = $1 and attempt = $2 and model = $3) reach
                 join odoo.{} m on m.id > reach.up_to_id and m._deleted_at is null
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

/// Writes the proof of every model of a completed verify run.
pub async fn prove(tx: &Transaction<'_>, attempt: Attempt) -> Result<(), WriteError> {
    tx.execute(
        "insert into ops.proof (model, run_id, ranges, differing, rows, proved_at)
         select m.model, m.run_id, count(d.model), count(d.model) filter (where not d.equal),
                coalesce(sum(d.mirror_count), 0)::bigint, now()
         from ops.sync_run_model m
         left join ops.digest d
             on d.run_id = m.run_id and d.attempt = $2 and d.model = m.model
         where m.run_id = $1
         group by m.model, m.run_id
         on conflict (model) do update
         set run_id = excluded.run_id, ranges = excluded.ranges, differing = excluded.differing,
             rows = excluded.rows, proved_at = excluded.proved_at",
        &[&attempt.run, &attempt.attempt],
    )
    .await?;
    Ok(())
}

/// The ranges of a verify run that differ, by model.
pub async fn differing(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Vec<(String, Vec<IdRange>)>, WriteError> {
    let rows = tx
        .query(
            "select model, after_id, up_to_id from ops.digest
             where run_id = $1 and attempt = $2 and not equal order by model, after_id",
            &[&attempt.run, &attempt.attempt],
        )
        .await?;
    let mut by_model: BTreeMap<String, Vec<IdRange>> = BTreeMap::new();
    for row in rows {
        let range = IdRange {
            after_id: row.get(1),
            up_to_id: row.get(2),
        };
        by_model.entry(row.get(0)).or_default().push(range);
    }
    Ok(by_model.into_iter().collect())
}

/// True when the verify was asked for by a repair: it does not ask for another one.
pub async fn follows_repair(tx: &Transaction<'_>, run: Uuid) -> Result<bool, WriteError> {
    let row = tx
        .query_one(
            "select exists (select from ops.sync_run r join ops.sync_run p on p.id = r.parent_run
                            where r.id = $1 and p.kind = 'repair')",
            &[&run],
        )
        .await?;
    Ok(row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(count: i64, balance: &str) -> Totals {
        let sums = BTreeMap::from([("balance".to_owned(), balance.parse().unwrap())]);
        Totals {
            count,
            id_sum: Decimal::ONE,
            sums,
        }
    }

    #[test]
    fn a_cent_makes_a_difference_and_the_dust_of_floats_does_not() {
        assert!(totals(1, "10.00").equals(&totals(1, "9.999999")));
        assert!(!totals(1, "10.00").equals(&totals(1, "9.99")));
        assert!(!totals(1, "10.00").equals(&totals(2, "10.00")));
    }
}
