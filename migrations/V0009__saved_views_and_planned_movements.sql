-- What people enter: views of reports that they save, and cash movements that they expect.

create table ops.saved_view (
    id uuid primary key,
    report text not null,
    name text not null,
    parameters jsonb not null,
    company_ids bigint[],
    version integer not null default 1,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (report, name)
);
comment on table ops.saved_view is 'A report with parameters under a name, for everybody in the tenant who may see its companies.';
comment on column ops.saved_view.report is 'The key of the report, as for an export.';
comment on column ops.saved_view.parameters is 'As the person gave them. What they leave out, for example the day, is filled in when the view is used.';
comment on column ops.saved_view.company_ids is 'The companies whose books it shows, as in ops.export_job.';
comment on column ops.saved_view.version is 'Rises with each change.';

create table ops.planned_movement (
    id uuid primary key,
    company_id bigint not null,
    journal_id bigint,
    date date not null,
    every text check (every in ('week', 'month')),
    until date,
    amount numeric not null check (amount <> 0),
    currency text not null,
    label text not null,
    version integer not null default 1,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_by text not null,
    updated_at timestamptz not null default now(),
    check ((every is null) = (until is null)),
    check (until >= date)
);
comment on table ops.planned_movement is 'Cash that a person expects to come in or go out, once or repeatedly. The treasury forecast includes it.';
comment on column ops.planned_movement.journal_id is 'The bank, cash or credit card journal, if it is known.';
comment on column ops.planned_movement.date is 'The day of the movement; of the first one if it is repeated.';
comment on column ops.planned_movement.every is 'The movement is repeated each week or each month up to the day in until. In a month that is too short, it is on the last day.';
comment on column ops.planned_movement.amount is 'In currency. Positive: comes in; negative: goes out.';
comment on column ops.planned_movement.currency is 'ISO 4217 code.';
comment on column ops.planned_movement.version is 'Rises with each change.';
create index planned_movement_newest on ops.planned_movement (created_at desc, id desc);
create index planned_movement_company on ops.planned_movement (company_id, date);

grant select on ops.saved_view, ops.planned_movement to espejo_reader;
