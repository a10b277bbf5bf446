--- Whether rows of the mirror may lack values of a field. No window would load them, because a new
--- field changes no `write_date`. Fields that Odoo lacks do not count.
--! wants_whole_read
select exists (
    select from unnest(:fields::text[]) asked (field)
    left join ops.mirrored_field known on known.model = :model and known.field = asked.field
    where known.field is null
       or known.in_extra <> (asked.field = any(:extra))
       or (known.loaded_at is null and known.frozen_because is distinct from 'not_in_odoo')
) as wants;

--- Whether every mirrored row has the field, and in a column.
--! is_loaded
select exists (select from ops.mirrored_field
               where model = :model and field = :field and not in_extra
                 and loaded_at is not null) as is_loaded;

--! freeze_others
update ops.mirrored_field
set loaded_at = null, frozen_since = now(), frozen_because = 'not_configured'
where model <> all(:asked) and frozen_because is distinct from 'not_configured';

--: Frozen()

--- A complete read loads the fields that it found. A field that comes back is loaded only by the
--- next complete read. Selects the fields that were frozen now.
--! settle_read : Frozen
with told as (
    select m.model, asked.field, asked.field = any(m.extra) as in_extra, m.since is null as whole,
           m.absent or asked.field = any(m.missing_fields) as missing
    from ops.sync_run_model m, unnest(m.fields) asked (field)
    where m.run_id = :run
), kept as (
    insert into ops.mirrored_field as kept
        (model, field, in_extra, loaded_at, frozen_since, frozen_because)
    select model, field, in_extra, case when whole and not missing then now() end,
           case when missing then now() end, case when missing then 'not_in_odoo' end
    from told
    on conflict (model, field) do update
    set in_extra = excluded.in_extra,
        loaded_at = case
            when excluded.loaded_at is not null then excluded.loaded_at
            when excluded.frozen_since is null and kept.frozen_since is null
                 and kept.in_extra = excluded.in_extra then kept.loaded_at
        end,
        frozen_since = case
            when excluded.frozen_since is null then null
            when kept.frozen_because = 'not_in_odoo' then kept.frozen_since
            else excluded.frozen_since
        end,
        frozen_because = excluded.frozen_because
    where excluded.loaded_at is not null or excluded.frozen_since is not null
       or kept.frozen_since is not null or kept.in_extra <> excluded.in_extra
    returning kept.model, kept.field, kept.frozen_since
)
select model, field from kept where frozen_since = now() order by model, field;

--! freeze_dropped : Frozen
update ops.mirrored_field kept
set loaded_at = null, frozen_since = now(), frozen_because = 'not_configured'
from ops.sync_run_model m
where m.run_id = :run and m.model = kept.model and kept.field <> all(m.fields)
  and kept.frozen_because is distinct from 'not_configured'
returning kept.model, kept.field;

--- The series of Odoo before the run and in it, for example `17.0`.
--! series : (before?, now?)
select m.odoo_series as before, substring(r.server_version from '^[^-+]+') as now
from ops.mirror m, ops.sync_run r
where r.id = :run;

--! set_series (series?)
update ops.mirror set odoo_series = :series;

--! forget_unread
update ops.mirrored_field kept set loaded_at = null
where not exists (select from ops.sync_run_model m
                  where m.run_id = :run and m.model = kept.model and m.since is null);
