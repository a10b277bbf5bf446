-- What a forecast of the treasury knows besides the books: movements that people plan by hand.

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
comment on table ops.planned_movement is 'Cash that is planned to come in or go out, once or again and again.';
comment on column ops.planned_movement.journal_id is 'The bank or cash journal that it is planned on, if that is known.';
comment on column ops.planned_movement.date is 'The day of the movement, or of the first one.';
comment on column ops.planned_movement.every is 'It comes again each week or month until the day until; a month that is too short has it on its last day.';
comment on column ops.planned_movement.amount is 'In its currency; positive comes in, negative goes out.';
comment on column ops.planned_movement.currency is 'ISO 4217 code.';
comment on column ops.planned_movement.version is 'Rises with each change.';

create index planned_movement_newest on ops.planned_movement (created_at desc, id desc);
create index planned_movement_company on ops.planned_movement (company_id, date);

grant select on ops.planned_movement to espejo_reader;
