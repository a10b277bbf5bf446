-- Row history: what changed in the mirror, by mirror version; and what people did with dead letters.

create table ops.history (
    model text primary key,
    complete_from_version bigint not null,
    complete_from timestamptz not null default clock_timestamp()
);
comment on table ops.history is 'Models whose changes are kept. The row is written when the first load is complete: the load itself records nothing.';
comment on column ops.history.complete_from_version is 'Every change after this mirror version is kept; rises when old changes are removed.';

create table ops.change_set (
    version bigint primary key,
    model text not null,
    run_id uuid not null,
    rows integer not null,
    changed_at timestamptz not null
);
comment on table ops.change_set is 'One batch that changed rows: one model, one run, one mirror version.';
comment on column ops.change_set.changed_at is 'When the version was raised. Both rise together, in the order of the commits, for the version is raised under a lock.';
create index change_set_changed on ops.change_set (changed_at);
create index change_set_model on ops.change_set (model, version);

-- No foreign key to the set: both are written and removed in one transaction, and a check for each
-- row would double the price of a change.
create table ops.change (
    version bigint not null,
    record_id bigint not null,
    kind text not null check (kind in ('inserted', 'updated', 'deleted')),
    fields jsonb,
    primary key (version, record_id)
);
comment on column ops.change.fields is 'Of an update: {"field": {"old": …, "new": …}}, amounts as decimal strings.';
create index change_record on ops.change (record_id, version);

-- Models that were loaded before there was a history: theirs begins now.
insert into ops.history (model, complete_from_version)
select c.model, m.version from ops.cursor c, ops.mirror m;

create table ops.dead_letter_action (
    id uuid primary key,
    action text not null check (action in ('replay', 'discard')),
    letter_id text not null,
    queue text not null,
    event text,
    dead_reason text,
    dead_detail text,
    body_sha256 bytea not null,
    size_bytes bigint not null,
    requested_by text not null,
    reason text,
    requested_at timestamptz not null default now(),
    done_at timestamptz
);
comment on table ops.dead_letter_action is 'Who replayed or discarded which dead letter, and why. Written before the broker is told.';
comment on column ops.dead_letter_action.requested_by is 'key:<id>, or cli for the operator of the installation.';
comment on column ops.dead_letter_action.reason is 'Why it was discarded, in the words of who did it.';
comment on column ops.dead_letter_action.done_at is 'Empty: the broker has not confirmed it, so the letter may still be there.';
create index dead_letter_action_requested on ops.dead_letter_action (requested_at desc);

grant select on ops.history, ops.change_set, ops.change, ops.dead_letter_action to espejo_reader;
