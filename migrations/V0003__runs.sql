-- Sync runs, what they have read, and what they have proved. docs/architecture.md explains the
-- protocol, docs/glossary.md the terms.

create type ops.run_kind as enum ('snapshot', 'incremental', 'verify', 'repair', 'reload');
create type ops.run_state as enum ('requested', 'running', 'done', 'failed', 'cancelled');
create type ops.run_failure_reason as enum (
    'access_denied', 'access_rights', 'unknown_database', 'unknown_model', 'unknown_field', 'certificate', 'redirected', 'unreachable',
    'timeout', 'throttled', 'circuit_open', 'malformed', 'answer_too_large', 'configuration', 'restored',
    'internal', 'lapsed', 'rights_incident'
);

create table ops.sync_run (
    id uuid primary key,
    kind ops.run_kind not null,
    state ops.run_state not null,
    epoch integer not null default 1 check (epoch > 0),
    requested_by text not null,
    parent_run uuid references ops.sync_run (id),
    window_until timestamptz,
    server_version text,
    company_ids bigint[],
    failure_reason ops.run_failure_reason,
    failure_detail text,
    failure_hint text,
    traceparent text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    confirmed boolean not null default false,
    followed_version bigint not null default 0,
    rights jsonb
);
comment on table ops.sync_run is 'One reading of Odoo.';
comment on column ops.sync_run.epoch is 'The last epoch that one of its parts got.';
comment on column ops.sync_run.requested_by is 'person:<id>, key:<id>, schedule:<id>, or run:<id> if it follows another run.';
comment on column ops.sync_run.parent_run is 'The run that it follows.';
comment on column ops.sync_run.window_until is 'End of the window: the earliest time on Odoo''s clock at which an attempt of the run began. So the watermark is right whichever attempt completes the run.';
comment on column ops.sync_run.company_ids is 'Companies that the Odoo user had in every attempt.';
comment on column ops.sync_run.failure_reason is 'Why the run failed; while it is active, the last failure that a worker reported.';
comment on column ops.sync_run.confirmed is 'An admin confirmed the deletions of this run. Runs that follow a confirmed run are confirmed too.';
comment on column ops.sync_run.followed_version is 'For changes up to this mirror version, the other records that they affect in Odoo are noted in ops.sync_wanted.';
comment on column ops.sync_run.rights is 'For each kind of right, a text that changes if the rights of the Odoo user change. Kinds that Odoo does not show are left out.';

-- A tenant has one active run at most. A tenant is a database.
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
    content jsonb not null default '[]',
    landmarks jsonb not null default '[]',
    content_rows bigint not null default 0,
    repaired bigint not null default 0,
    extra text[] not null default '{}',
    part integer not null,
    counted_at timestamptz,
    written_from timestamptz,
    primary key (run_id, model)
);
comment on table ops.sync_run_model is 'What a run reads of each model, and how far it has got.';
comment on column ops.sync_run_model.position is 'Models are read in this order.';
comment on column ops.sync_run_model.since is 'Start of the window: records written from then on are read. Null: all records.';
comment on column ops.sync_run_model.after_id is 'Where a new attempt continues: the records up to this id are applied. For a reload, they are stored.';
comment on column ops.sync_run_model.ranges is 'The run reads only these id ranges; empty for all ids.';
comment on column ops.sync_run_model.range_width is 'Number of ids in a range whose totals are compared.';
comment on column ops.sync_run_model.sums is 'Fields whose sums are compared.';
comment on column ops.sync_run_model.complete is 'All records are applied. Later epochs do not request the model again.';
comment on column ops.sync_run_model.missing_fields is 'Requested fields that Odoo does not have.';
comment on column ops.sync_run_model.absent is 'Odoo does not have the model.';
comment on column ops.sync_run_model.content is 'Verify: id ranges that are also read completely, to find changes that no total shows.';
comment on column ops.sync_run_model.landmarks is 'Records as they were last seen. If Odoo has them in an older state, it was restored.';
comment on column ops.sync_run_model.content_rows is 'Rows compared one by one, because the batch had all records of an id range or of a list of ids.';
comment on column ops.sync_run_model.repaired is 'Rows that differed in such a comparison and were written, and rows that got a tombstone.';
comment on column ops.sync_run_model.extra is 'Those of the fields whose values go to _extra.';
comment on column ops.sync_run_model.part is 'The part of the run that reads the model.';
comment on column ops.sync_run_model.counted_at is 'When Odoo''s count of all records of the model arrived.';
comment on column ops.sync_run_model.written_from is 'Verify: records written from then on are compared one by one.';

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
comment on table ops.sync_part is 'What one worker is asked for: some models of a run, or a check. The run is done when all its parts are done.';
comment on column ops.sync_part.epoch is 'Each request of a part gets the next epoch of the run, so an epoch identifies one request of one part. Messages of other epochs are ignored.';
comment on column ops.sync_part.attempt is 'The attempt that completed the part.';
comment on column ops.sync_part.lease_until is 'After this time (the database''s clock), the part is requested again with the next epoch.';
comment on column ops.sync_part.lapses is 'Leases that expired while a worker had the part, since the part last advanced. After five, the run fails.';
comment on column ops.sync_part.retries is 'Retryable failures that workers reported, since the part last advanced. After more than five, the run fails.';

