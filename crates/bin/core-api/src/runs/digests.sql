--! window_until : (window_until?)
select window_until from ops.sync_run where id = :run;

--! keep (odoo_last_write?, mirror_last_write?)
insert into ops.digest
    (run_id, attempt, model, after_id, up_to_id, odoo_count, mirror_count, odoo_id_sum,
     mirror_id_sum, odoo_sums, mirror_sums, odoo_last_write, mirror_last_write, equal, in_flight)
values
    (:run, :attempt, :model, :after_id, :up_to_id, :odoo_count, :mirror_count, :odoo_id_sum,
     :mirror_id_sum, :odoo_sums, :mirror_sums, :odoo_last_write, :mirror_last_write, :equal,
     :in_flight)
on conflict do nothing
returning after_id;

--! keep_company (odoo_id_sum?, odoo_last_write?, mirror_last_write?)
insert into ops.digest_company
    (run_id, attempt, model, after_id, company_id, odoo_count, mirror_count, odoo_id_sum,
     mirror_id_sum, odoo_sums, mirror_sums, odoo_last_write, mirror_last_write, equal)
values
    (:run, :attempt, :model, :after_id, :company, :odoo_count, :mirror_count, :odoo_id_sum,
     :mirror_id_sum, :odoo_sums, :mirror_sums, :odoo_last_write, :mirror_last_write, :equal)
on conflict do nothing
returning after_id;
