--! insert (company_ids?, expires_at?)
insert into ops.api_key (id, name, role, company_ids, secret_sha256, created_by, expires_at)
values (:id, :name, :role, :company_ids, :secret_sha256, :created_by, :expires_at);

--! change (name?, role?, company_ids?, expires_at?)
update ops.api_key
set name = coalesce(:name, name), role = coalesce(:role, role),
    company_ids = case when :changes_companies then :company_ids else company_ids end,
    expires_at = case when :changes_expiry then :expires_at else expires_at end,
    version = version + 1
where id = :id and revoked_at is null;

--! revoke
update ops.api_key set revoked_at = now(), version = version + 1 where id = :id and revoked_at is null;

--! lock
select from ops.api_key where id = :id for update;
