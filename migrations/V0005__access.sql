-- API keys, and answers that are given again for the same Idempotency-Key. The reader role sees
-- neither.

create table ops.api_key (
    id text primary key check (id ~ '^[a-z0-9]{12}$'),
    name text not null,
    role text not null check (role in ('viewer', 'operator', 'admin')),
    secret_sha256 bytea not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
comment on table ops.api_key is 'Credentials of clients.';
comment on column ops.api_key.secret_sha256 is 'SHA-256 of the secret. The secret is 32 random bytes, so it needs no slow hash. It is shown once and not stored.';

create table ops.idempotency (
    api_key_id text not null references ops.api_key (id) on delete cascade,
    key text not null,
    request_sha256 bytea not null,
    status integer not null,
    location text,
    body text not null,
    created_at timestamptz not null default now(),
    primary key (api_key_id, key)
);
comment on table ops.idempotency is 'Answers to requests with an Idempotency-Key, written in the transaction of the effect and kept for 24 hours.';
create index idempotency_created on ops.idempotency (created_at);
