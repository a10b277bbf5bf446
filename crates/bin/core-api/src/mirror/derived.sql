--! lock_history
select model from ops.history where model = :model for update;

--! is_built
select built_at is not null as is_built from report.state;

--- Whether the tables are not built and these models have been loaded.
--! is_due
select built_at is null
       and (select count(*) from ops.cursor where model = any(:models)) = cardinality(:models::text[])
           as is_due
from report.state;

--- Builds all report tables from the mirror: the number of journal items.
--! rebuild
select report.rebuild() as items;

--- Differences of the report tables from the mirror, as `relation row`.
--! differences
select relation || ' ' || difference as difference
from report.differences(), report.state
where built_at is not null;

--! keep_lines : (kept?)
select report.keep_lines(:ids)::text as kept;

--! keep_settlements : (kept?)
select report.keep_settlements(:ids)::text as kept;
