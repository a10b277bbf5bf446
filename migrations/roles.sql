-- Roles of the cluster. Idempotent; run by the administrator before the migrations.
-- Group roles carry the rights inside a database. Logins are members of one group and own nothing:
-- `core-api migrate` makes one for each service and database (crates/lib/store/src/login_roles.rs).
do $$
declare
    wanted text;
begin
    foreach wanted in array array['espejo_owner', 'espejo_writer', 'espejo_reader',
                                  'espejo_schedule_reader']
    loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I nologin', wanted);
        end if;
    end loop;
    -- On a managed server the administrator is no superuser, and acts for the owner as its member.
    if not pg_has_role(current_user, 'espejo_owner', 'usage') then
        execute format('grant espejo_owner to %I', current_user);
    end if;
end
$$;
