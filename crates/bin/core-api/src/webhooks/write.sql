--- Locks the webhooks, so that the limit of their number holds.
--! lock_all
select pg_advisory_xact_lock(hashtextextended('ops.webhook', 0)) is null as locked;

--! count
select count(*) from ops.webhook;

--! insert
insert into ops.webhook (id, name, target_url, events, key_encrypted, created_by)
values (:id, :name, :target_url, :events, :key_encrypted, :created_by);

--! lock
select from ops.webhook where id = :id for update;

--- Nulls leave a value as it is.
--! change (name?, target_url?, events?, active?)
update ops.webhook
set name = coalesce(:name, name), target_url = coalesce(:target_url, target_url),
    events = coalesce(:events, events), active = coalesce(:active, active),
    paused_because = case when :active::boolean is null then paused_because end,
    version = version + 1
where id = :id;

--- The previous key signs for another day, so that the receiver can change it without a gap.
--! renew_key
update ops.webhook
set previous_key_encrypted = key_encrypted, previous_key_until = now() + interval '24 hours',
    key_encrypted = :key_encrypted, version = version + 1
where id = :id;

--! remove
delete from ops.webhook where id = :id;

--! pause
update ops.webhook
set active = false, paused_because = :reason, version = version + 1
where id = :id and active;

--! receivers
select id from ops.webhook where active and :event = any(events) order by id;

--! add (traceparent?)
insert into ops.webhook_delivery (id, webhook_id, event, data, traceparent)
values (:id, :webhook_id, :event, :data, :traceparent);

--- Messages whose time has come, or whose worker did not answer. The oldest first.
--! lock_due : (traceparent?, previous_key_encrypted?)
select delivery.id, delivery.webhook_id, delivery.event, delivery.data, delivery.created_at,
       delivery.traceparent, webhook.target_url, webhook.active, webhook.key_encrypted,
       case when webhook.previous_key_until > now() then webhook.previous_key_encrypted end
           as previous_key_encrypted
from ops.webhook_delivery delivery
join ops.webhook webhook on webhook.id = delivery.webhook_id
where delivery.due_at <= now()
order by delivery.due_at, delivery.id
limit 100
for update of delivery skip locked;

--! ask
update ops.webhook_delivery
set state = 'requested', epoch = epoch + 1, due_at = now() + :lease::text::interval
where id = :id
returning epoch;

--- No row for an older epoch.
--! count_try
update ops.webhook_delivery set tries = tries + 1
where id = :id and epoch = :epoch and state = 'requested'
returning tries, webhook_id;

--! add_try (status_code?)
insert into ops.webhook_try (delivery_id, number, status_code, detail, duration_ms)
select :id, coalesce(max(number), 0) + 1, :status_code, left(:detail, 2000), :duration_ms
from ops.webhook_try where delivery_id = :id;

--! defer
update ops.webhook_delivery
set state = 'waiting', due_at = now() + :delay_ms::bigint * interval '1 ms'
where id = :id;

--! settle
update ops.webhook_delivery
set state = :state, settled_at = now(), due_at = null
where id = :id;

--- 0 unless it has failed.
--! begin_again
update ops.webhook_delivery
set state = 'waiting', tries = 0, settled_at = null, due_at = now()
where id = :id and state = 'failed';

--- 0 if webhooks were told so already.
--! tell_mirror
update ops.mirror_told set is_live = :is_live where is_live <> :is_live;
