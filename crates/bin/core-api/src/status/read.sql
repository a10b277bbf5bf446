--- Frozen fields: they no longer follow Odoo, each for a reason. They keep their last values, which
--- are never updated silently. If `id` is one of them, the whole model is frozen.
--! frozen_fields
select model, field, frozen_since as since, frozen_because as because
from ops.mirrored_field
where frozen_since is not null
order by model, field;

--- What the latest verify of each model found, and what was done about it.
--! checks : (looked_again_at?, covered_since?)
select model, found, looked_again_at, repaired, late, in_flight, content_rows, covered_since
from ops.proof;

--- All mirrored models by name, by the database's clock.
--! models : (watermark?, moved_at?, deletions_as_of?, lag_seconds?, proved_at?, ranges?, differing?, active_kind?, rows_applied?, absent?, missing_fields?, failed_run?, failed_at?, failure_reason?, failure_detail?, failure_hint?)
select named.model, named.relname, named.bytes, named.estimate,
       age.watermark, age.moved_at, age.deletions_as_of,
       extract(epoch from now() - age.watermark)::bigint as lag_seconds,
       proof.proved_at, proof.ranges::bigint, proof.differing::bigint,
       active.kind as active_kind, active.rows_applied,
       loaded.absent, loaded.missing_fields,
       ended.id as failed_run, ended.finished_at as failed_at, ended.failure_reason,
       ended.failure_detail, ended.failure_hint
from (select c.relname::text, split_part(obj_description(c.oid, 'pg_class'), ':', 1) as model,
             pg_relation_size(c.oid) as bytes,
             coalesce(nullif(t.n_live_tup, 0), greatest(c.reltuples, 0)::bigint) as estimate
      from pg_class c left join pg_stat_all_tables t on t.relid = c.oid
      where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r') named
left join ops.model_age age using (model)
left join ops.proof using (model)
left join (select m.model, r.kind, m.rows_applied
           from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
           where r.state in ('requested', 'running') and not m.complete) active using (model)
left join lateral (
    select m.absent, m.missing_fields
    from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
    where m.model = named.model and r.state = 'done'
      and r.kind in ('snapshot', 'incremental', 'reload')
    order by r.created_at desc limit 1) loaded on true
left join lateral (
    select r.* from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
    where m.model = named.model and r.state in ('done', 'failed')
    order by r.created_at desc limit 1) ended on ended.state = 'failed'
order by named.model;

--- The requested or running run of the tenant, if there is one. The failure is one that a worker
--- reported, while the run is tried again.
--! progress : (started_at?, rows_expected?, failure_reason?, failure_detail?, failure_hint?)
select r.id, r.kind, r.state, r.epoch, r.started_at,
       rows_read, rows_expected, rows_per_second,
       r.failure_reason, r.failure_detail, r.failure_hint
from ops.sync_run r join ops.run_rows on run_id = r.id
where r.state in ('requested', 'running');

--! follower : (current_at?, lag_seconds?, committed_at?, applied_at?, verify_run?, retained_bytes?, failure_reason?, failure_detail?, failure_hint?)
select state, current_at,
       extract(epoch from now() - current_at)::bigint as lag_seconds,
       committed_at, applied_at, rows, in_doubt, verify_run, retained_bytes, due_at,
       failure_reason::ops.run_failure_reason, failure_detail, failure_hint
from ops.follower;

--- The companies that the Odoo user must see.
--! companies_of_user : (company_ids?)
select company_ids from ops.mirror;

--- How many runs ended in each hour.
--! ended_runs (model?)
select date_trunc('hour', run.finished_at, 'UTC') as starts_at,
       count(*) filter (where run.state = 'done') as runs_done,
       count(*) filter (where run.state = 'failed') as runs_failed,
       count(*) filter (where run.state = 'cancelled') as runs_cancelled
from ops.sync_run run
where run.finished_at >= :since and run.finished_at < :until
  and (:model::text is null
       or exists (select from ops.sync_run_model read
                  where read.run_id = run.id and read.model = :model))
group by 1;

--- What they did with each model. A range that was compared twice counts once.
--! ended_models (model?)
select date_trunc('hour', run.finished_at, 'UTC') as starts_at, read.model,
       count(*) filter (where run.state = 'done') as runs_done,
       count(*) filter (where run.state = 'failed') as runs_failed,
       count(*) filter (where run.state = 'cancelled') as runs_cancelled,
       sum(read.rows_applied)::bigint as rows_applied,
       sum(read.rows_changed)::bigint as rows_changed,
       sum(read.repaired)::bigint as rows_repaired,
       sum((select count(distinct digest.after_id) from ops.digest digest
            where digest.run_id = run.id and digest.model = read.model
              and not digest.equal and not digest.in_flight))::bigint as differences_found
from ops.sync_run run join ops.sync_run_model read on read.run_id = run.id
where run.finished_at >= :since and run.finished_at < :until
  and (:model::text is null or read.model = :model)
group by 1, 2
order by 1, 2;
