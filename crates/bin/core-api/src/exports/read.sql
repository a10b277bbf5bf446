--- Unfinished jobs that count against the tenant's limit. Jobs of statement runs do not count; they
--- have their own limit.
--! active
select count(*)
from ops.export_job job
where job.state in ('requested', 'running')
  and not exists (select from ops.statement_item item where item.export_id = job.id);

--- The job of a link that has not expired, and whose maker may still see the file.
--! of_link
select job.id as job_id
from ops.export_link link
join ops.export_job job on job.id = link.job_id
where link.token_sha256 = :token_sha256 and link.expires_at > now()
  and ops.may_see(link.created_by, job.company_ids);

--- The files that these jobs still need.
--! keys : (file_key?)
select id, state in ('requested', 'running') as is_open,
       case when file_removed_at is null then file_key end as file_key
from ops.export_job
where id = any(:ids);

--- Finished jobs whose files have expired.
--! expired
select id, file_key
from ops.export_job
where expires_at < now() and file_key is not null and file_removed_at is null
order by expires_at
limit :limit;
