-- Other ways to sign in: providers of OpenID Connect, and passkeys. The reader role sees none of it.

create table ops.person_identity (
    issuer text not null,
    subject text not null,
    person_id uuid not null references ops.person (id) on delete cascade,
    email text not null,
    linked_at timestamptz not null default now(),
    primary key (issuer, subject)
);
comment on table ops.person_identity is 'Whom a provider knows under which name. Issuer and subject together are the identity; the address is not.';
comment on column ops.person_identity.email is 'The verified address when the identity was linked. For people who read the table.';
create index person_identity_person on ops.person_identity (person_id);

create table ops.sign_in_attempt (
    key_sha256 bytea primary key,
    purpose text not null check (purpose in ('oidc', 'passkey', 'add-passkey')),
    subject text not null,
    browser_sha256 bytea,
    payload jsonb not null,
    expires_at timestamptz not null
);
comment on table ops.sign_in_attempt is 'What core-api must remember between two requests of one sign-in, for ten minutes at most. The second request removes the row.';
comment on column ops.sign_in_attempt.key_sha256 is 'SHA-256 of the state that a provider sends back, or of the id of a challenge.';
comment on column ops.sign_in_attempt.subject is 'The provider, or the person; empty if the person is not known yet.';
comment on column ops.sign_in_attempt.browser_sha256 is 'SHA-256 of a cookie of the browser that began.';
create index sign_in_attempt_expiring on ops.sign_in_attempt (expires_at);

create table ops.passkey (
    id bytea primary key,
    name_id uuid not null unique,
    person_id uuid not null references ops.person (id) on delete cascade,
    name text not null check (name <> ''),
    credential jsonb not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz
);
comment on table ops.passkey is 'Public keys of the passkeys of people.';
comment on column ops.passkey.id is 'The id of the credential, which the authenticator chose.';
comment on column ops.passkey.name_id is 'The id in URLs.';
comment on column ops.passkey.credential is 'Public key, counter and flags, as the library for WebAuthn writes them.';
create index passkey_person on ops.passkey (person_id, created_at);

create table ops.access_token (
    token_sha256 bytea primary key,
    session_id uuid references ops.session (id) on delete cascade,
    api_key_id text references ops.api_key (id) on delete cascade,
    path text not null,
    expires_at timestamptz not null,
    check (num_nonnulls(session_id, api_key_id) = 1)
);
comment on table ops.access_token is 'Short-lived tokens for one path, for browsers that cannot send a header: events and downloads.';
create index access_token_expiring on ops.access_token (expires_at);

alter table ops.session drop constraint session_method_check;
alter table ops.session
    add constraint session_method_check
    check (method in ('password', 'invitation', 'oidc', 'passkey'));
