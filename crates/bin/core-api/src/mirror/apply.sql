--- Raises the version on which every ETag depends. Call it late: it locks one row per tenant.
--! raise_version
update ops.mirror set version = version + 1, changed_at = clock_timestamp()
returning version;
