--: Clock()
--: Schedule(run_kind?, report?, statement_run?, company_ids?, created_by?)

--- Schedules by name.
--! list : Schedule
select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused,
       last_due_at, created_at, updated_at, statement_run, company_ids, created_by
from ops.schedule
order by name;

--! get : Schedule
select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused,
       last_due_at, created_at, updated_at, statement_run, company_ids, created_by
from ops.schedule
where id = :id;

--- What the scheduler reads, and all that it may read.
--! clocks : Clock
select id, version, name, cron, time_zone, paused, last_due_at
from ops.schedule
order by name;

--- The database's clock, which decides what is due.
--! database_now
select now();
