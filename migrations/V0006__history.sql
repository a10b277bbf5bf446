-- Row history: what changed in the mirror, by mirror version.

create table ops.history (
    model text primary key,
    complete_from_version bigint not null,
    complete_from timestamptz not null default clock_timestamp()
);
comment on table ops.history is 'Models that have a history. It begins when the first load of the model is complete, so the load itself is not recorded.';
comment on column ops.history.complete_from_version is 'All changes after this mirror version are kept. Rises when old changes are removed.';
comment on column ops.history.complete_from is 'All changes from this time on are kept.';

create table ops.change_set (
    version bigint primary key,
    model text not null,
    run_id uuid not null,
    rows integer not null,
    changed_at timestamptz not null
);
comment on table ops.change_set is 'The changes of one mirror version: one model, one run.';
comment on column ops.change_set.changed_at is 'When the version was raised. Version and time rise together in the order of the commits, because the version is raised under a lock.';
create index change_set_changed on ops.change_set (changed_at);
create index change_set_model on ops.change_set (model, version);

create type ops.change_kind as enum ('inserted', 'updated', 'deleted');

-- No foreign key to the set: one transaction writes both, and one removes both. A check of each row
-- would double the cost of a change.
create table ops.change (
    version bigint not null,
    record_id bigint not null,
    kind ops.change_kind not null,
    fields jsonb,
    primary key (version, record_id)
);
comment on table ops.change is 'One row that was inserted, updated or deleted.';
comment on column ops.change.fields is 'For an update: {"field": {"old": …, "new": …}}. Amounts are decimal strings.';
create index change_record on ops.change (record_id, version);

grant select on ops.history, ops.change_set, ops.change to espejo_reader;
