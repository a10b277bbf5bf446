--! note_counted
update ops.sync_run_model set counted_at = now() where run_id = :run and model = :model;

--! keep_difference (id_sum?)
insert into ops.sync_difference (run_id, model, rows, id_sum)
values (:run, :model, :rows, :id_sum)
on conflict (run_id, model) do update set rows = excluded.rows, id_sum = excluded.id_sum;

--! search_the_rest
update ops.sync_difference set searched = true
where run_id = :run and not searched and (rows <> 0 or id_sum <> 0)
returning model;

--- Subtracts records that were found missing (or, if `rows` is negative, found only in Odoo).
--! explain
update ops.sync_difference set rows = rows - :rows, id_sum = id_sum - :id_sum
where run_id = :run and model = :model;
