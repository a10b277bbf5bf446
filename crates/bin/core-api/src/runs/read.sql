--: SyncRun(requested_by_name?, parent_run?, window_until?, server_version?, rows_expected?, failure_reason?, failure_detail?, failure_hint?, started_at?, finished_at?)

--! get : SyncRun
select id, kind, state, epoch, requested_by, ops.actor_name(requested_by) as requested_by_name,
       parent_run, window_until, server_version, rows_read, rows_expected, failure_reason, failure_detail, failure_hint, created_at,
       started_at, finished_at
from ops.sync_run join ops.run_rows on run_id = id
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?) : SyncRun
select id, kind, state, epoch, requested_by, ops.actor_name(requested_by) as requested_by_name,
       parent_run, window_until, server_version, rows_read, rows_expected, failure_reason, failure_detail, failure_hint, created_at,
       started_at, finished_at
from ops.sync_run join ops.run_rows on run_id = id
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
