--! is_kept
select exists (select from ops.history where model = :model) as is_kept;

--! record_buried
insert into ops.change (version, record_id, kind)
select m.version, gone.id, 'deleted' from ops.mirror m, unnest(:ids::bigint[]) gone (id);

--- Starts the history of each model of a complete run. This includes models that Odoo lacks: if it
--- has them later, their rows are changes.
--! begin
insert into ops.history (model, complete_from_version)
select r.model, m.version from ops.sync_run_model r, ops.mirror m
where r.run_id = :run
on conflict (model) do nothing;

--- Adds to the row count of the version's change set. A version has changes of one model only.
--! add_to_set
insert into ops.change_set as known (version, model, run_id, rows, changed_at)
select version, :model, :run, :rows::bigint, changed_at from ops.mirror where :rows > 0
on conflict (version) do update set rows = known.rows + excluded.rows
returning version;

--! oldest
select version from ops.change_set
where changed_at < now() - :keep_days::bigint * interval '1 day'
order by version
limit :sets
for update;

--! move_beginnings
update ops.history h
set complete_from_version = greatest(h.complete_from_version, gone.version),
    complete_from = greatest(h.complete_from, gone.changed_at)
from (select model, max(version) as version,
             max(changed_at) + interval '1 microsecond' as changed_at
      from ops.change_set where version = any(:versions) group by model) gone
where gone.model = h.model;

--! delete_changes
delete from ops.change where version = any(:versions);

--! delete_sets
delete from ops.change_set where version = any(:versions);
