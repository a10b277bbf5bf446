--! comment_of
select coalesce(shobj_description(oid, 'pg_database'), '') as comment
from pg_database where datname = :name;

--- An identifier cannot be a parameter, so the server quotes it.
--! set_comment
select format('comment on database %I is %L', :name::text, :comment::text) as statement;

--- Who is connected to the database.
--! connected
select distinct coalesce(usename::text, backend_type) as who
from pg_stat_activity where datname = :name and pid <> pg_backend_pid()
order by 1;

--- Lets those of these roles that Espejo has made connect, or not.
--! allow : (statement?)
select string_agg(format('alter role %I %s', rolname,
                         case when :allowed::boolean then 'login' else 'nologin' end), '; ')
           as statement
from pg_roles
where rolname = any(:names::text[]) and shobj_description(oid, 'pg_authid') = :mark;

--! drop_database
select format('drop database %I', :name::text) as statement;

--- Those of these roles that Espejo has made.
--! drop_roles : (statement?)
select string_agg(format('drop role %I', rolname), '; ') as statement
from pg_roles
where rolname = any(:names::text[]) and shobj_description(oid, 'pg_authid') = :mark;
