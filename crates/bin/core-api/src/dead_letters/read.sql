--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! actions (action?, queue?, letter_id?, before?, before_id?) : (event?, dead_reason?, dead_detail?, requested_by_name?, reason?, done_at?)
select id, action, letter_id, queue, event, dead_reason, dead_detail, size_bytes, requested_by,
       ops.actor_name(requested_by) as requested_by_name, reason, requested_at, done_at
from ops.dead_letter_action
where (:before::timestamptz is null or (requested_at, id) < (:before, :before_id))
  and (:action::text is null or action = :action)
  and (:queue::text is null or queue = :queue)
  and (:letter_id::text is null or letter_id = :letter_id)
order by requested_at desc, id desc
limit :limit;