create table ops.sync_key (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    epoch integer not null check (epoch > 0),
    key text not null check (length(key) = 43),
    primary key (run_id, epoch)
);
comment on table ops.sync_key is 'The secret of each request to a worker. Only core-api may read it.';
comment on column ops.sync_key.key is '256 random bits in base64url. It signs every event about an attempt at the request.';

create table ops.sync_attempt (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    epoch integer not null,
    attempt uuid not null,
    batches_total integer,
    applied integer not null default 0,
    first_seen_at timestamptz not null default now(),
    primary key (run_id, epoch, attempt)
);
comment on table ops.sync_attempt is 'One worker''s try at a part.';
comment on column ops.sync_attempt.batches_total is 'Number of its batches, from sync.finished. The part is done when that many are applied.';
comment on column ops.sync_attempt.applied is 'Its batches in ops.sync_batch. The key of that table counts each batch once.';

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
comment on table ops.sync_batch is 'The ledger: every numbered message (batch, digest, count or list) that has been applied. So a repeated message has no second effect.';
comment on column ops.sync_batch.changed is 'Rows that it inserted or updated.';

create table ops.cursor (
    model text primary key,
    watermark timestamptz not null,
    run_id uuid not null,
    moved_at timestamptz not null default now(),
    deletions_as_of timestamptz
);
comment on table ops.cursor is 'How far each model has been read. A model without a row was never loaded completely.';
comment on column ops.cursor.watermark is 'The next window begins here: the end of the last complete window less the safety lag, by Odoo''s clock.';
comment on column ops.cursor.deletions_as_of is 'Records that were deleted in Odoo before this time have tombstones in the mirror.';

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
    odoo_last_write timestamptz,
    mirror_last_write timestamptz,
    in_flight boolean not null default false,
    primary key (run_id, attempt, model, after_id)
);
comment on table ops.digest is 'Verify: Odoo''s totals and the mirror''s for each id range, after_id < id <= up_to_id.';
comment on column ops.digest.in_flight is 'Odoo wrote to the range after the end of the run''s window. A difference proves nothing yet.';

create table ops.digest_company (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    attempt uuid not null,
    model text not null,
    after_id bigint not null,
    company_id bigint not null,
    odoo_count bigint not null,
    mirror_count bigint not null,
    odoo_id_sum numeric,
    mirror_id_sum numeric not null,
    odoo_sums jsonb not null,
    mirror_sums jsonb not null,
    equal boolean not null,
    odoo_last_write timestamptz,
    mirror_last_write timestamptz,
    primary key (run_id, attempt, model, after_id, company_id)
);
comment on table ops.digest_company is 'The totals of a range by company. The end of the range is in ops.digest.';
comment on column ops.digest_company.company_id is '0 for records without a company.';
comment on column ops.digest_company.odoo_id_sum is 'Null if the protocol cannot carry it.';

