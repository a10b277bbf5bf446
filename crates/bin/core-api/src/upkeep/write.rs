//! Writes of background work.

use store::Transaction;

use crate::writing::WriteError;

/// Ends the leases of requests that no worker has taken, so that the next check requests them
/// again.
pub async fn let_requests_lapse(tx: &Transaction<'_>) -> Result<(), WriteError> {
    tx.batch_execute(
        "update ops.sync_part p set lease_until = now() from ops.sync_run r
                 where p.state = 'requested' and r.id = p.run_id
                   and r.state in ('requested', 'running');
                 update ops.export_job set lease_until = now() where state = 'requested';
                 update ops.mail set lease_until = now()
                 where state = 'requested' and next_try_at < now()",
    )
    .await?;
    Ok(())
}

/// Removes rows that are no longer needed.
///
/// Event ids are kept longer than anybody would replay an event. Open checks of a run are useless
/// after its end. Digests stay while a proof refers to them. Digests and missing records stay while
/// a person may confirm them.
pub async fn remove_old_rows(tx: &Transaction<'_>) -> Result<(), WriteError> {
    tx.batch_execute(
        "delete from ops.inbox where received_at < now() - interval '30 days';
             delete from ops.outbox where published_at < now() - interval '7 days';
             delete from ops.idempotency where created_at < now() - interval '24 hours';
             delete from ops.sync_attempt a using ops.sync_run r
             where r.id = a.run_id and r.finished_at < now() - interval '30 days';
             delete from ops.sync_wanted w using ops.sync_run r
             where r.id = w.run_id and r.finished_at < now() - interval '1 day';
             delete from ops.sync_difference d using ops.sync_run r
             where r.id = d.run_id and r.finished_at < now() - interval '1 day';
             delete from ops.sync_missing m using ops.sync_run r
             where r.id = m.run_id and r.finished_at < now() - interval '1 day'
               and not exists (select from ops.alarm a where a.run_id = r.id);
             with old as (
                 select r.id from ops.sync_run r
                 where r.finished_at < now() - interval '30 days'
                   and not exists (select from ops.alarm a where a.run_id = r.id)
                   and not exists (select from ops.proof p where p.run_id = r.id)
             ), by_company as (
                 delete from ops.digest_company d using old where d.run_id = old.id
             )
             delete from ops.digest d using old where d.run_id = old.id",
    )
    .await?;
    Ok(())
}
