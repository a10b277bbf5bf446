--! insert
insert into ops.export_link (token_sha256, job_id, created_by, expires_at)
values (:token_sha256, :job_id, :created_by,
    now() + :seconds::bigint * interval '1 s')
returning expires_at;

--! delete_expired
delete from ops.export_link where expires_at < now();
