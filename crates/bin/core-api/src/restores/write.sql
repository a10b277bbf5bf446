--- Epochs and versions that were handed out after the instant of the restore are unknown here. They rise
--- with each request and each change, which is slower than these clocks, so none is handed out twice,
--- not even by two restores of the same state.
--! numbers
select extract(epoch from now() - timestamptz '2020-01-01Z')::integer as epoch,
       (extract(epoch from now() - timestamptz '2020-01-01Z') * 1000000)::bigint as mirror_version;

--! fence_parts
update ops.sync_part p
set epoch = greatest(r.epoch, :epoch) + fenced.position, state = 'requested',
    lease_until = now() - interval '1 s'
from ops.sync_run r,
     (select run_id, part, row_number() over (partition by run_id order by epoch)::integer as position
      from ops.sync_part where state <> 'done') fenced
where r.id = p.run_id and r.state in ('requested', 'running')
  and fenced.run_id = p.run_id and fenced.part = p.part;

--- The last one that a part got, if it has parts.
--! fence_runs
update ops.sync_run r
set epoch = greatest(r.epoch + 1, :epoch, (select max(epoch) from ops.sync_part where run_id = r.id))
where state in ('requested', 'running');

--! fence_exports
update ops.export_job
set epoch = greatest(epoch + 1, :epoch), state = 'requested', lease_until = now() - interval '1 s'
where state in ('requested', 'running');

--! fence_mails
update ops.mail
set epoch = greatest(epoch + 1, :epoch), lease_until = now() - interval '1 s'
where state = 'requested';

--! fence_webhooks
update ops.webhook_delivery
set epoch = greatest(epoch + 1, :epoch),
    due_at = case when state = 'requested' then now() else due_at end
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

--- Clients have older ones in ETags.
--! raise_mirror_version
update ops.mirror set version = greatest(version + 1, :mirror_version), changed_at = now();

--- What a client has read after the instant of the restore may have been taken back, and no change says
--- so: whoever asks for the changes since an older version is told that they are not all.
--! restart_history
update ops.history set complete_from_version = m.version, complete_from = now() from ops.mirror m;

--- Clients read everything again.
--! restart_feed
with dropped as (delete from ops.feed_event)
update ops.feed_floor set xact = pg_current_xact_id();

--! active_run
select id from ops.sync_run where state in ('requested', 'running');
