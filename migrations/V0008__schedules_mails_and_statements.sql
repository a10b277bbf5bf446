-- Schedules and what they start: runs (V0003), exports (V0007) with mails, and statement runs. People
-- can start the same by hand.

create type ops.missed_policy as enum ('latest', 'all', 'skip');

create table ops.schedule (
    id uuid primary key,
    version integer not null default 1,
    name text not null unique,
    cron text not null,
    time_zone text not null,
    run_kind ops.run_kind check (run_kind in ('snapshot', 'incremental', 'verify')),
    missed ops.missed_policy not null default 'latest',
    grace_seconds integer not null default 300 check (grace_seconds >= 0),
    paused boolean not null default false,
    last_due_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    report jsonb,
    statement_run jsonb,
    created_by text,
    company_ids bigint[],
    constraint schedule_starts_one_thing check (num_nonnulls(run_kind, report, statement_run) = 1)
);
comment on table ops.schedule is 'A cron line, and what each of its instants starts: a run, a report or a statement run.';
comment on column ops.schedule.version is 'Rises with each change. It is part of the id of the event schedule.due.';
comment on column ops.schedule.cron is 'Five fields, in time_zone.';
comment on column ops.schedule.run_kind is 'The kind of run that an instant starts; null if it starts something else.';
comment on column ops.schedule.missed is 'What happens to instants that were missed: latest: only the newest one starts something; all: each of the newest 24 does; skip: only the newest one does, and only if it is not older than grace_seconds.';
comment on column ops.schedule.last_due_at is 'Every instant up to this time is settled in ops.schedule_fire.';
comment on column ops.schedule.created_by is 'Who created it, as in requested_by of export jobs; null for the schedules that every tenant has from the start.';
comment on column ops.schedule.company_ids is 'The companies whose books it may show, as in ops.export_job; null also for schedules that start runs.';
comment on column ops.schedule.report is 'The report that an instant makes and who gets it: report, parameters (with relative days), format, locale, recipients, subject, note, skip_if_empty.';
comment on column ops.schedule.statement_run is 'The statement run that an instant starts: parameters (with relative days), format, locale, subject, note.';

create type ops.mail_state as enum ('waiting', 'requested', 'sent', 'failed', 'skipped');

-- One mail for each recipient: each has its own outcome, and nobody sees the address of another.
create table ops.mail (
    id uuid primary key,
    export_id uuid not null references ops.export_job (id) on delete cascade,
    schedule_id uuid references ops.schedule (id) on delete set null,
    occasion text not null check (occasion in ('report', 'statement')),
    recipient text not null check (recipient <> ''),
    locale text not null,
    subject text,
    note text,
    skip_if_empty boolean not null default false,
    facts jsonb,
    state ops.mail_state not null default 'waiting',
    epoch integer not null default 0 check (epoch >= 0),
    tries integer not null default 0,
    lease_until timestamptz,
    next_try_at timestamptz,
    reply_code integer,
    detail text,
    traceparent text,
    created_at timestamptz not null default now(),
    settled_at timestamptz,
    unique (export_id, recipient)
);
comment on table ops.mail is 'One mail with one file to one recipient.';
comment on column ops.mail.id is 'Also the part of the Message-ID before the @.';
comment on column ops.mail.state is 'waiting: for its file; requested: a worker has it, or it waits for the next try; sent: the mail server accepted it; failed: refused, tried too often, without a file, or cancelled with its statement run; skipped: the report has no rows, the customer owes nothing, or its statement run sends a new mail instead.';
comment on column ops.mail.facts is 'What the mail says from the mirror, such as amounts due, as of its first request: a later try says the same as the file.';
comment on column ops.mail.epoch is 'Rises each time the mail is requested. Messages of older epochs are ignored.';
comment on column ops.mail.lease_until is 'After this time (the database''s clock), the mail is requested again with the next epoch.';
comment on column ops.mail.reply_code is 'The latest reply code of the mail server (RFC 5321, 4.2.1).';
create index mail_created on ops.mail (created_at desc, id desc);
create index mail_active on ops.mail (lease_until) where state = 'requested';
create index mail_schedule on ops.mail (schedule_id, created_at desc) where schedule_id is not null;

