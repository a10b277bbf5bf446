--: Entry(actor_name?, object?, before?, after?, reason?, address?, user_agent?, trace_id?)

--- Newest first, before this number.
--! list (actor?, action?, object?, since?, until?) : Entry
select number, at, actor, actor_name, action, object, before, after, reason,
       host(address) as address, user_agent, trace_id
from ops.audit
where number < :before
  and (:actor::text is null or actor = :actor)
  and (:action::text is null or action = :action)
  and (:object::text is null or object = :object)
  and (:since::timestamptz is null or at >= :since)
  and (:until::timestamptz is null or at < :until)
order by number desc
limit :limit;

--- Rows after this number, in their order, as their hashes were computed.
--! chain : (actor_name?, object?, before?, after?, reason?, address?, user_agent?, trace_id?)
select number, (extract(epoch from at) * 1000000)::bigint as at, actor, actor_name, action, object,
       before::text as before, after::text as after, reason, host(address) as address, user_agent,
       trace_id, previous_sha256, sha256
from ops.audit
where number > :after_number
order by number
limit :limit;
