--! insert (expires_at?)
insert into ops.api_key (id, name, role, secret_sha256, expires_at)
values (:id, :name, :role, :secret_sha256, :expires_at);

--! revoke
update ops.api_key set revoked_at = now() where id = :id and revoked_at is null;
