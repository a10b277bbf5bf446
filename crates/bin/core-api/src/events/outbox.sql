--! add (traceparent?)
insert into ops.outbox (event_id, event, version, body, traceparent, available_at)
values (:event_id, :event, :version, :body, :traceparent,
        now() + :delay_ms::bigint * interval '1 ms')
returning id;

--- The oldest due events, locked so that no other relay sends them.
--! waiting : (traceparent?)
select id, event_id, event, version, body, traceparent
from ops.outbox
where published_at is null and available_at <= now()
order by id
limit :limit
for update skip locked;

--- Events with secrets, which are not kept.
--! remove
delete from ops.outbox where id = any(:ids);

--! mark_published
update ops.outbox set published_at = now() where id = any(:ids);

--- Milliseconds until the next event is due; null if none waits.
--! next_due : (milliseconds?)
select (extract(epoch from min(available_at) - now()) * 1000)::bigint as milliseconds
from ops.outbox where published_at is null;