create table ops.statement_exclusion (
    partner_id bigint primary key,
    reason text not null check (reason <> ''),
    until date,
    created_by text not null,
    created_at timestamptz not null default now()
);
comment on table ops.statement_exclusion is 'Customers to whom statement runs send nothing, in all companies.';
comment on column ops.statement_exclusion.until is 'The last day of the exclusion, in the tenant''s time zone; null: until somebody removes it.';

create type ops.statement_run_state as enum ('running', 'cancelling', 'finished', 'cancelled');

create table ops.statement_run (
    id uuid primary key,
    parameters jsonb not null,
    format ops.export_format not null,
    options jsonb not null default '{}',
    locale text not null,
    subject text,
    note text,
    state ops.statement_run_state not null default 'running',
    schedule_id uuid references ops.schedule (id) on delete set null,
    requested_by text not null,
    company_ids bigint[] not null,
    traceparent text,
    created_at timestamptz not null default now(),
    finished_at timestamptz
);
comment on table ops.statement_run is 'Makes an account statement for each customer who had an amount due when the run was requested, and mails it.';
comment on column ops.statement_run.parameters is 'Which customers, and as of which day. Company and day are filled in.';
comment on column ops.statement_run.options is 'How the format is written, as requested. The locale decides what is left out.';
comment on column ops.statement_run.locale is 'For customers whose own language is not a language of the statements.';
comment on column ops.statement_run.company_ids is 'The companies whose books the statements show.';
comment on column ops.statement_run.state is 'running: items are waiting or in progress; finished: every item has its outcome; cancelling: nothing new is started, and what a worker is doing may end; cancelled: all of it has ended.';
create index statement_run_created on ops.statement_run (created_at desc, id desc);
create index statement_run_open on ops.statement_run (created_at)
    where state in ('running', 'cancelling');
create index statement_run_schedule on ops.statement_run (schedule_id) where schedule_id is not null;

create type ops.statement_item_state as enum (
    'waiting', 'exporting', 'mailing', 'sent', 'failed', 'skipped', 'cancelled'
);

create table ops.statement_item (
    run_id uuid not null references ops.statement_run (id) on delete cascade,
    position integer not null,
    partner_id bigint not null,
    partner_name text,
    locale text not null,
    amount_due numeric not null,
    amount_overdue numeric not null,
    oldest_due date,
    recipients text[] not null,
    sent_to text[] not null default '{}',
    state ops.statement_item_state not null,
    detail text,
    export_id uuid unique references ops.export_job (id) on delete set null,
    settled_at timestamptz,
    primary key (run_id, position),
    unique (run_id, partner_id)
);
comment on table ops.statement_item is 'One customer of a statement run. The transaction that ends waiting also requests the export, so an item has one export.';
comment on column ops.statement_item.position is 'Customers in the order of their names, from 1.';
comment on column ops.statement_item.amount_due is 'The amount due in the company''s currency when the run was requested.';
comment on column ops.statement_item.sent_to is 'Recipients whose mail was accepted in an earlier try. They do not get another.';
comment on column ops.statement_item.state is 'waiting: for its turn; exporting: its file is being made; mailing: its mails are being sent; sent: a mail server accepted every mail; failed and skipped: see detail; cancelled: the run was cancelled.';
create index statement_item_open on ops.statement_item (run_id, position)
    where state in ('waiting', 'exporting', 'mailing');

create table ops.schedule_fire (
    schedule_id uuid not null references ops.schedule (id) on delete cascade,
    due_at timestamptz not null,
    outcome text not null check (outcome in ('started', 'missed', 'failed')),
    run_id uuid references ops.sync_run (id),
    fired_at timestamptz not null default now(),
    export_id uuid references ops.export_job (id) on delete set null,
    detail text,
    statement_run_id uuid references ops.statement_run (id) on delete set null,
    primary key (schedule_id, due_at)
);
comment on table ops.schedule_fire is 'What happened at each instant of a schedule. An instant that has to wait, because another run is active or the tenant has too many active exports, has no row yet.';
comment on column ops.schedule_fire.outcome is 'started: a run, a report or a statement run was started; missed: the schedule''s rule for missed instants left it out; failed: nothing could be started, see detail.';
comment on column ops.schedule_fire.export_id is 'The export that the instant started.';
comment on column ops.schedule_fire.statement_run_id is 'The statement run that the instant started.';

grant select on ops.schedule, ops.mail, ops.statement_exclusion, ops.statement_run,
    ops.statement_item, ops.schedule_fire to espejo_reader;