create table ops.proof (
    model text primary key,
    run_id uuid not null,
    ranges integer not null,
    differing integer not null,
    rows bigint not null,
    proved_at timestamptz not null,
    looked_again_at timestamptz,
    in_flight integer not null default 0,
    content_rows bigint not null default 0,
    found bigint not null default 0,
    repaired bigint not null default 0,
    covered_since timestamptz,
    window_until timestamptz,
    late bigint not null default 0
);
comment on table ops.proof is 'The latest comparison of all ranges of each model with Odoo''s totals, and what followed from it.';
comment on column ops.proof.run_id is 'The verify that began the proof.';
comment on column ops.proof.differing is 'Ranges that differ, by the latest comparison of each.';
comment on column ops.proof.rows is 'Rows without a tombstone that the mirror has of the model.';
comment on column ops.proof.looked_again_at is 'When ranges that had differed were last compared again.';
comment on column ops.proof.in_flight is 'Ranges to which Odoo was writing while they were compared.';
comment on column ops.proof.content_rows is 'Rows that the content check of the verify compared one by one.';
comment on column ops.proof.found is 'Ranges that differed in the first comparison.';
comment on column ops.proof.repaired is 'Rows that were written or got a tombstone because of this proof.';
comment on column ops.proof.covered_since is 'Since then, every row has been compared one by one. Null if a range was never read completely.';
comment on column ops.proof.window_until is 'End of the window of the verify that began the proof. All rows written before it have been compared.';
comment on column ops.proof.late is 'Rows that were committed so late that no window contained them.';

create table ops.content_check (
    model text not null,
    after_id bigint not null,
    up_to_id bigint not null,
    checked_at timestamptz not null,
    run_id uuid not null,
    primary key (model, after_id)
);
comment on table ops.content_check is 'When each id range was last read completely and compared row by row.';

create table ops.row_count (
    model text not null,
    company_id bigint not null,
    bucket bigint not null,
    rows bigint not null,
    id_sum numeric not null
);
comment on table ops.row_count is 'How many rows without a tombstone the mirror has: the sum of all entries of a model. Triggers only insert entries, so transactions do not wait for each other. From time to time core-api replaces them by their sums.';
comment on column ops.row_count.company_id is '0 for rows without a company, and for models without companies.';
comment on column ops.row_count.bucket is '(id - 1) / 25000, rounded down.';
create index row_count_model on ops.row_count (model, bucket);

create table ops.sync_wanted (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    what text not null check (what in ('count', 'list', 'read', 'refer')),
    field text not null default '',
    after_id bigint not null default 0,
    up_to_id bigint not null default 0,
    record_id bigint not null default 0,
    part integer,
    primary key (run_id, model, what, field, after_id, up_to_id, record_id)
);
comment on table ops.sync_wanted is 'What a run still has to check. core-api adds a part to the run, which reads it.';
comment on column ops.sync_wanted.what is 'count: count the rows of an id range; list: list the ids of a range; read: read a record; refer: read the records whose field refers to a record.';
comment on column ops.sync_wanted.field is 'refer: the field that refers; read: ''late'' if the record was committed late, else empty.';
comment on column ops.sync_wanted.part is 'The part that was added for it; null if there is none yet.';

create table ops.sync_difference (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    rows bigint not null,
    id_sum numeric,
    searched boolean not null default false,
    primary key (run_id, model)
);
comment on table ops.sync_difference is 'Models whose count in the mirror differs from Odoo''s, and what of the difference the run has not found yet.';
comment on column ops.sync_difference.rows is 'The mirror''s count less Odoo''s.';
comment on column ops.sync_difference.id_sum is 'The mirror''s sum of ids less Odoo''s; null if the protocol cannot carry it.';
comment on column ops.sync_difference.searched is 'The run has requested counts of the older ids too.';

