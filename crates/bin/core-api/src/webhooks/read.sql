--: Webhook(paused_because?, created_by_name?, previous_key_until?)

--! get : Webhook
select id, version, name, target_url, events, active, paused_because, previous_key_until, created_by,
       ops.actor_name(created_by) as created_by_name, created_at
from ops.webhook
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?) : Webhook
select id, version, name, target_url, events, active, paused_because, previous_key_until, created_by,
       ops.actor_name(created_by) as created_by_name, created_at
from ops.webhook
where :before::timestamptz is null or (created_at, id) < (:before, :before_id)
order by created_at desc, id desc
limit :limit;

--: Delivery(due_at?, settled_at?, status_code?, detail?)

--! delivery : Delivery
select delivery.id, delivery.webhook_id, delivery.event, delivery.data, delivery.state, delivery.tries,
       delivery.due_at, delivery.created_at, delivery.settled_at, latest.status_code,
       coalesce(delivery.failure_detail, latest.detail) as detail
from ops.webhook_delivery delivery
left join lateral (
    select status_code, detail from ops.webhook_try
    where delivery_id = delivery.id order by number desc limit 1
) latest on true
where delivery.id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! deliveries (before?, before_id?, webhook_id?, event?, state?) : Delivery
select delivery.id, delivery.webhook_id, delivery.event, delivery.data, delivery.state, delivery.tries,
       delivery.due_at, delivery.created_at, delivery.settled_at, latest.status_code,
       coalesce(delivery.failure_detail, latest.detail) as detail
from ops.webhook_delivery delivery
left join lateral (
    select status_code, detail from ops.webhook_try
    where delivery_id = delivery.id order by number desc limit 1
) latest on true
where (:before::timestamptz is null or (delivery.created_at, delivery.id) < (:before, :before_id))
  and (:webhook_id::uuid is null or delivery.webhook_id = :webhook_id)
  and (:event::ops.webhook_event is null or delivery.event = :event)
  and (:state::ops.webhook_delivery_state is null or delivery.state = :state)
order by delivery.created_at desc, delivery.id desc
limit :limit;

--! tries : (status_code?)
select number, ended_at, status_code, detail, duration_ms
from ops.webhook_try
where delivery_id = :id
order by number;
