--! insert (mail_id?)
insert into ops.export_link (id, token_sha256, job_id, mail_id, created_by, expires_at)
values (:id, :token_sha256, :job_id, :mail_id, :created_by,
    now() + :seconds::bigint * interval '1 s')
returning expires_at;

--! touch
update ops.export_link set last_used_at = now() where id = :id;

--! delete
delete from ops.export_link where id = :id;

--! delete_expired
delete from ops.export_link where expires_at < now();
