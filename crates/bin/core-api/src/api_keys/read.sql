--: ApiKey(company_ids?, created_by_name?, expires_at?, last_used_at?, revoked_at?)

--! get : ApiKey
select id, name, role, company_ids, created_by, ops.actor_name(created_by) as created_by_name,
       created_at, expires_at, last_used_at, revoked_at, version,
       revoked_at is null and coalesce(expires_at > now(), true) as active
from ops.api_key
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?) : ApiKey
select id, name, role, company_ids, created_by, ops.actor_name(created_by) as created_by_name,
       created_at, expires_at, last_used_at, revoked_at, version,
       revoked_at is null and coalesce(expires_at > now(), true) as active
from ops.api_key
where :before::timestamptz is null or (created_at, id) < (:before, :before_id)
order by created_at desc, id desc
limit :limit;
