--! note_ranges
insert into ops.sync_wanted (run_id, model, what, after_id, up_to_id)
select :run, :model, :what, after_id, up_to_id
from unnest(:starts::bigint[], :ends::bigint[]) range (after_id, up_to_id)
on conflict do nothing;

--- `field` is `late` for records that were committed late, else empty.
--! note_records
insert into ops.sync_wanted (run_id, model, what, field, record_id)
select :run, :model, 'read', :field, id from unnest(:ids::bigint[]) wanted (id)
on conflict do nothing;

--! next_part
select coalesce(max(part), 0) + 1 as part from ops.sync_part where run_id = :run;

--! take
update ops.sync_wanted kept set part = :part
from (select model, what, field, after_id, up_to_id, record_id from ops.sync_wanted
      where run_id = :run and part is null limit :records) taken
where kept.run_id = :run
  and (kept.model, kept.what, kept.field, kept.after_id, kept.up_to_id, kept.record_id)
    = (taken.model, taken.what, taken.field, taken.after_id, taken.up_to_id, taken.record_id);

--- Deletes the notes for models that are no longer mirrored, because they cannot be requested.
--! drop_unmirrored
delete from ops.sync_wanted where run_id = :run and part is null and model <> all(:mirrored);

--! of_part
select model, what, field, after_id, up_to_id, record_id
from ops.sync_wanted
where run_id = :run and part = :part
order by model, what, field, after_id, record_id;
