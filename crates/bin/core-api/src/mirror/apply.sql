--- Raises the version on which every ETag depends. Call it late: it locks one row per tenant.
--! raise_version
update ops.mirror set version = version + 1, changed_at = clock_timestamp()
returning version;

--! count_repaired_rows
update ops.sync_run_model
set rows_changed = rows_changed + :rows, repaired = repaired + :rows
where run_id = :run and model = :model;
