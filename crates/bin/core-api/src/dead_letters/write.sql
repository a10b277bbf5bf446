--! insert (event?, dead_reason?, dead_detail?, reason?)
insert into ops.dead_letter_action (id, action, letter_id, queue, event, dead_reason, dead_detail,
    body_sha256, size_bytes, requested_by, reason)
values (:id, :action, :letter_id, :queue, :event, :dead_reason, :dead_detail, :body_sha256,
    :size_bytes, :requested_by, :reason);

--! done
update ops.dead_letter_action set done_at = now() where id = any(:actions);
