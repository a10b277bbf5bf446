--: ExportJob(company_ids?, rows_expected?, file_key?, size_bytes?, sha256?, control_total?, data_as_of?, failure_reason?, failure_detail?, started_at?, finished_at?, attempt_started_at?, progressed_at?, expires_at?, file_removed_at?, traceparent?)

--! get : ExportJob
select id, report, parameters, format, locale, file_name, options, state, epoch, requested_by,
       company_ids, rows_written,
       rows_expected, file_key, size_bytes, sha256, control_total, data_as_of, failure_reason,
       failure_detail, created_at, started_at, finished_at, revision, attempt_started_at,
       progressed_at, expires_at, file_removed_at, traceparent
from ops.export_job
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--- `companies`: only jobs that show nothing but their books. `requested_by` is a pattern of `like`.
--! list (before?, before_id?, companies?, state?, report?, requested_by?, not_requested_by?) : ExportJob
select id, report, parameters, format, locale, file_name, options, state, epoch, requested_by,
       company_ids, rows_written,
       rows_expected, file_key, size_bytes, sha256, control_total, data_as_of, failure_reason,
       failure_detail, created_at, started_at, finished_at, revision, attempt_started_at,
       progressed_at, expires_at, file_removed_at, traceparent
from ops.export_job
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:companies::bigint[] is null or company_ids <@ :companies)
  and (:state::ops.export_state is null or state = :state)
  and (:report::text is null or report = :report)
  and (:requested_by::text is null or requested_by like :requested_by)
  and (:not_requested_by::text[] is null or requested_by not like all (:not_requested_by))
order by created_at desc, id desc
limit :limit;
