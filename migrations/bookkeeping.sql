-- What is applied. `refinery_schema_history` has a row for each V file and is made by the tool that
-- applies them. Idempotent; run after the V files, as the owner.

-- Each service compares the version of the schema with its own before it uses a connection.
grant select (version) on public.refinery_schema_history
    to espejo_writer, espejo_reader, espejo_schedule_reader;

-- Which text of the repeatable files is applied.
create table if not exists public.repeatable_migration (
    only_row boolean primary key default true check (only_row),
    md5 text not null,
    applied_at timestamptz not null default now()
);

-- What `core-api migrate` last made this database from, and how it then found it: while both are the
-- same, there is nothing to do.
create table if not exists public.migrated (
    only_row boolean primary key default true check (only_row),
    made_from text not null,
    found text not null,
    migrated_at timestamptz not null default now()
);
