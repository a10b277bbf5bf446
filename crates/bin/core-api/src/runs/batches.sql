--! current_kind
select r.kind
from ops.sync_part p join ops.sync_run r on r.id = p.run_id
where p.run_id = :run and p.epoch = :epoch and p.state <> 'done'
  and r.state in ('requested', 'running');

--! ensure_attempt
insert into ops.sync_attempt (run_id, epoch, attempt) values (:run, :epoch, :attempt)
on conflict do nothing
returning epoch;

--- Nothing if the batch is already there.
--! enter
insert into ops.sync_batch (run_id, epoch, attempt, seq, model, after_id, up_to_id, rows, changed)
values (:run, :epoch, :attempt, :seq, :model, :after_id, :up_to_id, :rows::bigint, 0)
on conflict do nothing
returning seq;

--- `whole`: the batch has every record of its range, and every row is compared.
--! count_for_model
update ops.sync_run_model
set rows_applied = rows_applied + :rows, rows_changed = rows_changed + :changed,
    content_rows = content_rows + case when :whole then :rows else 0 end,
    repaired = repaired + case when :whole then :changed else 0 end
where run_id = :run and model = :model
returning part;

--! set_changed
update ops.sync_batch set changed = :changed::bigint
where run_id = :run and epoch = :epoch and attempt = :attempt and seq = :seq
returning seq;

--! count_for_attempt
update ops.sync_attempt set applied = applied + 1
where run_id = :run and epoch = :epoch and attempt = :attempt
returning applied;

--- Records as missing the fields that the run asked for and the batch lacks. The attempt that
--- finishes may not have read this model itself.
--! note_missing
update ops.sync_run_model
set missing_fields = array(select unnest(missing_fields)
                           union (select unnest(fields) except select unnest(:fields::text[]))
                           order by 1)
where run_id = :run and model = :model
  and not (fields <@ (missing_fields || :fields::text[]))
returning part;

--- What `sync.finished` reports about a model.
--! finish_model
update ops.sync_run_model
set missing_fields = array(select unnest(missing_fields) union select unnest(:missing_fields::text[])
                           order by 1),
    absent = :absent
where run_id = :run and model = :model;

--! finish_attempt
update ops.sync_attempt set batches_total = :batches
where run_id = :run and epoch = :epoch and attempt = :attempt;

--- Whether this attempt has reported its total and all its batches are in the ledger. The caller has
--- written to the attempt's row before, so it holds the lock. (`for update` would wait for every
--- transaction that has entered a batch, because they hold key share locks: a deadlock.)
--! is_complete
select exists (select from ops.sync_attempt
               where run_id = :run and epoch = :epoch and attempt = :attempt
                 and applied = batches_total) as is_complete;

--! close_run
update ops.sync_run
set state = 'done', finished_at = now(),
    failure_reason = null, failure_detail = null, failure_hint = null
where id = :run;

--! close_models
update ops.sync_run_model set complete = true where run_id = :run;

--- Moves the watermarks of the run's models to the end of the window less the safety lag, so that
--- rows which were committed late, by transactions begun before the end, fall into the next window.
--! move_watermarks
insert into ops.cursor (model, watermark, run_id)
select m.model, r.window_until - :safety_lag_seconds::bigint * interval '1 second', r.id
from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
where r.id = :run and r.window_until is not null
on conflict (model) do update
set watermark = excluded.watermark, run_id = excluded.run_id, moved_at = now();

--- Whether the run has counted every model that Odoo has.
--! has_counted_all
select not exists (select from ops.sync_run_model
                   where run_id = :run and counted_at is null and not absent) as has_counted_all;

--- Moves `deletions_as_of` of each model that the run counted or compared completely to the end of
--- its window: everything that the run missed is now a tombstone.
--! move_deletions
update ops.cursor c set deletions_as_of = greatest(c.deletions_as_of, r.window_until)
from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
where r.id = :run and m.model = c.model
  and (m.counted_at is not null or r.kind in ('verify', 'reload'));

--- What a credit message tells an attempt: its batches in the ledger, and the parts of the run that
--- are not done.
--! standing
select coalesce((select applied from ops.sync_attempt
                 where run_id = :run and epoch = :epoch and attempt = :attempt), 0) as applied,
       (select count(*)::integer from ops.sync_part where run_id = :run and state <> 'done') as parts;

--! freeze_window
update ops.sync_run set window_until = least(window_until, :until) where id = :run
returning epoch;
