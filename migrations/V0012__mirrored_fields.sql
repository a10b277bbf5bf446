-- Which fields of which models the mirror holds completely, and which no longer follow Odoo.

create table ops.mirrored_field (
    model text not null,
    field text not null,
    in_extra boolean not null,
    loaded_at timestamptz,
    frozen_since timestamptz,
    frozen_because text check (frozen_because in ('not_in_odoo', 'not_configured')),
    primary key (model, field),
    check ((frozen_since is null) = (frozen_because is null))
);
comment on table ops.mirrored_field is 'Each field ever asked of Odoo. One that is asked for and not loaded makes the next incremental run read its model whole.';
comment on column ops.mirrored_field.in_extra is 'The values stand in _extra under the field''s name, not in a column.';
comment on column ops.mirrored_field.loaded_at is 'When a complete read of the model last filled the field in; null while some rows may lack it.';
comment on column ops.mirrored_field.frozen_since is 'The values stay as they were then: Odoo has no such stored field of that type any more, or the tenant''s file no longer names it.';

-- What is mirrored so far was loaded whole.
insert into ops.mirrored_field (model, field, in_extra, loaded_at)
select c.model, a.attname::text, false, c.moved_at
from ops.cursor c
join pg_class t on t.relnamespace = 'odoo'::regnamespace
    and split_part(obj_description(t.oid, 'pg_class'), ':', 1) = c.model
join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    and left(a.attname, 1) <> '_';

alter table ops.sync_run_model add column extra text[] not null default '{}';
comment on column ops.sync_run_model.extra is 'Those of its fields that go to _extra.';

grant select on ops.mirrored_field to espejo_reader;
