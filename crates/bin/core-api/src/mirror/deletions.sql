--! forget_missing
delete from ops.sync_missing where run_id = :run;
