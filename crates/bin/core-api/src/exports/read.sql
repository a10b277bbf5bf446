--- Unfinished jobs that count against the tenant's limit. Jobs of statement runs do not count; they
--- have their own limit. `own` are those of one requester.
--! active
select count(*) as all, count(*) filter (where job.requested_by = :requested_by) as own
from ops.export_job job
where job.state in ('requested', 'running')
  and not exists (select from ops.statement_item item where item.export_id = job.id);

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
