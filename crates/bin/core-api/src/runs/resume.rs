//! How far an interrupted part has got: the longest prefix without gaps of one attempt's batches.

use store::Transaction;

use crate::{attempt::Part, mirror::reload, writing::WriteError};

/// Moves the part's resume points forward and returns true if any moved. A model is complete if the
/// prefix has a batch of a later model. Verify and repair start again: their ranges are short.
pub async fn advance(tx: &Transaction<'_>, part: Part) -> Result<bool, WriteError> {
    let reached = tx
        .query(
            "with numbered as (
                 select b.attempt, b.model, b.up_to_id, b.seq,
                        row_number() over (partition by b.attempt order by b.seq) - 1 as place
                 from ops.sync_batch b
                 join ops.sync_part p on p.run_id = b.run_id and p.epoch = b.epoch
                 join ops.sync_run r on r.id = b.run_id
                 where r.id = $1 and p.part = $2 and r.kind in ('snapshot', 'incremental', 'reload')
             ), best as (
                 select attempt from numbered where seq = place
                 group by attempt order by count(*) desc, attempt limit 1
             )
             select m.model, m.position, max(n.up_to_id), n.attempt
             from numbered n
             join best on best.attempt = n.attempt
             join ops.sync_run_model m on m.run_id = $1 and m.part = $2 and m.model = n.model
             where n.seq = n.place
             group by m.model, m.position, n.attempt",
            &[&part.run, &part.part],
        )
        .await?;
    let Some(last) = reached.iter().map(|row| row.get::<_, i32>(1)).max() else {
        return Ok(false);
    };
    let found: Vec<(String, i64)> = reached.iter().map(|row| (row.get(0), row.get(2))).collect();
    reload::keep_prefix(tx, part, reached[0].get(3), &found).await?;
    let mut moved = 0;
    for row in &reached {
        moved += tx
            .execute(
                "update ops.sync_run_model set after_id = $3
                 where run_id = $1 and model = $2 and after_id < $3",
                &[&part.run, &row.get::<_, String>(0), &row.get::<_, i64>(2)],
            )
            .await?;
    }
    tx.execute(
        "update ops.sync_run_model set complete = true
         where run_id = $1 and part = $2 and position < $3",
        &[&part.run, &part.part, &last],
    )
    .await?;
    Ok(moved > 0)
}
