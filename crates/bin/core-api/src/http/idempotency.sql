--! lock_key
select from ops.api_key where id = :id for no key update;

--! recall : (location?)
select request_sha256, status, location, body
from ops.idempotency
where api_key_id = :api_key_id and key = :key and created_at > now() - interval '24 hours';

--! remember (location?)
insert into ops.idempotency (api_key_id, key, request_sha256, status, location, body)
values (:api_key_id, :key, :request_sha256, :status, :location, :body)
on conflict (api_key_id, key) do update set request_sha256 = excluded.request_sha256,
    status = excluded.status, location = excluded.location, body = excluded.body,
    created_at = now();
