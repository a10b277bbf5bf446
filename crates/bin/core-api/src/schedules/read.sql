--: Fire(run_id?, export_id?, statement_run_id?, detail?)

--- The settled instants of a schedule before this one, newest first.
--! fires (before?) : Fire
select due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at
from ops.schedule_fire
where schedule_id = :schedule_id and (:before::timestamptz is null or due_at < :before)
order by due_at desc
limit :limit;
