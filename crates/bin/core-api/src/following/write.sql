--: Row(run?, attempt?, generation?, reached?)

--- Locks the only row.
--! lock : Row
select state, run, epoch, attempt, applied, failures, generation, reached, in_doubt,
       due_at <= now() as is_due
from ops.follower for update;

--! request
update ops.follower
set state = 'requested', run = :run, epoch = epoch + 1, key = :key, attempt = null, applied = 0,
    due_at = now() + :lease::text::interval
returning epoch;

--! switch_off
update ops.follower
set state = 'off', epoch = epoch + 1, key = null, attempt = null, current_at = null, in_doubt = true,
    failures = 0, failure_reason = null, failure_detail = null, failure_hint = null;

--- The history of the position.
--! history
select system, timeline from ops.source_history where generation = :generation;

--- A position in the log of another history means nothing.
--! start
update ops.follower
set state = 'following', attempt = :attempt, applied = 0, generation = :generation,
    in_doubt = in_doubt or (reached is not null and generation <> :generation),
    reached = case when generation = :generation then reached end,
    due_at = now() + :lease_ms::bigint * interval '1 ms';

--! renew
update ops.follower set due_at = now() + :lease_ms::bigint * interval '1 ms';

--! step (reached?, committed_at?, current_at?)
update ops.follower
set applied = applied + 1, applied_at = now(), rows = rows + :rows,
    reached = coalesce(:reached, reached),
    committed_at = greatest(committed_at, :committed_at),
    current_at = greatest(current_at, :current_at),
    in_doubt = in_doubt or :in_doubt, failures = 0,
    failure_reason = null, failure_detail = null, failure_hint = null,
    due_at = now() + :lease_ms::bigint * interval '1 ms';

--! fail
update ops.follower
set state = 'failed', attempt = null, failures = failures + 1, current_at = null,
    failure_reason = :reason, failure_detail = :detail, failure_hint = :hint,
    due_at = now() + :delay_ms::bigint * interval '1 ms',
    reached = case when :log_lost then null else reached end,
    in_doubt = in_doubt or :log_lost;

--! settle_doubt
update ops.follower set in_doubt = false;

--- Runs have rows of their own, so whatever has none is or was the follower.
--! is_followed
select not exists (select from ops.sync_run where id = :run)
       and exists (select from ops.follower where run is not null) as is_followed;
