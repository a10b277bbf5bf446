--- Until the transaction ends.
--! lock
select pg_advisory_xact_lock(hashtextextended(:principal || ' ' || :key, 0)) is null as locked;

--! recall : (location?)
select request_sha256, status, location, body
from ops.idempotency
where principal = :principal and key = :key and created_at > now() - interval '24 hours';

--! remember (location?)
insert into ops.idempotency (principal, key, request_sha256, status, location, body)
values (:principal, :key, :request_sha256, :status, :location, :body)
on conflict (principal, key) do update set request_sha256 = excluded.request_sha256,
    status = excluded.status, location = excluded.location, body = excluded.body,
    created_at = now();
