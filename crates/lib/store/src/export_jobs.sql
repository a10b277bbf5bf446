--: ExportJob(company_ids?, rows_expected?, file_key?, size_bytes?, sha256?, control_total?, data_as_of?, failure_reason?, failure_detail?, started_at?, finished_at?, attempt_started_at?, progressed_at?, expires_at?, file_removed_at?)

--! get : ExportJob
select id, report, parameters, format, locale, file_name, options, state, epoch, requested_by,
       company_ids, rows_written,
       rows_expected, file_key, size_bytes, sha256, control_total, data_as_of, failure_reason,
       failure_detail, created_at, started_at, finished_at, revision, attempt_started_at,
       progressed_at, expires_at, file_removed_at
from ops.export_job
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--- `companies`: only jobs that show nothing but their books.
--! list (before?, before_id?, companies?) : ExportJob
select id, report, parameters, format, locale, file_name, options, state, epoch, requested_by,
       company_ids, rows_written,
       rows_expected, file_key, size_bytes, sha256, control_total, data_as_of, failure_reason,
       failure_detail, created_at, started_at, finished_at, revision, attempt_started_at,
       progressed_at, expires_at, file_removed_at
from ops.export_job
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:companies::bigint[] is null or company_ids <@ :companies)
order by created_at desc, id desc
limit :limit;
