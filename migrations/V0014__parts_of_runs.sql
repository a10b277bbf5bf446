-- A run is asked for in parts, each with models of its own, so that several workers share it.

create table ops.sync_part (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    part integer not null check (part >= 0),
    epoch integer not null check (epoch > 0),
    state text not null check (state in ('requested', 'running', 'done')),
    attempt uuid,
    lease_until timestamptz not null,
    lapses integer not null default 0,
    retries integer not null default 0,
    rows_read bigint not null default 0,
    rows_expected bigint,
    primary key (run_id, part),
    unique (run_id, epoch),
    check ((state = 'done') = (attempt is not null))
);
comment on table ops.sync_part is 'What one worker is asked for: some models of a run. The run is done when all of its parts are.';
comment on column ops.sync_part.epoch is 'Taken from the run each time the part is asked for, so that an epoch names one asking of one part; messages of another epoch are dropped.';
comment on column ops.sync_part.attempt is 'The attempt whose batches are all in.';
comment on column ops.sync_part.lease_until is 'Past this instant (database clock) the part is asked for again with the next epoch.';
comment on column ops.sync_part.lapses is 'Leases that lapsed after a start; five make the run fail.';
comment on column ops.sync_part.retries is 'Retryable failures that a worker reported.';

-- What is under way goes on as a run of one part; of what has ended no part is needed.
insert into ops.sync_part (run_id, part, epoch, state, lease_until, lapses, retries, rows_read, rows_expected)
select id, 0, epoch, state, coalesce(lease_until, now()), lapses, retries, rows_read, rows_expected
from ops.sync_run where state in ('requested', 'running');

alter table ops.sync_run
    drop column lease_until,
    drop column lapses,
    drop column retries,
    drop column rows_read,
    drop column rows_expected;
comment on column ops.sync_run.epoch is 'The last epoch that was given to one of its parts.';

alter table ops.sync_run_model add column part integer not null default 0;
alter table ops.sync_run_model alter column part drop default;
comment on column ops.sync_run_model.part is 'The part of the run that reads it.';

grant select on ops.sync_part to espejo_reader;
