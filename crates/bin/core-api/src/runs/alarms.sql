--- `is_new`: false if it was raised before.
--- The models that miss rows are stored with how many rows the mirror has of each.
--! raise
insert into ops.alarm as kept (kind, run_id, detail, hint, models)
values (:kind, :run, :detail, :hint, (
    select coalesce(jsonb_agg(jsonb_build_object(
               'model', lost.model, 'rows_missing', lost.rows,
               'rows', (select coalesce(sum(counted.rows), 0) from ops.row_count counted
                        where counted.model = lost.model)) order by lost.model), '[]')
    from unnest(:lost_models::text[], :lost_rows::bigint[]) lost (model, rows)))
on conflict (kind) where cleared_at is null do update
set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint,
    models = excluded.models
where not (:unless_held
           and exists (select from ops.sync_run r
                       where r.id = kept.run_id and r.failure_reason::text = kept.kind::text))
returning xmax = 0 as is_new;

--! clear
update ops.alarm set cleared_at = now() where kind = :kind and cleared_at is null;

--- Clears the alarm about rights if every model has been proved equal since it was raised.
--! clear_proved
update ops.alarm a set cleared_at = now()
where a.kind = 'rights_incident' and a.cleared_at is null
  and not exists (select from ops.cursor c left join ops.proof p using (model)
                  where p.model is null or p.differing > 0
                     or coalesce(p.looked_again_at, p.proved_at) < a.raised_at);

--- Clears the alarm on which a person has decided: 0 if there is none. `run`: only if it is about
--- this run.
--! decide (run?, reason?)
update ops.alarm set cleared_at = now(), decided_by = :decided_by, reason = :reason
where kind = :kind and cleared_at is null and (:run::uuid is null or run_id = :run);

--- Clears `restored` if the run found landmarks of each model that had shown the restore.
--! clear_restored
update ops.alarm a set cleared_at = now()
where a.kind = 'restored' and a.cleared_at is null
  and exists (select from ops.sync_run_model
              where run_id = :run and jsonb_array_length(landmarks) > 0)
  and not exists (
      select from ops.sync_run_model shown
      where shown.run_id = a.run_id and jsonb_array_length(shown.landmarks) > 0
        and not exists (
            select from ops.sync_run_model found
            where found.run_id = :run and found.model = shown.model
              and jsonb_array_length(found.landmarks) > 0));

--: Alarm(cleared_at?, decided_by?, decided_by_name?, reason?)

--- Those that wait for a person, by name.
--! open : Alarm
select id, kind, run_id, detail, hint, models, raised_at, cleared_at, decided_by,
       ops.actor_name(decided_by) as decided_by_name, reason
from ops.alarm
where cleared_at is null
order by kind::text;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (is_open?, kind?, before?, before_id?) : Alarm
select id, kind, run_id, detail, hint, models, raised_at, cleared_at, decided_by,
       ops.actor_name(decided_by) as decided_by_name, reason
from ops.alarm
where (:before::timestamptz is null or (raised_at, id) < (:before, :before_id))
  and (:is_open::boolean is null or (cleared_at is null) = :is_open)
  and (:kind::ops.alarm_kind is null or kind = :kind)
order by raised_at desc, id desc
limit :limit;
