--! insert (promise_date?, promise_amount?, promise_currency?)
insert into ops.note (id, object_kind, object_id, text, promise_date, promise_amount,
    promise_currency, created_by, updated_by)
values (:id, :object_kind, :object_id, :text, :promise_date, :promise_amount, :promise_currency,
        :by, :by);

--! replace (promise_date?, promise_amount?, promise_currency?)
update ops.note
set text = :text, promise_date = :promise_date, promise_amount = :promise_amount,
    promise_currency = :promise_currency, updated_by = :by, updated_at = now(),
    version = version + 1
where id = :id;

--! delete
delete from ops.note where id = :id;

--! lock
select from ops.note where id = :id for update;
