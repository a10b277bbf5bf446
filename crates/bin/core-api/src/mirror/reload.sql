--- Those of the models that were never loaded completely.
--! never_loaded
select model from unnest(:models::text[]) asked (model)
where not exists (select from ops.cursor c where c.model = asked.model);

--! keep_rows_up_to
update ops.reload_row set attempt = :run
where run_id = :run and attempt = :attempt and model = :model and id <= :up_to_id;

--! keep_missing_up_to
update ops.sync_missing set attempt = :run
where run_id = :run and attempt = :attempt and model = :model and id <= :up_to_id;

--! forget_other_rows
delete from ops.reload_row found using ops.sync_run_model m
where m.run_id = :run and m.part = :part and found.run_id = m.run_id
  and found.model = m.model and found.attempt <> :run;

--! forget_other_missing
delete from ops.sync_missing found using ops.sync_run_model m
where m.run_id = :run and m.part = :part and found.run_id = m.run_id
  and found.model = m.model and found.attempt <> :run;

--! forget_rows
delete from ops.reload_row where run_id = :run;

--! fence
update ops.sync_part p set epoch = r.epoch + 1 + p.part from ops.sync_run r
where r.id = :run and r.kind = 'reload' and p.run_id = r.id;
