-- Progress of runs.

create or replace view ops.run_rows as
select run.id as run_id, read.rows as rows_read,
       case when parts.is_known then greatest(parts.expected, read.rows) end as rows_expected
from ops.sync_run run
cross join lateral (
    select coalesce(sum(rows_read), 0)::bigint as read, sum(rows_expected)::bigint as expected,
           bool_and(rows_expected is not null) as is_known
    from ops.sync_part where run_id = run.id
) parts
cross join lateral (
    select coalesce(sum(rows_applied), 0)::bigint as applied
    from ops.sync_run_model where run_id = run.id
) models
cross join lateral (select greatest(parts.read, models.applied) as rows) read;
comment on view ops.run_rows is 'How many rows a run has read and how many it expects. Read: reported by the workers, or counted in applied batches, the larger number. Expected: null until all parts have reported it; never fewer than are read, because rows may appear or be read twice.';
