-- The event feed: which objects have changed, so that pages ask again. The reader role sees none of it.

create type ops.feed_kind as enum ('run', 'export', 'mail', 'statement_run', 'alarm', 'note');

create table ops.feed_event (
    id bigint generated always as identity primary key,
    xact xid8 not null default pg_current_xact_id(),
    written_at timestamptz not null default clock_timestamp(),
    kind ops.feed_kind not null,
    object_id uuid not null,
    state text not null,
    about text,
    company_ids bigint[]
);
comment on table ops.feed_event is 'Changes of the state of an object. The transaction of the change adds the row.';
comment on column ops.feed_event.xact is 'The transaction that added the row. Transactions with a lower number than the oldest one that runs have ended.';
comment on column ops.feed_event.about is 'What the object belongs to: export:<id> of a mail, partner:<id> or document:<id> of a note; null for others.';
comment on column ops.feed_event.company_ids is 'Who may see only some companies sees the event only if these are among them; null: only who may see all companies.';
create index feed_event_xact on ops.feed_event (xact);

create table ops.feed_floor (
    xact xid8 not null
);
comment on table ops.feed_floor is 'One row: events of transactions above this number are all still there.';
create unique index feed_floor_is_one on ops.feed_floor ((true));
insert into ops.feed_floor (xact) values ('0');