create table ops.sync_missing (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    attempt uuid not null,
    model text not null,
    id bigint not null,
    read_at timestamptz not null,
    followed smallint not null default 0,
    primary key (run_id, attempt, model, id)
);
comment on table ops.sync_missing is 'Rows of the mirror that an attempt did not find in Odoo. When the run is complete, all of them get tombstones, or none does.';
comment on column ops.sync_missing.attempt is 'The attempt that did not find the row. For a reload, the id of the run if a later attempt continued after this row.';
comment on column ops.sync_missing.followed is '1: some of the records that refer to it are read again; 2: the others too, unless one of the first still refers to it.';

create table ops.reload_row (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    id bigint not null,
    attempt uuid not null,
    read_at timestamptz not null,
    fields jsonb not null,
    primary key (run_id, model, id, attempt)
);
comment on table ops.reload_row is 'New and different rows that a reload has read. They are applied when the reload is complete, and deleted if it ends in another way. Equal rows are not stored.';
comment on column ops.reload_row.attempt is 'The attempt that read the row; the id of the run if a later attempt continued after this row.';
comment on column ops.reload_row.fields is 'The values that were read, by column of the model''s table. Other columns keep their values.';

create table ops.mirrored_field (
    model text not null,
    field text not null,
    in_extra boolean not null,
    loaded_at timestamptz,
    frozen_since timestamptz,
    frozen_because text check (frozen_because in ('not_in_odoo', 'not_configured')),
    primary key (model, field),
    check ((frozen_since is null) = (frozen_because is null))
);
comment on table ops.mirrored_field is 'Every field that was ever requested from Odoo. If a requested field is not loaded, the next incremental run reads the whole model.';
comment on column ops.mirrored_field.in_extra is 'The values are in _extra under the name of the field, not in a column.';
comment on column ops.mirrored_field.loaded_at is 'When a complete read of the model last loaded the field; null if some rows may lack it.';
comment on column ops.mirrored_field.frozen_since is 'Since then the values do not change, because Odoo has no such stored field of this type (not_in_odoo) or the tenant''s file does not name it any more (not_configured).';

create table ops.model_link (
    model text not null,
    field text not null,
    relation text not null,
    primary key (model, field)
);
comment on table ops.model_link is 'The model to which each many2one and many2many field refers, as Odoo reports it.';

create type ops.alarm_kind as enum ('rights_incident', 'restored');

create table ops.alarm (
    kind ops.alarm_kind primary key,
    run_id uuid not null,
    detail text not null,
    hint text not null,
    raised_at timestamptz not null default now()
);
comment on table ops.alarm is 'What a person must look at. The row is deleted when its cause is gone or a person has decided.';

create table ops.mirror (
    only_row boolean primary key default true check (only_row),
    version bigint not null default 0,
    changed_at timestamptz not null default now(),
    company_ids bigint[],
    restored_at timestamptz not null default '-infinity',
    odoo_series text,
    rights jsonb not null default '{}'
);
comment on table ops.mirror is 'The state of the mirror as a whole, in one row.';
comment on column ops.mirror.version is 'The mirror version: rises whenever mirrored rows change. Every ETag depends on it.';
comment on column ops.mirror.company_ids is 'The companies that the Odoo user must have: those of the last run that lacked none, or of a run that an admin confirmed. If a run lacks one of them, the user has lost rights.';
comment on column ops.mirror.restored_at is 'When an admin accepted that Odoo was restored. What is read after this time replaces what was read before it, tombstones included.';
comment on column ops.mirror.odoo_series is 'For example 17.0. An upgrade of Odoo rewrites rows without a new write_date, so everything is read again after it.';
comment on column ops.mirror.rights is 'The rights of the Odoo user in the last run over all models that missed no row, or in a run that an admin confirmed.';
insert into ops.mirror default values;

grant select on ops.sync_run, ops.sync_run_model, ops.sync_part, ops.sync_attempt, ops.sync_batch,
    ops.cursor, ops.digest, ops.digest_company, ops.proof, ops.content_check, ops.row_count,
    ops.sync_wanted, ops.sync_difference, ops.sync_missing, ops.mirrored_field, ops.model_link,
    ops.alarm, ops.mirror to espejo_reader;
