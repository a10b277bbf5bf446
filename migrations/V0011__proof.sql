-- The proof by company, content checks, and what waits for a person: deletions that look like lost
-- rights, and an Odoo that went back to an earlier state.

alter table ops.sync_run add column confirmed boolean not null default false;
comment on column ops.sync_run.confirmed is 'A person let the deletions of this run, and of the runs that follow from it, through.';

alter table ops.sync_run_model
    add column content jsonb not null default '[]',
    add column landmarks jsonb not null default '[]',
    add column content_rows bigint not null default 0,
    add column repaired bigint not null default 0;
comment on column ops.sync_run_model.content is 'verify: ranges that are read whole besides, for changes that no total shows.';
comment on column ops.sync_run_model.landmarks is 'Records as last seen, which Odoo must not have in an older state.';
comment on column ops.sync_run_model.content_rows is 'Rows that were read whole and compared, of a verify or a repair.';
comment on column ops.sync_run_model.repaired is 'Rows of these that differed: written or buried.';

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
    primary key (run_id, attempt, model, after_id, company_id)
);
comment on table ops.digest_company is 'The verdict of a range by company; its end is in ops.digest.';
comment on column ops.digest_company.company_id is '0 for records of no company.';

alter table ops.digest
    add column odoo_last_write timestamptz,
    add column mirror_last_write timestamptz,
    add column in_flight boolean not null default false;
comment on column ops.digest.in_flight is 'Odoo wrote to the range after the end of the run''s window: a difference says nothing yet.';

create table ops.sync_missing (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    attempt uuid not null,
    model text not null,
    id bigint not null,
    read_at timestamptz not null,
    primary key (run_id, attempt, model, id)
);
comment on table ops.sync_missing is 'Rows of the mirror that an attempt did not find in Odoo: buried together when the run is complete, or not at all.';

create table ops.content_check (
    model text not null,
    after_id bigint not null,
    up_to_id bigint not null,
    checked_at timestamptz not null,
    run_id uuid not null,
    primary key (model, after_id)
);
comment on table ops.content_check is 'When each range was last read whole and compared row by row.';

alter table ops.proof
    add column looked_again_at timestamptz,
    add column in_flight integer not null default 0,
    add column content_rows bigint not null default 0,
    add column found bigint not null default 0,
    add column repaired bigint not null default 0,
    add column covered_since timestamptz;
comment on column ops.proof.looked_again_at is 'When the ranges that differed were last compared again.';
comment on column ops.proof.in_flight is 'Ranges of these that Odoo was writing to while they were compared.';
comment on column ops.proof.content_rows is 'Rows that the content check of this proof compared one by one.';
comment on column ops.proof.found is 'Ranges that differed at the first look.';
comment on column ops.proof.repaired is 'Rows that were written or buried because of this proof.';
comment on column ops.proof.covered_since is 'Every row has been compared one by one since then; null while some range never was.';

create table ops.alarm (
    kind text primary key check (kind in ('rights_incident', 'restored')),
    run_id uuid not null,
    detail text not null,
    hint text not null,
    raised_at timestamptz not null default now()
);
comment on table ops.alarm is 'What a person must look at; a row is there as long as it holds.';

alter table ops.mirror
    add column company_ids bigint[],
    add column restored_at timestamptz not null default '-infinity';
comment on column ops.mirror.company_ids is 'The most companies that the Odoo user has had; one that is missing means lost rights.';
comment on column ops.mirror.restored_at is 'A person accepted that Odoo went back: what was read before gives way to whatever is read after, tombstones included.';

grant select on ops.digest_company, ops.sync_missing, ops.content_check, ops.alarm to espejo_reader;
