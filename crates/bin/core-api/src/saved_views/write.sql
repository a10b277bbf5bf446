--- Nothing if another view that the same people see has this name.
--! insert (company_ids?, presentation?)
insert into ops.saved_view (id, report, name, parameters, scope, is_default, presentation,
    company_ids, created_by)
values (:id, :report, :name, :parameters, :scope, :is_default, :presentation, :company_ids,
    :created_by)
on conflict do nothing;

--- Whether another view that the same people see has this name.
--! has_other
select exists (
    select from ops.saved_view
    where report = :report and name = :name and id <> :id and scope = :scope
      and (scope = 'shared' or created_by = :owner)
) as has_other;

--! end_default
update ops.saved_view set is_default = false, version = version + 1, updated_at = now()
where id = :id;

--! replace (company_ids?, presentation?)
update ops.saved_view
set report = :report, name = :name, parameters = :parameters, scope = :scope,
    is_default = :is_default, presentation = :presentation, company_ids = :company_ids,
    version = version + 1, updated_at = now()
where id = :id;

--! delete
delete from ops.saved_view where id = :id;

--- Locks the views, so that a name and a default stay the only ones.
--! lock_all
select pg_advisory_xact_lock(hashtextextended('ops.saved_view', 0)) is null as locked;
