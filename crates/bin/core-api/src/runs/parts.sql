--- A part for each number that the run's models have; the first part has epoch 1. `lease` is an
--- interval of PostgreSQL.
--! open
insert into ops.sync_part (run_id, part, epoch, state, lease_until)
select distinct run_id, part, part + 1, 'requested', now() + :lease::text::interval
from ops.sync_run_model where run_id = :run
returning part;

--- The last epoch of the parts that were just opened.
--! set_epoch
update ops.sync_run
set epoch = greatest(1, (select count(*) from ops.sync_part where run_id = :run))
where id = :run;

--! add
with next as (update ops.sync_run set epoch = epoch + 1 where id = :run returning epoch)
insert into ops.sync_part (run_id, part, epoch, state, lease_until)
select :run, :part, epoch, 'requested', now() + :lease::text::interval from next;

--- `parts`: how many parts of the run are not done.
--! requested : (window_until?)
select r.kind, p.epoch, r.window_until,
       (select count(*)::integer from ops.sync_part o where o.run_id = r.id and o.state <> 'done') as parts
from ops.sync_run r join ops.sync_part p on p.run_id = r.id
where r.id = :run and p.part = :part;

--! models : (since?, written_from?)
select model, fields, since, after_id, ranges, range_width, sums, content, landmarks, written_from
from ops.sync_run_model
where run_id = :run and part = :part and not complete
order by position;

--! forget_failures
update ops.sync_part set retries = 0, lapses = 0 where run_id = :run and part = :part;

--- Nothing if the run has ended.
--! next_epoch
update ops.sync_run set epoch = epoch + 1
where id = :run and state in ('requested', 'running')
returning epoch;

--! ask_again
update ops.sync_part
set epoch = :epoch, state = 'requested',
    lease_until = now() + :delay_ms::bigint * interval '1 ms' + :lease::text::interval
where run_id = :run and part = :part;

--! wait_for_workers
update ops.sync_run r set state = 'requested'
where id = :run and not exists (select from ops.sync_part p
                                where p.run_id = r.id and p.state = 'running');

--- Counts a failure that a worker reported and locks the part's row. Nothing if the epoch is no
--- longer current or the run has ended.
--! count_retry
update ops.sync_part p set retries = p.retries + 1 from ops.sync_run r
where p.run_id = :run and p.epoch = :epoch and p.state <> 'done'
  and r.id = p.run_id and r.state in ('requested', 'running')
returning p.part, p.retries;

--! lapsed : (traceparent?)
with lapsed as (
    select p.run_id, p.part, r.traceparent
    from ops.sync_part p join ops.sync_run r on r.id = p.run_id
    where r.state in ('requested', 'running') and p.state <> 'done' and p.lease_until < now()
    for update of p skip locked
)
update ops.sync_part p
set lapses = p.lapses + case when p.state = 'running' then 1 else 0 end
from lapsed where p.run_id = lapsed.run_id and p.part = lapsed.part
returning p.run_id, p.part, p.lapses, lapsed.traceparent;

--! close
update ops.sync_part set state = 'done', attempt = :attempt where run_id = :run and epoch = :epoch;

--- Nothing if the run has ended.
--! lock_run
select id from ops.sync_run where id = :run and state in ('requested', 'running') for update;

--! left
select count(*) from ops.sync_part where run_id = :run and state <> 'done';

--! close_models
update ops.sync_run_model m set complete = true from ops.sync_part p
where p.run_id = :run and p.epoch = :epoch and m.run_id = p.run_id and m.part = p.part;

--- Several parts of one run may miss the same record.
--! drop_repeated_missing
with counting as (
    select :run::uuid as attempt
    union all
    select attempt from ops.sync_part where run_id = :run
)
delete from ops.sync_missing again using ops.sync_missing kept
where again.run_id = :run and kept.run_id = :run and kept.model = again.model
  and kept.id = again.id and kept.attempt <> again.attempt
  and kept.attempt in (select attempt from counting)
  and again.attempt in (select attempt from counting)
  and (kept.read_at, kept.attempt) > (again.read_at, again.attempt);

--! take_digests
update ops.digest set attempt = :attempt
where run_id = :run and attempt <> :attempt
  and attempt in (select :run union all select attempt from ops.sync_part where run_id = :run);

--! take_digests_by_company
update ops.digest_company set attempt = :attempt
where run_id = :run and attempt <> :attempt
  and attempt in (select :run union all select attempt from ops.sync_part where run_id = :run);

--! take_missing
update ops.sync_missing set attempt = :attempt
where run_id = :run and attempt <> :attempt
  and attempt in (select :run union all select attempt from ops.sync_part where run_id = :run);
