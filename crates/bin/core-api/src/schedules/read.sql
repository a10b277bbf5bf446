--- The companies whose books the creator of a schedule may see; null for all.
--! scope (created_by?) : (company_ids?)
select ops.companies_of(:created_by) as company_ids;

--: Fire(run_id?, export_id?, statement_run_id?, detail?)

--- The settled instants of a schedule before this one, newest first.
--! fires (before?) : Fire
select due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at
from ops.schedule_fire
where schedule_id = :schedule_id and (:before::timestamptz is null or due_at < :before)
order by due_at desc
limit :limit;
