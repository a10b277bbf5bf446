//! Compares the ids that Odoo listed with the mirror's. Ids that only the mirror has are noted as
//! missing. Records that only Odoo has, or with another `write_date`, are read.

use contracts::sync::SyncListed;
use rust_decimal::Decimal;
use store::{Transaction, catalog::Model};
use tokio_postgres::Row;

use crate::{
    mirror::order::is_as_new,
    runs::{counted, wanted},
    writing::{WriteError, stored},
};

pub async fn compare(
    tx: &Transaction<'_>,
    model: &Model,
    (listed, as_of): (&SyncListed, Option<i64>),
) -> Result<(), WriteError> {
    match listed.written_from {
        Some(_) if !model.has("write_date") => Ok(()),
        Some(_) => compare_dates(tx, model, listed).await,
        None => compare_ids(tx, model, (listed, as_of)).await,
    }
}

async fn compare_ids(
    tx: &Transaction<'_>,
    model: &Model,
    (listed, as_of): (&SyncListed, Option<i64>),
) -> Result<(), WriteError> {
    let missing = note_missing(tx, model, (listed, as_of)).await?;
    let unknown: Vec<i64> = tx
        .query(
            &format!(
                "select listed.id from unnest($3::bigint[]) listed (id)
                 left join odoo.{} kept on kept.id = listed.id and kept._deleted_at is null
                     -- Said again, so that the rest of the table is not read.
                     and kept.id > $1 and kept.id <= $2
                 where kept.id is null",
                model.table
            ),
            &[&listed.after_id, &listed.up_to_id, &listed.ids],
        )
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect();
    wanted::read(tx, listed.run, &model.name, &unknown).await?;
    let explain = async |rows: i64, sum: Decimal| {
        counted::explain()
            .bind(tx, &rows, &sum, &listed.run, &model.name)
            .await
    };
    for row in &missing {
        let (rows, sum): (i64, Decimal) = (row.get(0), row.get(1));
        explain(rows, sum).await?;
    }
    let more = stored(unknown.len());
    let sum = unknown.iter().map(|&id| Decimal::from(id)).sum::<Decimal>();
    explain(-more, -sum).await?;
    Ok(())
}

/// Notes the rows that the list lacks, and returns how many there are with the sum of their ids.
async fn note_missing(
    tx: &Transaction<'_>,
    model: &Model,
    (listed, as_of): (&SyncListed, Option<i64>),
) -> Result<Vec<Row>, WriteError> {
    let missing = tx
        .query(
            &format!(
                "with gone as (
                     insert into ops.sync_missing (run_id, attempt, model, id, read_at, as_of)
                     select $4, $5, $6, kept.id, $3, $8
                     from odoo.{} kept
                     left join unnest($7::bigint[]) listed (id) on listed.id = kept.id
                     where kept.id > $1 and kept.id <= $2 and kept._deleted_at is null
                       and {} and listed.id is null
                     on conflict do nothing
                     returning id
                 )
                 select count(*), coalesce(sum(id), 0) from gone",
                model.table,
                is_as_new("$8::bigint", "$3")
            ),
            &[
                &listed.after_id,
                &listed.up_to_id,
                &listed.read_at,
                &listed.run,
                &listed.attempt,
                &model.name,
                &listed.ids,
                &as_of,
            ],
        )
        .await?;
    Ok(missing)
}

/// A record that was written before the run's window, but is not in the mirror as it was written,
/// was committed late: no window included it.
async fn compare_dates(
    tx: &Transaction<'_>,
    model: &Model,
    listed: &SyncListed,
) -> Result<(), WriteError> {
    let rows = tx
        .query(
            &format!(
                "with listed as (
                     select id, written_at from unnest($1::bigint[], $2::timestamptz[])
                                                listed (id, written_at)
                 ), differing as (
                     select listed.id, listed.written_at
                     from listed
                     left join odoo.{table} kept on kept.id = listed.id and kept._deleted_at is null
                         and kept.id > $3 and kept.id <= $4
                     where kept.id is null or kept.write_date is distinct from listed.written_at
                     union
                     select kept.id, kept.write_date
                     from odoo.{table} kept left join listed on listed.id = kept.id
                     where kept.id > $3 and kept.id <= $4 and kept.write_date >= $5
                       and kept._deleted_at is null and kept._read_at <= $6 and listed.id is null
                 )
                 select differing.id,
                        coalesce(differing.written_at
                                 < (select since from ops.sync_run_model
                                    where run_id = $7 and model = $8), false)
                 from differing",
                table = model.table
            ),
            &[
                &listed.ids,
                &listed.written_at,
                &listed.after_id,
                &listed.up_to_id,
                &listed.written_from,
                &listed.read_at,
                &listed.run,
                &model.name,
            ],
        )
        .await?;
    let (late, latest): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.get(1));
    let ids = |rows: Vec<&Row>| -> Vec<i64> { rows.iter().map(|row| row.get(0)).collect() };
    wanted::read_late(tx, listed.run, &model.name, &ids(late)).await?;
    wanted::read(tx, listed.run, &model.name, &ids(latest)).await
}
