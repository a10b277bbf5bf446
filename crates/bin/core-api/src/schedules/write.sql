--! insert (run_kind?, report?, statement_run?, company_ids?, created_by?)
insert into ops.schedule (id, name, cron, time_zone, run_kind, report, missed, grace_seconds,
    paused, statement_run, company_ids, created_by, updated_by)
values (:id, :name, :cron, :time_zone, :run_kind, :report, :missed, :grace_seconds, :paused,
    :statement_run, :company_ids, :created_by, :created_by)
on conflict (name) do nothing;

--! has_other
select exists (select from ops.schedule where name = :name and id <> :id) as has_other;

--! change (name?, cron?, time_zone?, run_kind?, report?, missed?, grace_seconds?, paused?, statement_run?, company_ids?)
update ops.schedule
set name = coalesce(:name, name), cron = coalesce(:cron, cron),
    time_zone = coalesce(:time_zone, time_zone),
    run_kind = case when :changes_work then :run_kind else run_kind end,
    report = case when :changes_work then :report else report end,
    missed = coalesce(:missed, missed), grace_seconds = coalesce(:grace_seconds, grace_seconds),
    paused = coalesce(:paused, paused), version = version + 1, updated_at = now(),
    updated_by = :updated_by,
    statement_run = case when :changes_work then :statement_run else statement_run end,
    company_ids = case when :changes_work then :company_ids else company_ids end,
    last_due_at = case when :restarts then greatest(last_due_at, now()) else last_due_at end
where id = :id;

--! insert_fire (run_id?, export_id?, detail?, statement_run_id?, requested_by?)
insert into ops.schedule_fire (schedule_id, due_at, outcome, run_id, export_id, detail,
    statement_run_id, requested_by)
values (:schedule_id, :due_at, :outcome, :run_id, :export_id, :detail, :statement_run_id,
    :requested_by)
on conflict do nothing;

--! advance
update ops.schedule set last_due_at = greatest(last_due_at, :due_at) where id = :id;

--! delete
delete from ops.schedule where id = :id;

--! lock
select from ops.schedule where id = :id for update;
