--- A right that Odoo does not report, or reports for the first time, has not changed.
--! has_new_rights
select exists (
    select from ops.mirror m, ops.sync_run r,
         jsonb_each_text(m.rights) was, jsonb_each_text(r.rights) becomes
    where r.id = :run and was.key = becomes.key and was.value <> becomes.value
) as has_new_rights;
