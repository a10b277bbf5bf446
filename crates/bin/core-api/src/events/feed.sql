--- The snapshot of this transaction. Transactions below `horizon` have ended. Events of transactions
--- up to `floor` may be removed. A floor of another server, from where the database was restored, may
--- be above all transactions of this one; it counts as none.
--! now
select seen.snapshot::text as snapshot,
       pg_snapshot_xmin(seen.snapshot)::text::bigint as horizon,
       case when floor.xact < pg_snapshot_xmax(seen.snapshot) then floor.xact::text::bigint
            else 0 end as floor
from ops.feed_floor floor, (select pg_current_snapshot() as snapshot) seen;

--- The events that `seen` did not show: of transactions that had not ended then. None is above the
--- present snapshot, unless the database was restored from another server.
--! since : (about?, company_ids?)
select id, kind, object_id, state, about, company_ids
from ops.feed_event
where xact >= pg_snapshot_xmin(:seen::text::pg_snapshot)
  and xact < pg_snapshot_xmax(pg_current_snapshot())
  and not pg_visible_in_snapshot(xact, :seen::text::pg_snapshot)
order by id
limit :limit;

--- How far active work is: `done` changes with each progress.
--! progress : (company_ids?)
select 'export'::ops.feed_kind as kind, id as object_id, state::text as state, company_ids,
       revision as done
from ops.export_job
where state in ('requested', 'running')
union all
select 'run', run.id, run.state::text, '{}', read.rows_read
from ops.sync_run run join ops.run_rows read on read.run_id = run.id
where run.state in ('requested', 'running')
union all
select 'statement_run', run.id, run.state::text, run.company_ids, (
    select count(*) from ops.statement_item item
    where item.run_id = run.id and item.state in ('waiting', 'exporting', 'mailing'))
from ops.statement_run run
where run.state in ('running', 'cancelling');
