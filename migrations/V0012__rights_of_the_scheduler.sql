-- The scheduler learns when schedules are due, and nothing else.
grant usage on schema ops to espejo_schedule_reader;
grant select (id, version, name, cron, time_zone, paused, last_due_at) on ops.schedule
    to espejo_schedule_reader;
