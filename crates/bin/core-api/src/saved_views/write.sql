--! insert (company_ids?)
insert into ops.saved_view (id, report, name, parameters, company_ids, created_by)
values (:id, :report, :name, :parameters, :company_ids, :created_by)
on conflict (report, name) do nothing;

--! has_other
select exists (
    select from ops.saved_view where report = :report and name = :name and id <> :id
) as has_other;

--! replace (company_ids?)
update ops.saved_view
set report = :report, name = :name, parameters = :parameters, company_ids = :company_ids,
    version = version + 1, updated_at = now()
where id = :id;

--! delete
delete from ops.saved_view where id = :id;

--! lock
select from ops.saved_view where id = :id for update;
