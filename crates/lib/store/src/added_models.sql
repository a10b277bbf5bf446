--! lock
select from pg_advisory_xact_lock(:key);

--! keep_row_count
select from ops.keep_row_count(:table_name::text::regclass, :model);
