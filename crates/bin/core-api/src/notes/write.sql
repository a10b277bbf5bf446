--! insert (promise_date?, promise_amount?, promise_currency?)
insert into ops.note (id, object_kind, object_id, text, promise_date, promise_amount,
    promise_currency, created_by, updated_by)
values (:id, :object_kind, :object_id, :text, :promise_date, :promise_amount, :promise_currency,
        :by, :by);

--! make_latest
insert into ops.latest_note (object_kind, object_id, note_id)
values (:object_kind, :object_id, :id)
on conflict (object_kind, object_id) do update set note_id = excluded.note_id;

--! replace (promise_date?, promise_amount?, promise_currency?)
update ops.note
set text = :text, promise_date = :promise_date, promise_amount = :promise_amount,
    promise_currency = :promise_currency, updated_by = :by, updated_at = now(),
    version = version + 1
where id = :id;

--! delete
delete from ops.note where id = :id;

--- After its latest note was deleted.
--! make_an_earlier_one_latest
insert into ops.latest_note (object_kind, object_id, note_id)
select object_kind, object_id, id from ops.note
where object_kind = :object_kind and object_id = :object_id
order by created_at desc, id desc limit 1
on conflict (object_kind, object_id) do nothing;

--! lock
select from ops.note where id = :id for update;
