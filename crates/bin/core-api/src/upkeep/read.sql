--- Age of the watermark of each model.
--! sync_lags
select cursor.model, extract(epoch from now() - age.watermark)::float8 as seconds
from ops.cursor join ops.model_age age using (model);

--- Events that the broker has not confirmed.
--! outbox : (oldest_seconds?)
select count(*) as depth, extract(epoch from now() - min(available_at))::float8 as oldest_seconds
from ops.outbox where published_at is null and available_at <= now();

--! proofs
select model, differing = 0 as equal,
       extract(epoch from coalesce(looked_again_at, proved_at))::float8 as proved_seconds
from ops.proof;

--- The follower of Odoo's log, if the tenant's file asks for one.
--! follower : (lag_seconds?, retained_bytes?)
select state = 'following' as is_following,
       extract(epoch from now() - current_at)::float8 as lag_seconds, retained_bytes
from ops.follower where state <> 'off';

--- The clock of the database, before any run that is counted has ended.
--! present
select now() as at;

--- Runs that have ended after the latest one that was counted.
--! ended_runs : (finished_at?)
select kind, state, finished_at
from ops.sync_run where finished_at > :after order by finished_at;

--- All kinds, also those without an open alarm.
--! open_alarms
select kinds.kind, count(alarm.id) as open
from unnest(enum_range(null::ops.alarm_kind)) kinds (kind)
left join ops.alarm on alarm.kind = kinds.kind and alarm.cleared_at is null
group by kinds.kind order by kinds.kind;

--- Milliseconds until something may have to be requested again or requested at all; null if nothing
--- is in progress.
--! next_due : (milliseconds?)
select (extract(epoch from least(
    (select min(part.lease_until) from ops.sync_part part join ops.sync_run run on run.id = part.run_id
     where run.state in ('requested', 'running') and part.state <> 'done'),
    (select min(lease_until) from ops.export_job where state in ('requested', 'running')),
    (select min(lease_until) from ops.mail where state = 'requested'),
    (select min(due_at) from ops.webhook_delivery),
    (select due_at from ops.follower where state <> 'off'),
    (select now() from ops.statement_run where state in ('running', 'cancelling') limit 1)
) - now()) * 1000)::bigint as milliseconds;
