--- The trigger fills in number, time and hashes.
--! insert (actor_name?, object?, before?, after?, reason?, address?, user_agent?, trace_id?)
insert into ops.audit (number, at, actor, actor_name, action, object, before, after, reason, address,
    user_agent, trace_id, previous_sha256, sha256)
values (0, now(), :actor, :actor_name, :action, :object, :before, :after, :reason, :address,
    :user_agent, :trace_id, '', '');
