-- Statement runs: one statement for each customer with something due, mailed to each; and the
-- customers that they leave out.

-- Letters are in the customer's own language.
alter table odoo.res_partner add column lang text;
comment on column odoo.res_partner.lang is 'Language (selection)';

create table ops.statement_exclusion (
    partner_id bigint primary key,
    reason text not null check (reason <> ''),
    until date,
    created_by text not null,
    created_at timestamptz not null default now()
);
comment on table ops.statement_exclusion is 'Customers that statement runs leave out, of whichever company.';
comment on column ops.statement_exclusion.until is 'The last day that it is in force, where the tenant keeps its books; null: until it is taken back.';

create table ops.statement_run (
    id uuid primary key,
    parameters jsonb not null,
    format text not null,
    locale text not null,
    subject text,
    note text,
    state text not null default 'running'
        check (state in ('running', 'cancelling', 'finished', 'cancelled')),
    schedule_id uuid references ops.schedule (id) on delete set null,
    requested_by text not null,
    traceparent text,
    created_at timestamptz not null default now(),
    finished_at timestamptz
);
comment on table ops.statement_run is 'One statement for each customer that something was due from when it was asked for.';
comment on column ops.statement_run.parameters is 'Which customers, and of which day: company and day are written out.';
comment on column ops.statement_run.locale is 'For customers whose own language is none that letters are written in.';
comment on column ops.statement_run.state is 'running: items wait or are under way; finished: each item is settled; cancelling: nothing more is begun, and what a worker has in hand is let end; cancelled: it has.';
create index statement_run_created on ops.statement_run (created_at desc, id desc);
create index statement_run_open on ops.statement_run (created_at)
    where state in ('running', 'cancelling');
create index statement_run_schedule on ops.statement_run (schedule_id) where schedule_id is not null;

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
    state text not null
        check (state in ('waiting', 'exporting', 'mailing', 'sent', 'failed', 'skipped', 'cancelled')),
    detail text,
    export_id uuid unique references ops.export_job (id) on delete set null,
    settled_at timestamptz,
    primary key (run_id, position),
    unique (run_id, partner_id)
);
comment on table ops.statement_item is 'One customer of a run. Its export is asked for in the transaction that takes it out of waiting, so it has one.';
comment on column ops.statement_item.position is 'Customers by name, from 1.';
comment on column ops.statement_item.amount_due is 'Open in the company''s currency when the run was asked for.';
comment on column ops.statement_item.sent_to is 'Those of the recipients whose mail a mail server took in an earlier try; they get no other.';
comment on column ops.statement_item.state is 'waiting: for its turn; exporting: its file is made; mailing: its mails are on their way; sent: a mail server took each; failed: see detail; skipped: left out, see detail; cancelled: its run was.';
create index statement_item_open on ops.statement_item (run_id, position)
    where state in ('waiting', 'exporting', 'mailing');

alter table ops.schedule
    add column statement_run jsonb,
    drop constraint schedule_starts_one_thing,
    add constraint schedule_starts_one_thing check (num_nonnulls(run_kind, report, statement_run) = 1);
comment on column ops.schedule.statement_run is 'The statement run that an instant begins: parameters (with relative days), format, locale, subject, note.';

alter table ops.schedule_fire
    add column statement_run_id uuid references ops.statement_run (id) on delete set null;
comment on column ops.schedule_fire.statement_run_id is 'The statement run that the instant began.';

grant select on ops.statement_exclusion, ops.statement_run, ops.statement_item to espejo_reader;
