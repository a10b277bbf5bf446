-- Export jobs: one file each.

create table ops.export_job (
    id uuid primary key,
    report text not null,
    parameters jsonb not null,
    format text not null check (format in ('xlsx')),
    locale text not null,
    state text not null check (state in ('requested', 'running', 'finished', 'failed')),
    epoch integer not null default 1 check (epoch > 0),
    attempt uuid,
    requested_by text not null,
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
    failure_reason text,
    failure_detail text,
    traceparent text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
);
comment on column ops.export_job.attempt is 'The attempt whose file won.';
comment on column ops.export_job.control_total is 'Sum of the report''s main amount column, to compare with the file.';
create index export_job_created on ops.export_job (created_at desc, id desc);
create index export_job_active on ops.export_job (lease_until) where state in ('requested', 'running');

grant select on ops.export_job to espejo_reader;
