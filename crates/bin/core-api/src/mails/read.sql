--: Mail(schedule_id?, next_try_at?, reply_code?, detail?, settled_at?)

--! get : Mail
select id, export_id, schedule_id, occasion, recipient, locale, state, tries, next_try_at,
       reply_code, detail, created_at, settled_at
from ops.mail
where id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?, export_id?, schedule_id?, state?) : Mail
select id, export_id, schedule_id, occasion, recipient, locale, state, tries, next_try_at,
       reply_code, detail, created_at, settled_at
from ops.mail
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:export_id::uuid is null or export_id = :export_id)
  and (:schedule_id::uuid is null or schedule_id = :schedule_id)
  and (:state::ops.mail_state is null or state = :state)
order by created_at desc, id desc
limit :limit;
