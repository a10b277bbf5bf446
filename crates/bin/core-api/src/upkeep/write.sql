--! let_parts_lapse
update ops.sync_part p
set lease_until = now()
from ops.sync_run r
where p.state = 'requested' and r.id = p.run_id and r.state in ('requested', 'running');

--! let_exports_lapse
update ops.export_job set lease_until = now() where state = 'requested';

--! let_messages_lapse
update ops.webhook_delivery set due_at = now() where state = 'requested';

--! let_mails_lapse
update ops.mail set lease_until = now() where state = 'requested' and next_try_at < now();

--- Event ids stay longer than anybody would replay an event.
--! remove_inbox
delete from ops.inbox where received_at < now() - interval '30 days';

--! remove_outbox
delete from ops.outbox where published_at < now() - interval '7 days';

--! remove_messages
delete from ops.webhook_delivery where settled_at < now() - interval '30 days';

--- Streams that were interrupted for longer ask everything again. They notice it by the floor.
--! remove_feed
with removed as (
    delete from ops.feed_event
    where written_at < now() - interval '10 minutes'
      and (xact < pg_snapshot_xmin(pg_current_snapshot())
           or xact >= pg_snapshot_xmax(pg_current_snapshot()))
    returning xact
), highest as (
    select xact from removed
    where xact < pg_snapshot_xmin(pg_current_snapshot()) order by xact desc limit 1
)
update ops.feed_floor floor set xact = highest.xact
from highest
where floor.xact < highest.xact or floor.xact >= pg_snapshot_xmax(pg_current_snapshot());

--! remove_idempotency
delete from ops.idempotency where created_at < now() - interval '24 hours';

--- Sessions that are over.
--! remove_sessions
delete from ops.session
where expires_at < now() or last_seen_at < now() - idle_seconds * interval '1 second';

--! remove_sign_in_tokens
delete from ops.sign_in_token where expires_at < now();

--! remove_sign_in_attempts
delete from ops.sign_in_attempt where expires_at < now();

--! remove_access_tokens
delete from ops.access_token where expires_at < now();

--- After a day the count begins again.
--! remove_sign_in_failures
delete from ops.sign_in_failure where last_at < now() - interval '1 day';

--! remove_attempts
delete from ops.sync_attempt a
using ops.sync_run r
where r.id = a.run_id and r.finished_at < now() - interval '30 days';

--- Late events of an ended run have no effect, with or without a key.
--! remove_keys
delete from ops.sync_key k
using ops.sync_run r
where r.id = k.run_id and r.finished_at < now() - interval '1 day';

--- Open checks of a run are useless after its end.
--! remove_wanted
delete from ops.sync_wanted w
using ops.sync_run r
where r.id = w.run_id and r.finished_at < now() - interval '1 day';

--! remove_differences
delete from ops.sync_difference d
using ops.sync_run r
where r.id = d.run_id and r.finished_at < now() - interval '1 day';

--- Missing records stay while a person may confirm them.
--! remove_missing
delete from ops.sync_missing m
using ops.sync_run r
where r.id = m.run_id and r.finished_at < now() - interval '1 day'
  and not exists (select from ops.alarm a where a.run_id = r.id and a.cleared_at is null);

--- Digests stay while a proof refers to them or a person may confirm them.
--! remove_digests
with old as (
    select r.id from ops.sync_run r
    where r.finished_at < now() - interval '30 days'
      and not exists (select from ops.alarm a where a.run_id = r.id and a.cleared_at is null)
      and not exists (select from ops.proof p where p.run_id = r.id)
), by_company as (
    delete from ops.digest_company d using old where d.run_id = old.id
)
delete from ops.digest d using old where d.run_id = old.id;
