-- Notes of people about partners and documents, and what was promised.

create type ops.note_object as enum ('partner', 'document');

create table ops.note (
    id uuid primary key,
    object_kind ops.note_object not null,
    object_id bigint not null,
    text text not null check (text <> ''),
    promise_date date,
    promise_amount numeric check (promise_amount > 0),
    promise_currency text,
    version integer not null default 1,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_by text not null,
    updated_at timestamptz not null default now(),
    constraint promise_has_a_day check (promise_amount is null or promise_date is not null),
    constraint amount_has_a_currency check ((promise_amount is null) = (promise_currency is null))
);
comment on table ops.note is 'What a person has written about a partner or a document, and the payment that was promised.';
comment on column ops.note.object_id is 'Odoo''s id of the res.partner or the account.move. The note stays if the record is deleted.';
comment on column ops.note.promise_date is 'The day for which a payment was promised.';
comment on column ops.note.promise_currency is 'ISO 4217 code.';
comment on column ops.note.version is 'Rises with each change.';
create index note_newest on ops.note (created_at desc, id desc);
create index note_of_object on ops.note (object_kind, object_id, created_at desc, id desc);
create index note_promised on ops.note (promise_date) where promise_date is not null;
