--: SyncRun(requested_by_name?, parent_run?, window_until?, server_version?, traceparent?, rows_expected?, failure_reason?, failure_detail?, failure_hint?, started_at?, finished_at?)

--! get : SyncRun
select id, kind, state, epoch, requested_by, ops.actor_name(requested_by) as requested_by_name,
       parent_run, window_until, server_version, traceparent, rows_read, rows_expected, rows_changed,
       rows_per_second, model_names, models_complete, failure_reason, failure_detail, failure_hint,
       created_at, started_at, finished_at
from ops.sync_run join ops.run_rows on run_id = id
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (kind?, state?, model?, since?, before?, before_id?) : SyncRun
select id, kind, state, epoch, requested_by, ops.actor_name(requested_by) as requested_by_name,
       parent_run, window_until, server_version, traceparent, rows_read, rows_expected, rows_changed,
       rows_per_second, model_names, models_complete, failure_reason, failure_detail, failure_hint,
       created_at, started_at, finished_at
from ops.sync_run join ops.run_rows on run_id = id
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:kind::ops.run_kind is null or kind = :kind)
  and (:state::ops.run_state is null or state = :state)
  and (:since::timestamptz is null or created_at >= :since)
  and (:model::text is null
       or exists (select from ops.sync_run_model read where read.run_id = id and read.model = :model))
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

--- Rows that the run did not find in Odoo, by model and id, after the last row of the previous page.
--! missing (model?, after_model?, after_id?)
select distinct model, id from ops.sync_missing
where run_id = :run and (:model::text is null or model = :model)
  and (:after_model::text is null or (model, id) > (:after_model, :after_id))
order by model, id
limit :limit;
