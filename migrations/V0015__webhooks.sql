-- Webhooks: programs that are told what happens. The reader role sees none of it.

create type ops.webhook_event as enum (
    'mirror.proved', 'mirror.differs', 'mirror.stale', 'mirror.live', 'run.failed', 'export.finished',
    'export.failed', 'mail.failed', 'alarm.raised', 'webhook.test'
);

create table ops.webhook (
    id uuid primary key,
    version integer not null default 1,
    name text not null check (name <> ''),
    target_url text not null,
    events ops.webhook_event[] not null check (cardinality(events) > 0),
    active boolean not null default true,
    paused_because text,
    key_encrypted bytea not null,
    previous_key_encrypted bytea,
    previous_key_until timestamptz,
    created_by text not null,
    created_at timestamptz not null default now()
);
comment on table ops.webhook is 'Addresses of programs that are told what happens.';
comment on column ops.webhook.active is 'Whether anything is sent there.';
comment on column ops.webhook.paused_because is 'Why Espejo made it inactive; null if a person did.';
comment on column ops.webhook.key_encrypted is 'The key that signs messages, encrypted with ESPEJO_SECRETS_KEY.';
comment on column ops.webhook.previous_key_until is 'Until then, the previous key signs too.';

create type ops.webhook_delivery_state as enum ('waiting', 'requested', 'delivered', 'failed');

create table ops.webhook_delivery (
    id uuid primary key,
    webhook_id uuid not null references ops.webhook (id) on delete cascade,
    event ops.webhook_event not null,
    data jsonb not null,
    state ops.webhook_delivery_state not null default 'waiting',
    epoch integer not null default 0,
    tries integer not null default 0,
    due_at timestamptz default now(),
    traceparent text,
    failure_detail text,
    created_at timestamptz not null default now(),
    settled_at timestamptz,
    constraint due_until_settled check ((due_at is null) = (state in ('delivered', 'failed')))
);
comment on table ops.webhook_delivery is 'One message to one webhook.';
comment on column ops.webhook_delivery.state is 'waiting: for its next try; requested: a worker has it; delivered: the receiver answered with 2xx; failed: it was tried too often, or may not be sent.';
comment on column ops.webhook_delivery.epoch is 'Rises each time the message is requested. Results of older epochs are ignored.';
comment on column ops.webhook_delivery.failure_detail is 'Why it failed without a call.';
comment on column ops.webhook_delivery.due_at is 'At this time (the database''s clock) the message is requested, or requested again because its worker did not answer.';
create index webhook_delivery_created on ops.webhook_delivery (created_at desc, id desc);
create index webhook_delivery_of on ops.webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_due on ops.webhook_delivery (webhook_id, due_at)
    where due_at is not null;

create table ops.webhook_try (
    delivery_id uuid not null references ops.webhook_delivery (id) on delete cascade,
    number integer not null,
    ended_at timestamptz not null default now(),
    status_code integer,
    detail text not null,
    duration_ms bigint not null,
    primary key (delivery_id, number)
);
comment on table ops.webhook_try is 'What became of each try to send a message.';

create table ops.mirror_announced (
    is_live boolean not null
);
comment on table ops.mirror_announced is 'One row: the state of the mirror that was last announced to webhooks.';
create unique index mirror_announced_is_one on ops.mirror_announced ((true));
insert into ops.mirror_announced (is_live) values (false);
