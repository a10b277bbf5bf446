--- The server as this session sees it. Connections of core-api itself do not count.
--! server
select now() as now, current_setting('server_version') as version,
       current_setting('max_connections')::int4 as most,
       current_setting('superuser_reserved_connections')::int4 as reserved,
       (select count(*) from pg_stat_activity
        where datid is not null and usesysid is not null and application_name not like 'core-api%')
           as others,
       (select rolsuper from pg_roles where rolname = current_user) as is_superuser;

--- Whether PostgreSQL knows the time zone.
--! has_zone
select exists (select from pg_timezone_names where name = :zone);

--- Of these logins, those that there are.
--! logins
select rolname::text from pg_roles where rolname::text = any(:names);

--- How many tables of these schemas the login may not select.
--! closed_to
select count(*)
from pg_class as of_table
join pg_namespace as schema on schema.oid = of_table.relnamespace
where of_table.relkind in ('r', 'p') and schema.nspname = any(:schemas)
  and not has_table_privilege(:login::text, of_table.oid, 'select');

--- Whether the login may read when schedules are due.
--! reads_schedules
select has_any_column_privilege(:login::text, 'ops.schedule', 'select');
