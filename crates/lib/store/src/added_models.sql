--! lock
select from pg_advisory_xact_lock(:key);

--! keep_row_count
select from ops.keep_row_count(:table_name::text::regclass, :model);

--- A table of this name may have existed and been dropped. What was known about it does not hold for
--- the new table, which is loaded from its beginning.
--! forget
with cursors as (delete from ops.cursor where model = :model),
     fields as (delete from ops.mirrored_field where model = :model),
     histories as (delete from ops.history where model = :model),
     checks as (delete from ops.content_check where model = :model),
     proofs as (delete from ops.proof where model = :model)
delete from ops.model_link where model = :model;

--! forget_field
delete from ops.mirrored_field where model = :model and field = :field;
