--- `rows_read`: reported by the worker, or counted in applied batches: the larger number.
--- `rows_expected`: known when all parts have reported it.
--: SyncRun(parent_run?, window_until?, server_version?, rows_expected?, failure_reason?, failure_detail?, failure_hint?, started_at?, finished_at?)

--! get : SyncRun
select id, kind, state, epoch, requested_by, parent_run, window_until, server_version,
       (select greatest(parts.read, models.applied)
        from (select coalesce(sum(rows_read), 0)::bigint as read
              from ops.sync_part where run_id = sync_run.id) parts,
             (select coalesce(sum(rows_applied), 0)::bigint as applied
              from ops.sync_run_model where run_id = sync_run.id) models) as rows_read,
       (select case when bool_and(rows_expected is not null) then sum(rows_expected)::bigint end
        from ops.sync_part where run_id = sync_run.id) as rows_expected,
       failure_reason, failure_detail, failure_hint, created_at, started_at, finished_at
from ops.sync_run
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?) : SyncRun
select id, kind, state, epoch, requested_by, parent_run, window_until, server_version,
       (select greatest(parts.read, models.applied)
        from (select coalesce(sum(rows_read), 0)::bigint as read
              from ops.sync_part where run_id = sync_run.id) parts,
             (select coalesce(sum(rows_applied), 0)::bigint as applied
              from ops.sync_run_model where run_id = sync_run.id) models) as rows_read,
       (select case when bool_and(rows_expected is not null) then sum(rows_expected)::bigint end
        from ops.sync_part where run_id = sync_run.id) as rows_expected,
       failure_reason, failure_detail, failure_hint, created_at, started_at, finished_at
from ops.sync_run
where :before::timestamptz is null or (created_at, id) < (:before, :before_id)
order by created_at desc, id desc
limit :limit;

--- The run that is requested or running; there is at most one.
--! active
select id from ops.sync_run where state in ('requested', 'running');

--- The models of a run in reading order. Everything up to `after_id` is applied.
--! models : (since?)
select model, part, since, after_id, complete, rows_applied, rows_changed, missing_fields, absent
from ops.sync_run_model
where run_id = :run
order by position;
