--: Link(mail_id?, created_by_name?, last_used_at?)

--- The links to the file of a job that still work, newest first; `before` and `before_id` are the
--- key of the last row of the previous page. With `id`, only this link.
--! of_job (id?, before?, before_id?) : Link
select link.id, link.job_id, link.mail_id, link.created_by,
       ops.actor_name(link.created_by) as created_by_name,
       link.created_at, link.expires_at, link.last_used_at
from ops.export_link link
join ops.export_job job on job.id = link.job_id
where link.job_id = :job_id and link.expires_at > now()
  and ops.may_see(link.created_by, job.company_ids)
  and (:id::uuid is null or link.id = :id)
  and (:before::timestamptz is null or (link.created_at, link.id) < (:before, :before_id))
order by link.created_at desc, link.id desc
limit :limit;

--- The link with this token, if it has not expired and its maker may still see the file.
--! of_token
select link.id, link.job_id
from ops.export_link link
join ops.export_job job on job.id = link.job_id
where link.token_sha256 = :token_sha256 and link.expires_at > now()
  and ops.may_see(link.created_by, job.company_ids);
