--- Records that a complete verify has read its content ranges.
--! keep
insert into ops.content_check (model, after_id, up_to_id, checked_at, run_id)
select m.model, (range ->> 'after_id')::bigint, (range ->> 'up_to_id')::bigint, now(), m.run_id
from ops.sync_run_model m, jsonb_array_elements(m.content) range
where m.run_id = :run and not m.absent
on conflict (model, after_id) do update
set up_to_id = excluded.up_to_id, checked_at = excluded.checked_at, run_id = excluded.run_id;
