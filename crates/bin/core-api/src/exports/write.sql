--! insert (traceparent?, company_ids?)
insert into ops.export_job (id, report, parameters, format, locale, file_name, state, requested_by,
    company_ids, traceparent, options, lease_until)
values (:id, :report, :parameters, :format, :locale, :file_name, 'requested', :requested_by,
    :company_ids, :traceparent, :options, now() + :lease::text::interval);

--! cancel
update ops.export_job
set state = 'cancelled', epoch = epoch + 1, finished_at = now(), lease_until = null,
    revision = revision + 1
where id = :id and state in ('requested', 'running');

--! begin_again
update ops.export_job
set state = 'requested', retries = 0, lapses = 0, failure_reason = null, failure_detail = null,
    finished_at = null, started_at = null, rows_expected = null
where id = :id and state in ('failed', 'cancelled');

--! progress (rows_expected?)
update ops.export_job
set attempt_started_at = case when state = 'requested' then now() else attempt_started_at end,
    state = 'running', started_at = coalesce(started_at, now()), rows_written = :rows,
    progressed_at = now(), revision = revision + 1,
    rows_expected = coalesce(:rows_expected, rows_expected),
    lease_until = now() + :lease_ms::bigint * interval '1 ms'
where id = :id and epoch = :epoch and state in ('requested', 'running');

--! format
select format from ops.export_job where id = :id;

--- No row if the job has ended, or has a newer epoch.
--! finish (data_as_of?)
update ops.export_job
set state = 'finished', finished_at = now(), lease_until = null, attempt = :attempt,
    file_key = :file_key, size_bytes = :size_bytes, sha256 = :sha256, rows_written = :rows,
    rows_expected = :rows, control_total = :control_total, data_as_of = :data_as_of,
    progressed_at = now(), expires_at = now() + :keep_days::bigint * interval '1 day',
    file_removed_at = null, revision = revision + 1
where id = :id and epoch = :epoch and state in ('requested', 'running')
returning report;

--! count_retry
update ops.export_job
set retries = retries + 1
where id = :id and epoch = :epoch and state in ('requested', 'running')
returning retries;

--- No row if the job has ended already.
--! fail
update ops.export_job
set state = 'failed', finished_at = now(), lease_until = null, failure_reason = :reason,
    failure_detail = :detail, revision = revision + 1
where id = :id and state in ('requested', 'running')
returning report;

--! ask_again : (company_ids?)
update ops.export_job
set epoch = epoch + 1, state = 'requested', rows_written = 0, revision = revision + 1,
    lease_until = now() + :delay_ms::bigint * interval '1 ms' + :lease::text::interval
where id = :id
returning epoch, report, parameters, company_ids, format, locale, options;

--! count_lapses : (traceparent?)
with lapsed as (
    select id from ops.export_job
    where state in ('requested', 'running') and lease_until < now()
    for update skip locked
)
update ops.export_job j
set lapses = j.lapses + case when j.state = 'running' then 1 else 0 end
from lapsed
where j.id = lapsed.id
returning j.id, j.lapses, j.traceparent;

--! file_removed
update ops.export_job set file_removed_at = now(), revision = revision + 1 where id = :id;

--- Until the transaction ends.
--! lock_limits
select pg_advisory_xact_lock(hashtextextended('export limits', 0)) is null as locked;

--! lock_job
select from ops.export_job where id = :id for update;
