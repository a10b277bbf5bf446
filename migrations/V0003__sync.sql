-- Runs of the sync and what they have proved. The protocol is in docs/architecture.md.

create table ops.sync_run (
    id uuid primary key,
    kind text not null check (kind in ('snapshot', 'incremental', 'verify', 'repair')),
    state text not null check (state in ('requested', 'running', 'done', 'failed')),
    epoch integer not null default 1 check (epoch > 0),
    requested_by text not null,
    parent_run uuid references ops.sync_run (id),
    window_until timestamptz,
    lease_until timestamptz,
    lapses integer not null default 0,
    retries integer not null default 0,
    server_version text,
    company_ids bigint[],
    rows_read bigint not null default 0,
    rows_expected bigint,
    failure_reason text,
    failure_detail text,
    failure_hint text,
    traceparent text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
);
comment on column ops.sync_run.epoch is 'Rises each time the run is asked for again; messages of an older epoch are dropped.';
comment on column ops.sync_run.requested_by is 'key:<id>, schedule:<id>, or run:<id> for a repair that a verify asked for.';
comment on column ops.sync_run.window_until is 'Exclusive end of the window by Odoo''s clock: the least of all attempts, so that the watermark is safe whichever attempt completes.';
comment on column ops.sync_run.lease_until is 'Past this instant (database clock) the run is asked for again with the next epoch.';
comment on column ops.sync_run.lapses is 'Leases that lapsed after a start; five make the run fail.';
comment on column ops.sync_run.retries is 'Retryable failures that a worker reported.';

-- One active run per tenant: a tenant is a database.
create unique index sync_run_one_active on ops.sync_run ((true)) where state in ('requested', 'running');
create index sync_run_created on ops.sync_run (created_at desc, id desc);

create table ops.sync_run_model (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    position integer not null,
    fields text[] not null,
    since timestamptz,
    after_id bigint not null default 0,
    ranges jsonb not null default '[]',
    range_width bigint not null,
    sums text[] not null,
    complete boolean not null default false,
    rows_applied bigint not null default 0,
    rows_changed bigint not null default 0,
    missing_fields text[] not null default '{}',
    absent boolean not null default false,
    primary key (run_id, model)
);
comment on column ops.sync_run_model.after_id is 'Resume point: everything up to this id is applied.';
comment on column ops.sync_run_model.complete is 'All of the model is applied; a later epoch does not ask for it again.';
comment on column ops.sync_run_model.absent is 'This Odoo has no such model.';

create table ops.sync_attempt (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    epoch integer not null,
    attempt uuid not null,
    batches_total integer,
    applied integer not null default 0,
    first_seen_at timestamptz not null default now(),
    primary key (run_id, epoch, attempt)
);
comment on column ops.sync_attempt.applied is 'Batches of this attempt in ops.sync_batch; the ledger''s key counts each once.';
comment on column ops.sync_attempt.batches_total is 'Told by sync.finished; the run is done when so many batches of this attempt are applied.';

create table ops.sync_batch (
    run_id uuid not null,
    epoch integer not null,
    attempt uuid not null,
    seq integer not null check (seq >= 0),
    model text not null,
    after_id bigint not null,
    up_to_id bigint not null,
    rows integer not null,
    changed integer not null,
    applied_at timestamptz not null default now(),
    primary key (run_id, epoch, attempt, seq),
    foreign key (run_id, epoch, attempt) references ops.sync_attempt (run_id, epoch, attempt) on delete cascade
);
comment on table ops.sync_batch is 'Batches and digests applied: the ledger that makes a redelivery harmless.';
comment on column ops.sync_batch.changed is 'Rows inserted, updated or tombstoned by it.';

create table ops.cursor (
    model text primary key,
    watermark timestamptz not null,
    run_id uuid not null,
    moved_at timestamptz not null default now()
);
comment on column ops.cursor.watermark is 'The next window begins here: the end of the last complete window less the safety lag, by Odoo''s clock.';

create table ops.digest (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    attempt uuid not null,
    model text not null,
    after_id bigint not null,
    up_to_id bigint not null,
    odoo_count bigint not null,
    mirror_count bigint not null,
    odoo_id_sum numeric not null,
    mirror_id_sum numeric not null,
    odoo_sums jsonb not null,
    mirror_sums jsonb not null,
    equal boolean not null,
    compared_at timestamptz not null default now(),
    primary key (run_id, attempt, model, after_id)
);
comment on table ops.digest is 'Verdict per id range (after_id, up_to_id] of a verify run.';

create table ops.proof (
    model text primary key,
    run_id uuid not null,
    ranges integer not null,
    differing integer not null,
    rows bigint not null,
    proved_at timestamptz not null
);
comment on table ops.proof is 'The latest complete comparison of each model with Odoo''s own totals.';

create table ops.mirror (
    only_row boolean primary key default true check (only_row),
    version bigint not null default 0,
    changed_at timestamptz not null default now()
);
comment on column ops.mirror.version is 'Rises with each batch that changed a row: the basis of every ETag.';
insert into ops.mirror default values;

grant select on ops.sync_run, ops.sync_run_model, ops.sync_attempt, ops.sync_batch, ops.cursor,
    ops.digest, ops.proof, ops.mirror to espejo_reader;
