-- Events to send, written with the change that causes them; ids of events already taken.

create table ops.outbox (
    id bigint generated always as identity primary key,
    event_id uuid not null unique,
    event text not null,
    version integer not null,
    body text not null,
    traceparent text,
    created_at timestamptz not null default now(),
    available_at timestamptz not null default now(),
    published_at timestamptz
);
comment on column ops.outbox.body is 'The sealed envelope, sent as it stands.';
comment on column ops.outbox.available_at is 'Not sent before: long retries wait here.';
comment on column ops.outbox.published_at is 'Set when the broker has confirmed it. Rows are kept seven days for replay.';
create index outbox_unpublished on ops.outbox (id) where published_at is null;
create index outbox_published on ops.outbox (published_at) where published_at is not null;

create table ops.inbox (
    consumer text not null,
    event_id uuid not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_received on ops.inbox (received_at);
