--! insert (journal_id?, every?, until?)
insert into ops.planned_movement (id, company_id, journal_id, date, every, until, amount, currency,
    label, created_by, updated_by)
values (:id, :company_id, :journal_id, :date, :every, :until, :amount, :currency, :label, :by, :by);

--! replace (journal_id?, every?, until?)
update ops.planned_movement
set company_id = :company_id, journal_id = :journal_id, date = :date, every = :every,
    until = :until, amount = :amount, currency = :currency, label = :label, updated_by = :by,
    updated_at = now(), version = version + 1
where id = :id;

--! delete
delete from ops.planned_movement where id = :id;

--! lock
select from ops.planned_movement where id = :id for update;
