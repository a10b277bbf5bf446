--: Row(run?, attempt?, generation?, reached?, verify_run?, catalogue?)

--- Locks the only row.
--! lock : Row
select state, run, epoch, attempt, applied, failures, generation, reached, in_doubt, verify_run, catalogue,
       due_at <= now() as is_due, compared_at < now() - interval '30 seconds' as is_uncompared
from ops.follower for update;

--! request
update ops.follower
set state = 'requested', run = :run, epoch = epoch + 1, key = :key, attempt = null, applied = 0,
    reads = :reads, compared_at = now(), due_at = now() + :lease::text::interval
returning epoch;

--- Whether the request still asks for what is mirrored.
--! compare
update ops.follower set compared_at = now() returning reads = :reads as is_same;

--! switch_off
update ops.follower
set state = 'off', epoch = epoch + 1, key = null, attempt = null, in_doubt = true, verify_run = null,
    retained_bytes = null, failures = 0, failure_reason = null, failure_detail = null, failure_hint = null;

--- The history of the position.
--! history
select system, timeline from ops.source_history where generation = :generation;

--- A position in the log of another history means nothing.
--! start
update ops.follower
set state = 'following', attempt = :attempt, applied = 0, generation = :generation,
    in_doubt = in_doubt or (reached is not null and generation <> :generation),
    verify_run = case when reached is null or generation = :generation then verify_run end,
    reached = case when generation = :generation then reached end,
    due_at = now() + :lease_ms::bigint * interval '1 ms';

--! renew
update ops.follower set due_at = now() + :lease_ms::bigint * interval '1 ms';

--- A time that is passed while there is doubt says nothing.
--! step (reached?, committed_at?, current_at?, catalogue?, retained_bytes?)
update ops.follower
set applied = applied + 1, applied_at = now(), rows = rows + :rows,
    reached = coalesce(:reached, reached),
    committed_at = greatest(committed_at, :committed_at),
    current_at = case when in_doubt or :in_doubt then current_at
                      else greatest(current_at, :current_at) end,
    in_doubt = in_doubt or :in_doubt,
    verify_run = case when not :in_doubt then verify_run end,
    catalogue = coalesce(:catalogue, catalogue),
    retained_bytes = coalesce(:retained_bytes, retained_bytes), failures = 0,
    failure_reason = null, failure_detail = null, failure_hint = null,
    due_at = now() + :lease_ms::bigint * interval '1 ms';

--! fail
update ops.follower
set state = 'failed', attempt = null, failures = failures + 1,
    failure_reason = :reason, failure_detail = :detail, failure_hint = :hint,
    due_at = now() + :delay_ms::bigint * interval '1 ms',
    reached = case when :log_lost then null else reached end,
    in_doubt = in_doubt or :log_lost,
    verify_run = case when not :log_lost then verify_run end;

--! await_verify
update ops.follower set verify_run = :run;

--- The verify and the repairs that follow it. A failed one is tried again after a while.
--! verified : Verified(is_done?, is_over?)
with recursive chain as (
    select id, state, finished_at from ops.sync_run where id = :run
    union all
    select run.id, run.state, run.finished_at
    from chain join ops.sync_run run on run.parent_run = chain.id
)
select bool_and(state = 'done') as is_done,
       bool_and(state in ('done', 'failed', 'cancelled'))
           and max(finished_at) < now() - interval '15 minutes' as is_over
from chain;

--! settle_doubt
update ops.follower set in_doubt = false, verify_run = null;

--! doubt_again
update ops.follower set verify_run = null;

--- Runs have rows of their own, so whatever has none is or was the follower.
--! is_followed
select not exists (select from ops.sync_run where id = :run)
       and exists (select from ops.follower where run is not null) as is_followed;
