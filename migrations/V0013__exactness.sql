-- What the proof knows of each company, and which Odoo the mirror was loaded from.

alter table ops.digest_company
    add column odoo_last_write timestamptz,
    add column mirror_last_write timestamptz;

alter table ops.mirror add column odoo_series text;
comment on column ops.mirror.odoo_series is 'Such as 17.0. An upgrade rewrites rows without a write_date: after it everything is read whole.';
