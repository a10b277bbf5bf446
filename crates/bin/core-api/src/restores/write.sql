--- Epochs that were handed out after the instant of the restore are unknown here. The gap is larger
--- than any number of them, so none is handed out twice.
--! fence_runs
update ops.sync_run set epoch = epoch + 1000000 where state in ('requested', 'running');

--! fence_parts
update ops.sync_part p
set epoch = p.epoch + 1000000, state = 'requested', lease_until = now() - interval '1 s'
from ops.sync_run r
where r.id = p.run_id and r.state in ('requested', 'running') and p.state <> 'done';

--! fence_exports
update ops.export_job
set epoch = epoch + 1000000, state = 'requested', lease_until = now() - interval '1 s'
where state in ('requested', 'running');

--! fence_mails
update ops.mail
set epoch = epoch + 1000000, lease_until = now() - interval '1 s'
where state = 'requested';

--! fence_webhooks
update ops.webhook_delivery
set epoch = epoch + 1000000, due_at = case when state = 'requested' then now() else due_at end
where state in ('waiting', 'requested');

--- Requests of workers. Those of work that is not done are written again, with the new epochs.
--! drop_requests
delete from ops.outbox
where published_at is null
  and event in ('sync.requested', 'sync.credit', 'export.requested', 'mail.requested',
                'webhook.requested');

--- Their instants had their effect before the restore.
--! settle_schedules
update ops.schedule set last_due_at = now() where last_due_at < now();

--- A session or link that was ended after the instant of the restore would work again.
--! end_sessions
delete from ops.session;

--! drop_links
delete from ops.sign_in_token;

--- Versions that were given out after the instant of the restore are unknown here, and clients may
--- have them in ETags.
--! raise_mirror_version
update ops.mirror set version = version + 1000000000, changed_at = now();

--- Clients read everything again.
--! restart_feed
with dropped as (delete from ops.feed_event)
update ops.feed_floor set xact = pg_current_xact_id();

--! active_run
select id from ops.sync_run where state in ('requested', 'running');
