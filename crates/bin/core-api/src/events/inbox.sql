--- Nothing if the event was handled before.
--! take
insert into ops.inbox (consumer, event_id) values (:consumer, :event_id)
on conflict do nothing
returning event_id;
