--: Clock()
--: Schedule(run_kind?, report?, statement_run?, company_ids?, created_by?, updated_by?)

--- Schedules by name.
--! list : Schedule
select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused,
       last_due_at, created_at, updated_at, statement_run, company_ids, created_by, updated_by
from ops.schedule
order by name;

--- One page of schedules, by name. `companies`: only those that show nothing but their books.
--- `after` is the name of the last one of the previous page.
--! page (companies?, after?) : Schedule
select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused,
       last_due_at, created_at, updated_at, statement_run, company_ids, created_by, updated_by
from ops.schedule
where (:companies::bigint[] is null or company_ids <@ :companies)
  and (:after::text is null or name > :after)
order by name
limit :limit;

--! get : Schedule
select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused,
       last_due_at, created_at, updated_at, statement_run, company_ids, created_by, updated_by
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
