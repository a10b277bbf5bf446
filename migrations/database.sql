-- Hardening of one tenant's database. Idempotent; run by the administrator in that database.
do $$
begin
    -- One that was made by hand belongs to its maker, and the migrations run as the owner.
    begin
        execute format('alter database %I owner to espejo_owner', current_database());
    exception when insufficient_privilege then
        -- A managed server may give one fixed database, to a login that may make none.
        execute format('grant create, connect, temporary on database %I to espejo_owner',
                       current_database());
        grant usage, create on schema public to espejo_owner;
    end;
    -- Only the logins of this database may connect to it. The groups have members in others, too.
    execute format('revoke all on database %I from public, espejo_writer, espejo_reader', current_database());
    -- A report takes milliseconds; compiling its plan takes a hundred.
    execute format('alter database %I set jit = off', current_database());
end
$$;

-- Managed servers may keep what belongs to their superuser: `core-api migrate` names what stays open.
do $$
begin
    revoke create on schema public from public;
exception when insufficient_privilege then null;
end
$$;

-- Both are part of PostgreSQL. Names are searched without regard to accents, by an index.
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;

-- Large objects can be made even in a read-only transaction, and by any role, until this is said.
do $$
declare
    large_object_function regprocedure;
begin
    for large_object_function in
        select p.oid from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
          and (p.proname like 'lo\_%' or p.proname in ('lowrite', 'loread'))
    loop
        execute format('revoke execute on function %s from public', large_object_function);
    end loop;
exception when insufficient_privilege then null;
end
$$;
