-- Events to send, events that have had their effect, and what people did with dead letters. The
-- reader role sees neither outbox nor inbox.

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
comment on table ops.outbox is 'Events to publish, written in the transaction that causes them.';
comment on column ops.outbox.body is 'The envelope as it is published.';
comment on column ops.outbox.available_at is 'Not published before this time. A delayed retry uses it.';
comment on column ops.outbox.published_at is 'When the broker confirmed it. The row is kept for seven days after that.';
create index outbox_unpublished on ops.outbox (id) where published_at is null;
create index outbox_published on ops.outbox (published_at) where published_at is not null;

create table ops.inbox (
    consumer text not null,
    event_id uuid not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
comment on table ops.inbox is 'Events that have had their effect, written in the same transaction. So a repeated event has no second effect. Rows are kept for 30 days.';
create index inbox_received on ops.inbox (received_at);

create table ops.dead_letter_action (
    id uuid primary key,
    action text not null check (action in ('replay', 'discard')),
    letter_id text not null,
    queue text not null,
    event text,
    dead_reason text,
    dead_detail text,
    body_sha256 bytea not null,
    size_bytes bigint not null,
    requested_by text not null,
    reason text,
    requested_at timestamptz not null default now(),
    done_at timestamptz
);
comment on table ops.dead_letter_action is 'Who replayed or discarded which dead letter, and why. Written before the broker is asked to do it.';
comment on column ops.dead_letter_action.requested_by is 'person:<id>, key:<id>, or cli for the command line.';
comment on column ops.dead_letter_action.reason is 'Why the person discarded it, in their own words.';
comment on column ops.dead_letter_action.done_at is 'When the broker confirmed it. Null: the letter may still be there.';
create index dead_letter_action_requested on ops.dead_letter_action (requested_at desc);

grant select on ops.dead_letter_action to espejo_reader;
