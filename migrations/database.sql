-- Hardening of one tenant's database. Idempotent; run by the administrator in that database.
do $$
begin
    -- One that was made by hand belongs to its maker, and the migrations run as the owner.
    execute format('alter database %I owner to espejo_owner', current_database());
    -- Only the logins of this database may connect to it. The groups have members in others, too.
    execute format('revoke all on database %I from public, espejo_writer, espejo_reader', current_database());
    -- A report takes milliseconds; compiling its plan takes a hundred.
    execute format('alter database %I set jit = off', current_database());
end
$$;

revoke create on schema public from public;

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
end
$$;
