--- `is_new`: false if it was raised before.
--! raise
insert into ops.alarm as kept (kind, run_id, detail, hint)
values (:kind, :run, :detail, :hint)
on conflict (kind) do update
set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint
where not (:unless_held
           and exists (select from ops.sync_run r
                       where r.id = kept.run_id and r.failure_reason::text = kept.kind::text))
returning xmax = 0 as is_new;

--! clear
delete from ops.alarm where kind = :kind;

--- Clears the alarm about rights if every model has been proved equal since it was raised.
--! clear_proved
delete from ops.alarm a
where a.kind = 'rights_incident'
  and not exists (select from ops.cursor c left join ops.proof p using (model)
                  where p.model is null or p.differing > 0
                     or coalesce(p.looked_again_at, p.proved_at) < a.raised_at);

--- Clears the alarm on which a person has decided: 0 if there is none for this run.
--! decide
delete from ops.alarm where kind = :kind and run_id = :run;

--- Clears `restored` if the run found landmarks of each model that had shown the restore.
--! clear_restored
delete from ops.alarm a
where a.kind = 'restored'
  and exists (select from ops.sync_run_model
              where run_id = :run and jsonb_array_length(landmarks) > 0)
  and not exists (
      select from ops.sync_run_model shown
      where shown.run_id = a.run_id and jsonb_array_length(shown.landmarks) > 0
        and not exists (
            select from ops.sync_run_model found
            where found.run_id = :run and found.model = shown.model
              and jsonb_array_length(found.landmarks) > 0));
