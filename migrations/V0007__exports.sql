-- Exports: jobs that make a file each, and links to download it. The reader role does not see links.

create type ops.export_state as enum ('requested', 'running', 'finished', 'failed', 'cancelled');

create type ops.export_format as enum ('xlsx', 'csv', 'parquet', 'pdf');

create type ops.export_failure_reason as enum (
    'database', 'storage', 'parameters', 'too_many_rows', 'internal', 'lapsed'
);

create table ops.export_job (
    id uuid primary key,
    report text not null,
    parameters jsonb not null,
    format ops.export_format not null,
    locale text not null,
    file_name text not null,
    state ops.export_state not null,
    epoch integer not null default 1 check (epoch > 0),
    attempt uuid,
    requested_by text not null,
    company_ids bigint[],
    lease_until timestamptz,
    lapses integer not null default 0,
    retries integer not null default 0,
    rows_written bigint not null default 0,
    rows_expected bigint,
    file_key text,
    size_bytes bigint,
    sha256 text,
    control_total numeric,
    data_as_of timestamptz,
    failure_reason ops.export_failure_reason,
    failure_detail text,
    traceparent text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    options jsonb not null default '{}',
    revision bigint not null default 1,
    attempt_started_at timestamptz,
    progressed_at timestamptz,
    expires_at timestamptz,
    file_removed_at timestamptz
);
comment on table ops.export_job is 'A job that makes one file of a report or of a model.';
comment on column ops.export_job.report is 'The key of the report.';
comment on column ops.export_job.file_name is 'The name under which the file is saved. It stays as it was when the job was requested.';
comment on column ops.export_job.epoch is 'Rises each time the job is requested again. Messages of older epochs are ignored.';
comment on column ops.export_job.attempt is 'The attempt that made the file: the first one that finished.';
comment on column ops.export_job.requested_by is 'person:<id>, key:<id>, schedule:<id> or statement-run:<id>.';
comment on column ops.export_job.company_ids is 'The companies whose books the file shows; null: it may show those of all. Who may see only some companies sees the job only if these are among them.';
comment on column ops.export_job.lease_until is 'After this time (the database''s clock), the job is requested again with the next epoch.';
comment on column ops.export_job.lapses is 'Leases that expired while a worker had the job. After five, the job fails.';
comment on column ops.export_job.retries is 'Retryable failures that workers reported. After more than five, the job fails.';
comment on column ops.export_job.file_key is 'The key of the file in the file storage.';
comment on column ops.export_job.control_total is 'Sum of the report''s main amount column, to compare with the file.';
comment on column ops.export_job.options is 'How the format is written, as requested. The locale decides what is left out.';
comment on column ops.export_job.revision is 'Rises with each change of the row, so that a client that follows the job notices it.';
comment on column ops.export_job.attempt_started_at is 'When the attempt began that rows_written belongs to.';
comment on column ops.export_job.expires_at is 'From this time on, the file may be removed.';
create index export_job_created on ops.export_job (created_at desc, id desc);
create index export_job_active on ops.export_job (lease_until) where state in ('requested', 'running');
create index export_job_expiring on ops.export_job (expires_at)
    where file_key is not null and file_removed_at is null;

create table ops.export_link (
    id uuid primary key,
    token_sha256 bytea not null unique,
    job_id uuid not null references ops.export_job (id) on delete cascade,
    mail_id uuid,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_at timestamptz
);
comment on table ops.export_link is 'Links that download one file without an API key until they expire.';
comment on column ops.export_link.token_sha256 is 'SHA-256 of the token in the link. The token is shown once and not stored.';
comment on column ops.export_link.mail_id is 'The mail that contains the link; null for a link that was created through the API.';
comment on column ops.export_link.created_by is 'Who created the link. For a link in a mail, who requested the export. The link ends with the rights of this person or key.';
create index export_link_of_job on ops.export_link (job_id, created_at desc);
create index export_link_expiring on ops.export_link (expires_at);

grant select on ops.export_job to espejo_reader;
