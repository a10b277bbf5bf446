-- Who may do what: people and API keys, how people sign in, and answers that are given again for the
-- same Idempotency-Key. The reader role sees none of it.

create type ops.role as enum ('viewer', 'operator', 'admin');

create table ops.api_key (
    id text primary key check (id ~ '^[a-z0-9]{12}$'),
    name text not null check (name <> ''),
    role ops.role not null,
    company_ids bigint[],
    secret_sha256 bytea not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
);
comment on table ops.api_key is 'Credentials of programs.';
comment on column ops.api_key.company_ids is 'The companies whose books the key may see; null: all.';
comment on column ops.api_key.secret_sha256 is 'SHA-256 of the secret. The secret is 32 random bytes, so it needs no slow hash. It is shown once and not stored.';
comment on column ops.api_key.last_used_at is 'Written at most once a minute.';

create type ops.person_state as enum ('invited', 'active', 'disabled', 'removed');

create table ops.person (
    id uuid primary key,
    email text not null check (email = lower(email) and email <> ''),
    name text not null check (name <> ''),
    role ops.role not null,
    company_ids bigint[],
    locale text,
    preferences jsonb not null default '{}',
    state ops.person_state not null default 'invited',
    password_hash text,
    password_changed_at timestamptz,
    created_by text not null,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz,
    version integer not null default 1
);
comment on table ops.person is 'People of the tenant. A removed person stays, because what the person did keeps the name.';
comment on column ops.person.company_ids is 'The companies whose books the person may see; null: all.';
comment on column ops.person.password_hash is 'Argon2id, in the PHC string format.';
comment on column ops.person.version is 'Rises with each change.';
create unique index person_email on ops.person (email) where state <> 'removed';

create table ops.session (
    id_sha256 bytea primary key,
    id uuid not null unique,
    person_id uuid not null references ops.person (id) on delete cascade,
    method text not null check (method in ('password', 'invitation')),
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    confirmed_at timestamptz not null default now(),
    expires_at timestamptz not null,
    idle_seconds integer not null check (idle_seconds > 0),
    address inet,
    user_agent text
);
comment on table ops.session is 'Who is signed in. A session ends when its row is removed, or when one of its two times is over.';
comment on column ops.session.id_sha256 is 'SHA-256 of the 32 random bytes in the cookie, which are not stored.';
comment on column ops.session.id is 'The name of the session in lists.';
comment on column ops.session.last_seen_at is 'Written at most once a minute.';
comment on column ops.session.confirmed_at is 'When the person last proved to be there. What cannot be undone needs a recent proof.';
comment on column ops.session.idle_seconds is 'The session ends when it was not used for so long.';
create index session_person on ops.session (person_id, created_at);
create index session_expiring on ops.session (expires_at);

create type ops.sign_in_token_kind as enum ('invitation', 'reset');

create table ops.sign_in_token (
    token_sha256 bytea primary key,
    person_id uuid not null references ops.person (id) on delete cascade,
    kind ops.sign_in_token_kind not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
comment on table ops.sign_in_token is 'Links of invitations and of forgotten passwords. A link works once: its use removes it.';
create index sign_in_token_person on ops.sign_in_token (person_id, kind);

create table ops.sign_in_failure (
    account_sha256 bytea primary key,
    failures integer not null,
    last_at timestamptz not null default now()
);
comment on table ops.sign_in_failure is 'Failed sign-ins in a row, by the address that was given, whether such a person exists or not. From the fifth on, the next try has to wait.';

create table ops.second_factor (
    person_id uuid primary key references ops.person (id) on delete cascade,
    secret_encrypted bytea not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0
);
comment on table ops.second_factor is 'Time-based codes (RFC 6238). Without confirmed_at the person has not entered a first code yet.';
comment on column ops.second_factor.secret_encrypted is 'AES-256-GCM with the key of ESPEJO_SECRETS_KEY: nonce, then ciphertext. The id of the person is authenticated with it.';
comment on column ops.second_factor.last_step is 'The time step of the last code that was accepted. A code works once.';

create table ops.recovery_code (
    person_id uuid not null references ops.person (id) on delete cascade,
    code_sha256 bytea not null,
    primary key (person_id, code_sha256)
);
comment on table ops.recovery_code is 'Codes for a person who has lost the device with the second factor. Using one removes it.';

create table ops.idempotency (
    principal text not null,
    key text not null,
    request_sha256 bytea not null,
    status integer not null,
    location text,
    body text not null,
    created_at timestamptz not null default now(),
    primary key (principal, key)
);
comment on table ops.idempotency is 'Answers to requests with an Idempotency-Key, written in the transaction of the effect and kept for 24 hours.';
comment on column ops.idempotency.principal is 'person:<id> or key:<id>.';
create index idempotency_created on ops.idempotency (created_at);

-- Only core-api writes it, and it can only add rows: the trigger fills in number and hash, and the
-- writer role may neither change nor remove a row (repeatable/audit.sql).
create table ops.audit (
    number bigint primary key,
    at timestamptz not null,
    actor text not null,
    actor_name text,
    action text not null,
    object text,
    before jsonb,
    after jsonb,
    reason text,
    address inet,
    user_agent text,
    trace_id text,
    previous_sha256 bytea not null,
    sha256 bytea not null
);
comment on table ops.audit is 'What people, keys, schedules and the command line did, in the order in which it happened. Every row has the hash of the row before, so that a changed or removed row is found.';
comment on column ops.audit.number is 'From 1, without gaps.';
comment on column ops.audit.actor is 'person:<id>, key:<id>, schedule:<id>, cli, or anonymous for a failed sign-in.';
comment on column ops.audit.action is 'What was done, such as saved_view.replace.';
comment on column ops.audit.object is 'To what, such as saved-view:<id>.';
comment on column ops.audit.before is 'The settings before the act. Never secrets.';
create index audit_actor on ops.audit (actor, number desc);
create index audit_action on ops.audit (action, number desc);
create index audit_object on ops.audit (object, number desc);
