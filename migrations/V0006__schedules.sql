-- Schedules and every instant at which one fired or was passed over.

create table ops.schedule (
    id uuid primary key,
    version integer not null default 1,
    name text not null unique,
    cron text not null,
    time_zone text not null,
    run_kind text not null check (run_kind in ('snapshot', 'incremental', 'verify')),
    missed text not null default 'latest' check (missed in ('latest', 'all', 'skip')),
    grace_seconds integer not null default 300 check (grace_seconds >= 0),
    paused boolean not null default false,
    last_due_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column ops.schedule.version is 'Rises with each change; part of the tick''s id.';
comment on column ops.schedule.cron is 'Five fields, in time_zone.';
comment on column ops.schedule.missed is 'What becomes of instants that passed unseen: latest = only the newest runs; all = each, 24 at most; skip = none that is older than grace_seconds.';
comment on column ops.schedule.last_due_at is 'Instants up to here are settled in ops.schedule_fire.';

create table ops.schedule_fire (
    schedule_id uuid not null references ops.schedule (id) on delete cascade,
    due_at timestamptz not null,
    outcome text not null check (outcome in ('started', 'missed')),
    run_id uuid references ops.sync_run (id),
    fired_at timestamptz not null default now(),
    primary key (schedule_id, due_at)
);
comment on column ops.schedule_fire.outcome is 'started: a run began; missed: passed over by policy. An instant that finds another run active has no row until its turn comes.';

grant select on ops.schedule, ops.schedule_fire to espejo_reader;
