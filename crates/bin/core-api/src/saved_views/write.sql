--! insert
insert into ops.saved_view (id, report, name, parameters, created_by)
values (:id, :report, :name, :parameters, :created_by)
on conflict (report, name) do nothing;

--! has_other
select exists (
    select from ops.saved_view where report = :report and name = :name and id <> :id
) as has_other;

--! replace
update ops.saved_view
set report = :report, name = :name, parameters = :parameters, version = version + 1,
    updated_at = now()
where id = :id;

--! delete
delete from ops.saved_view where id = :id;
