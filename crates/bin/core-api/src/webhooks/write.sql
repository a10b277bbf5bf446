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

--- Locked, because they may be encrypted with another key. A previous key that signs no more is left out.
--! lock_keys : (previous_key_encrypted?)
select id, key_encrypted,
       case when previous_key_until > now() then previous_key_encrypted end as previous_key_encrypted
from ops.webhook
order by id
for update;

--! reseal_keys (previous_key_encrypted?)
update ops.webhook
set key_encrypted = :key_encrypted, previous_key_encrypted = :previous_key_encrypted
where id = :id;

--! remove
delete from ops.webhook where id = :id;

--! pause
update ops.webhook
set active = false, paused_because = :reason, version = version + 1
where id = :id and active;

--- Locked, so that none is deleted before its message is added.
--! receivers
select id from ops.webhook where active and :event = any(events) order by id for key share;

--! add (traceparent?)
insert into ops.webhook_delivery (id, webhook_id, event, data, traceparent)
values (:id, :webhook_id, :event, :data, :traceparent);

--- Messages whose time has come, or whose worker did not answer, the oldest first: so many that a
--- webhook has at most 8 calls at a time, and a tenant 32. Several processes look at the same time;
--- each takes other rows.
--! lock_due : (traceparent?, previous_key_encrypted?)
select due.id, due.event, due.data, due.created_at, due.traceparent, webhook.id as webhook_id,
       webhook.target_url, webhook.active, webhook.key_encrypted,
       case when webhook.previous_key_until > now() then webhook.previous_key_encrypted end
           as previous_key_encrypted
from ops.webhook webhook
cross join lateral (
    select delivery.id, delivery.event, delivery.data, delivery.created_at, delivery.traceparent,
           delivery.due_at
    from ops.webhook_delivery delivery
    where delivery.webhook_id = webhook.id and delivery.due_at <= now()
    order by delivery.due_at, delivery.id
    limit greatest(0, 8 - (select count(*) from ops.webhook_delivery called
                           where called.webhook_id = webhook.id and called.state = 'requested'
                             and called.due_at > now()))
    for update skip locked
) due
order by due.due_at, due.id
limit greatest(0, 32 - (select count(*) from ops.webhook_delivery called
                        where called.state = 'requested' and called.due_at > now()));

--! ask
update ops.webhook_delivery
set state = 'requested', epoch = epoch + 1, due_at = now() + :lease::text::interval
where id = :id
returning epoch, coalesce(due_at, now()) as expires_at;

--- No row for an older epoch, unless its result ends the message.
--! count_try
update ops.webhook_delivery set tries = tries + 1
where id = :id and (epoch = :epoch and state = 'requested' or :is_last and due_at is not null)
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
set state = :state, settled_at = now(), due_at = null, failure_detail = null
where id = :id;

--- Ends a message without a call.
--! fail
update ops.webhook_delivery
set state = 'failed', settled_at = now(), due_at = null, failure_detail = :detail
where id = :id;

--- Ends the messages that wait for their next try. A test may go to a webhook that is not active.
--! fail_waiting
update ops.webhook_delivery
set state = 'failed', settled_at = now(), due_at = null, failure_detail = :detail
where webhook_id = :webhook_id and state = 'waiting' and event <> 'webhook.test';

--- 0 unless it has failed.
--! begin_again
update ops.webhook_delivery
set state = 'waiting', tries = 0, settled_at = null, due_at = now(), failure_detail = null
where id = :id and state = 'failed';

--- 0 if it was announced already.
--! announce_mirror
update ops.mirror_announced set is_live = :is_live where is_live <> :is_live;
