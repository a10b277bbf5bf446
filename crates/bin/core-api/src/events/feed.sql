--- Transactions below `horizon` have ended. Events of transactions up to `floor` may be removed.
--! horizon
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
       xact::text::bigint as floor
from ops.feed_floor;

--- Events of these transactions, except those with the ids of `known`.
--! since : (about?, company_ids?)
select id, xact::text::bigint as xact, kind, object_id, state, about, company_ids
from ops.feed_event
where xact >= :horizon::bigint::text::xid8 and id <> all(:known)
order by id
limit :limit;

--- How far active work is: `done` rises with each progress.
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
    where item.run_id = run.id and item.state not in ('waiting', 'exporting', 'mailing'))
from ops.statement_run run
where run.state in ('running', 'cancelling');
