-- Progress of runs.

create or replace view ops.run_rows as
select run.id as run_id, read.rows as rows_read,
       case when parts.is_known then greatest(parts.expected, read.rows) end as rows_expected,
       models.changed as rows_changed, models.names as model_names, models.complete as models_complete,
       case when run.state in ('requested', 'running') then
           ((select coalesce(sum(batch.rows), 0) from ops.sync_batch batch
             where batch.run_id = run.id and batch.applied_at > now() - interval '1 minute')
            / greatest(1, least(60, extract(epoch from now() - run.started_at))))::bigint
       else (read.rows / greatest(1, extract(epoch from run.finished_at - run.started_at)))::bigint
       end as rows_per_second
from ops.sync_run run
cross join lateral (
    select coalesce(sum(rows_read), 0)::bigint as read, sum(rows_expected)::bigint as expected,
           bool_and(rows_expected is not null) as is_known
    from ops.sync_part where run_id = run.id
) parts
cross join lateral (
    select coalesce(sum(rows_applied), 0)::bigint as applied,
           coalesce(sum(rows_changed), 0)::bigint as changed,
           coalesce(array_agg(model order by position), '{}') as names,
           count(*) filter (where complete) as complete
    from ops.sync_run_model where run_id = run.id
) models
cross join lateral (select greatest(parts.read, models.applied) as rows) read;
comment on view ops.run_rows is 'How many rows a run has read and how many it expects. Read: reported by the workers, or counted in applied batches, the larger number. Expected: null until all parts have reported it; never fewer than are read, because rows may appear or be read twice. Per second: over the last minute, or over the whole time of a run that has ended.';
