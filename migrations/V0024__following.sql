-- Following the log of Odoo's own database.

create table ops.follower (
    only_row boolean primary key default true check (only_row),
    state text not null default 'off' check (state in ('off', 'requested', 'following', 'failed')),
    run uuid,
    epoch integer not null default 0,
    key text check (length(key) = 43),
    attempt uuid,
    applied integer not null default 0,
    due_at timestamptz not null default now(),
    failures integer not null default 0,
    failure_reason text,
    failure_detail text,
    failure_hint text,
    generation integer,
    reached text,
    committed_at timestamptz,
    current_at timestamptz,
    applied_at timestamptz,
    rows bigint not null default 0,
    in_doubt boolean not null default true,
    reads jsonb not null default '{}',
    compared_at timestamptz not null default now(),
    verify_run uuid,
    catalogue text,
    retained_bytes bigint
);
comment on table ops.follower is 'Who follows the log of Odoo''s database, and how far the mirror is in it. One row.';
comment on column ops.follower.state is 'off: the tenant''s file does not ask for it, or the first load is not done.';
comment on column ops.follower.run is 'The subject of the latest request. It is no row of ops.sync_run.';
comment on column ops.follower.key is 'The secret of the latest request. It signs every event about an attempt at it. Only core-api may read it.';
comment on column ops.follower.attempt is 'The attempt that follows. Steps of another one have no effect.';
comment on column ops.follower.applied is 'How many steps of the attempt are applied.';
comment on column ops.follower.due_at is 'When it is requested again: the end of the lease, or after a failure.';
comment on column ops.follower.failures is 'Failures since the latest step.';
comment on column ops.follower.generation is 'The history in which the position is; see ops.source_history.';
comment on column ops.follower.reached is 'The position in the log, such as 16/B374D848: what was committed before it is in the mirror. Null if there is none yet, or if the log was lost.';
comment on column ops.follower.committed_at is 'When the latest transaction that a step had was committed, by Odoo''s clock.';
comment on column ops.follower.current_at is 'The mirror has everything that was committed before this time, by Odoo''s clock. It does not move while in_doubt.';
comment on column ops.follower.rows is 'Rows that steps have changed.';
comment on column ops.follower.in_doubt is 'The log could not say what has changed, so a verify compares the mirror with Odoo as soon as the log is followed. True until it is done.';
comment on column ops.follower.reads is 'The fields of each model that the latest request asks for.';
comment on column ops.follower.compared_at is 'When these were last compared with the tenant''s file and the tables.';
comment on column ops.follower.verify_run is 'The verify that settles the doubt. Null if there is no doubt, or if the verify is not requested yet.';
comment on column ops.follower.catalogue is 'SHA-256 of what Odoo''s tables and the publication were at the position. Columns that change are not in the log.';
comment on column ops.follower.retained_bytes is 'What Odoo''s database keeps of its log for the follower.';
insert into ops.follower default values;

grant select (only_row, state, run, epoch, attempt, applied, due_at, failures, failure_reason, failure_detail,
    failure_hint, generation, reached, committed_at, current_at, applied_at, rows, in_doubt,
    reads, compared_at, verify_run, catalogue, retained_bytes)
    on ops.follower to espejo_reader;
