--! touch_key
update ops.api_key set last_used_at = now() where id = :id;

--! touch_session
with seen as (
    update ops.session set last_seen_at = now() where id_sha256 = :id_sha256 returning person_id
)
update ops.person set last_seen_at = now() where id in (select person_id from seen);
