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

--- Problems that a person must look at.
--! alarms
select kind, run_id, detail, hint, raised_at from ops.alarm order by kind::text;

--- All mirrored models by name, by the database's clock.
--! models : (watermark?, moved_at?, deletions_as_of?, lag_seconds?, proved_at?, ranges?, differing?, active_kind?, rows_applied?, absent?, missing_fields?, failed_run?, failed_at?, failure_reason?, failure_detail?, failure_hint?)
select named.model, named.relname, named.bytes, named.estimate,
       cursor.watermark, cursor.moved_at, cursor.deletions_as_of,
       extract(epoch from now() - cursor.watermark)::bigint as lag_seconds,
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
left join ops.cursor using (model)
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

--- The requested or running run of the tenant, if there is one. `rows_per_second`: over the last
--- minute. The failure is one that a worker reported, while the run is tried again.
--! progress : (started_at?, rows_expected?, failure_reason?, failure_detail?, failure_hint?)
select r.id, r.kind, r.state, r.epoch, r.started_at,
       rows_read, rows_expected,
       ((select coalesce(sum(b.rows), 0) from ops.sync_batch b
         where b.run_id = r.id and b.applied_at > now() - interval '1 minute')
        / greatest(1, least(60, extract(epoch from now() - r.started_at))))::bigint
           as rows_per_second,
       r.failure_reason, r.failure_detail, r.failure_hint
from ops.sync_run r join ops.run_rows on run_id = r.id
where r.state in ('requested', 'running');
