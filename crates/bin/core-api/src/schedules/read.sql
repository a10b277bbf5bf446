--- The companies whose books the creator of a schedule may see; null for all.
--! scope (created_by?) : (company_ids?)
select ops.companies_of(:created_by) as company_ids;

--: Fire(run_id?, export_id?, statement_run_id?, detail?, requested_by?, requested_by_name?)

--- The settled instants of a schedule before this one, newest first.
--! fires (before?) : Fire
select schedule_id, due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at,
       requested_by, ops.actor_name(requested_by) as requested_by_name
from ops.schedule_fire
where schedule_id = :schedule_id and (:before::timestamptz is null or due_at < :before)
order by due_at desc
limit :limit;

--- The newest one of each of these schedules.
--! last_fires : Fire
select distinct on (schedule_id) schedule_id, due_at, outcome, run_id, export_id,
       statement_run_id, detail, fired_at, requested_by,
       ops.actor_name(requested_by) as requested_by_name
from ops.schedule_fire
where schedule_id = any(:schedules)
order by schedule_id, due_at desc;

--! fire : Fire
select schedule_id, due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at,
       requested_by, ops.actor_name(requested_by) as requested_by_name
from ops.schedule_fire
where schedule_id = :schedule_id and due_at = :due_at;
