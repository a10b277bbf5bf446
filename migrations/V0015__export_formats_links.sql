-- Exports: more formats, a way to stop and to begin again, links, and files that are removed in time.

alter table ops.export_job drop constraint export_job_format_check;
alter table ops.export_job add constraint export_job_format_check
    check (format in ('xlsx', 'csv', 'parquet', 'pdf'));
alter table ops.export_job drop constraint export_job_state_check;
alter table ops.export_job add constraint export_job_state_check
    check (state in ('requested', 'running', 'finished', 'failed', 'cancelled'));

alter table ops.export_job
    add column options jsonb not null default '{}',
    add column revision bigint not null default 1,
    add column attempt_started_at timestamptz,
    add column progressed_at timestamptz,
    add column expires_at timestamptz,
    add column file_removed_at timestamptz;
comment on column ops.export_job.options is 'How the format is written, as the request said it; what is left out follows the locale.';
comment on column ops.export_job.revision is 'Rises with each change of the row: what a follower has seen.';
comment on column ops.export_job.attempt_started_at is 'When the attempt that rows_written belongs to began.';
comment on column ops.export_job.expires_at is 'When the file may be removed.';
create index export_job_expiring on ops.export_job (expires_at)
    where file_key is not null and file_removed_at is null;

create table ops.export_link (
    token_sha256 bytea primary key,
    job_id uuid not null references ops.export_job (id) on delete cascade,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
comment on table ops.export_link is 'Links that open one file without a key until they expire. The token is shown once and kept nowhere.';
create index export_link_expiring on ops.export_link (expires_at);
