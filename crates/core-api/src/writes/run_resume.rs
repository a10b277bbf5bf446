//! How far a broken run has got: the longest gap-free prefix of one attempt's batches.

use store::Transaction;
use uuid::Uuid;

use super::WriteError;

/// Moves the run's resume points forward, and says whether any of them moved. A model is complete when the prefix holds a batch of a
/// later model. Verify and repair begin anew: their ranges are short.
pub async fn advance(tx: &Transaction<'_>, run: Uuid) -> Result<bool, WriteError> {
    let reached = tx
        .query(
            "with numbered as (
                 select b.attempt, b.model, b.up_to_id, b.seq,
                        row_number() over (partition by b.attempt order by b.seq) - 1 as place
                 from ops.sync_batch b
                 join ops.sync_run r on r.id = b.run_id and r.epoch = b.epoch
                 where r.id = $1 and r.kind in ('snapshot', 'incremental')
             ), best as (
                 select attempt from numbered where seq = place
                 group by attempt order by count(*) desc, attempt limit 1
             )
             select m.model, m.position, max(n.up_to_id)
             from numbered n
             join best on best.attempt = n.attempt
             join ops.sync_run_model m on m.run_id = $1 and m.model = n.model
             where n.seq = n.place
             group by m.model, m.position",
            &[&run],
        )
        .await?;
    let Some(last) = reached.iter().map(|row| row.get::<_, i32>(1)).max() else {
        return Ok(false);
    };
    let mut moved = 0;
    for row in &reached {
        moved += tx
            .execute(
                "update ops.sync_run_model set after_id = $3
                 where run_id = $1 and model = $2 and after_id < $3",
                &[&run, &row.get::<_, String>(0), &row.get::<_, i64>(2)],
            )
            .await?;
    }
    tx.execute(
        "update ops.sync_run_model set complete = true where run_id = $1 and position < $2",
        &[&run, &last],
    )
    .await?;
    Ok(moved > 0)
}
