-- Reports that are made by themselves and mailed: what a schedule makes, and each mail.

alter table ops.schedule
    alter column run_kind drop not null,
    add column report jsonb,
    add constraint schedule_starts_one_thing check ((run_kind is null) <> (report is null));
comment on column ops.schedule.run_kind is 'The run of the mirror that an instant starts; null where it makes a report.';
comment on column ops.schedule.report is 'The report that an instant makes and who gets it: report, parameters (with relative days), format, locale, recipients, subject, note, skip_if_empty.';

alter table ops.schedule_fire
    add column export_id uuid references ops.export_job (id) on delete set null,
    add column detail text,
    drop constraint schedule_fire_outcome_check,
    add constraint schedule_fire_outcome_check check (outcome in ('started', 'missed', 'failed'));
comment on column ops.schedule_fire.outcome is 'started: a run or a report began; missed: passed over by policy; failed: the report could not be asked for, and detail says why. An instant that finds another run active, or the tenant''s limit of exports reached, has no row until its turn comes.';
comment on column ops.schedule_fire.export_id is 'The file that the instant asked for.';

-- One mail to one person, so that each has an outcome of its own and nobody sees another's address.
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
    state text not null default 'waiting'
        check (state in ('waiting', 'requested', 'sent', 'failed', 'skipped')),
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
comment on table ops.mail is 'One mail with one file to one person.';
comment on column ops.mail.id is 'Also the left part of the Message-ID.';
comment on column ops.mail.state is 'waiting: for its file; requested: with the worker, or waiting for the next try; sent: the mail server took it; failed: refused, or tried too often, or there is no file; skipped: the report had no rows.';
comment on column ops.mail.reply_code is 'What the mail server last said (RFC 5321, 4.2.1).';
create index mail_created on ops.mail (created_at desc, id desc);
create index mail_active on ops.mail (lease_until) where state = 'requested';
create index mail_schedule on ops.mail (schedule_id, created_at desc) where schedule_id is not null;

grant select on ops.mail to espejo_reader;
