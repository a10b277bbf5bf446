--! lock
select from pg_advisory_lock(:key);

--! unlock
select from pg_advisory_unlock(:key);

--! has_database
select exists (select from pg_database where datname = :name) as has_database;

--- An identifier cannot be a parameter, so the server quotes it.
--! create_database
select format('create database %I owner espejo_owner', :name::text) as statement;

--- A mirrored table that a migration has added, or to which it has added `company_id`, gets the
--- triggers that count its rows: without them each incremental run would find all of its rows
--- missing.
--! count_rows : (kept?)
select ops.keep_row_count(c.oid::regclass, split_part(obj_description(c.oid, 'pg_class'), ':', 1))::text
           as kept
from pg_class c
left join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'count_inserted'
where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
  and obj_description(c.oid, 'pg_class') is not null
  and (t.oid is null
       or t.tgfoid = 'ops.count_rows'::regproc
          and exists (select from pg_attribute a
                      where a.attrelid = c.oid and a.attname = 'company_id'
                        and not a.attisdropped));

--- What stays open to every login of this database, because its owner is somebody else.
--! left_open
select what
from (values
    (has_schema_privilege('public', 'public', 'create'), 'tables in the schema public'),
    (has_function_privilege('public', 'pg_catalog.lo_creat(integer)', 'execute'), 'large objects')
) as o (is_open, what)
where is_open;
