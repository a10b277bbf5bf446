-- Roles of the cluster. Idempotent; run by the administrator before the migrations.
-- Group roles carry the rights; logins are members of one group and own nothing.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['espejo_owner', 'espejo_writer', 'espejo_reader']
    loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I nologin', wanted);
        end if;
    end loop;
    foreach wanted in array array['espejo_core', 'espejo_select']
    loop
        -- Without a password nobody can log in yet: the operator sets one.
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I login', wanted);
        end if;
    end loop;
end
$$;

-- Asked first: two migrations at once must not write the same catalogue row.
do $$
begin
    if not pg_has_role('espejo_core', 'espejo_writer', 'member') then
        grant espejo_writer to espejo_core;
    end if;
    if not pg_has_role('espejo_select', 'espejo_reader', 'member') then
        grant espejo_reader to espejo_select;
    end if;
    if not exists (select from pg_db_role_setting
                   where setrole = 'espejo_select'::regrole and setdatabase = 0) then
        alter role espejo_select set default_transaction_read_only = on;
    end if;
end
$$;
