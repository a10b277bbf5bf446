--- The comment of a role, if there is such a role.
--! known
select coalesce(shobj_description(oid, 'pg_authid'), '') as comment
from pg_roles where rolname = :name;

--- What creates a login and sets everything of it. Identifiers cannot be parameters, so the server
--- quotes them. Templates of test databases are copied without their rights, so these are set here.
--! set
select concat(
    case when :is_new::boolean
         then format('create role %I login; comment on role %1$I is %L; ', :name::text, :mark::text)
    end,
    format('alter role %I login password %L; ', :name::text, :verifier::text),
    format('grant %I to %I; ', :group::text, :name::text),
    format('revoke all on database %I from public; ', :database::text),
    format('grant connect on database %I to %I; ', :database::text, :name::text),
    -- core-api stages a batch in a temporary table before it is merged.
    case when :may_stage::boolean
         then format('grant temporary on database %I to %I; ', :database::text, :name::text)
    end,
    (select string_agg(format('alter role %I set %I = %L; ', :name::text, setting, value), '')
     from unnest(:settings::text[], :values::text[]) as s (setting, value))) as statements;

--- The databases that every login can connect to.
--! open_databases
select datname::text
from pg_database
where datallowconn
  and exists (select from aclexplode(coalesce(datacl, acldefault('d', datdba)))
              where grantee = 0 and privilege_type = 'CONNECT')
order by 1;
