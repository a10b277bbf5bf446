--! count_buried
update ops.sync_run_model
set rows_changed = rows_changed + :rows, repaired = repaired + :rows
where run_id = :run and model = :model;

--! forget_missing
delete from ops.sync_missing where run_id = :run;
