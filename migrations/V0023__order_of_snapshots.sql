-- Rows that were read in Odoo's own database have the order of the snapshots that they are from.

create table ops.source_history (
    generation integer generated always as identity primary key,
    system text not null,
    timeline bigint not null,
    begun_at timestamptz not null default now(),
    check (generation < 1024)
);
comment on table ops.source_history is 'The histories of Odoo''s database that were read, in their order. A restored server, a promoted standby and another server begin a new one.';
comment on column ops.source_history.generation is 'Stands before the number of a snapshot, so all numbers of a later history are greater.';
comment on column ops.source_history.system is 'PostgreSQL''s system identifier.';
comment on column ops.source_history.timeline is 'PostgreSQL''s timeline.';

alter table ops.sync_attempt add column generation integer;
alter table ops.sync_attempt add column as_of bigint;
comment on column ops.sync_attempt.generation is 'The history of Odoo''s database that the attempt reads; null for Odoo''s API.';
comment on column ops.sync_attempt.as_of is 'A snapshot from before the attempt has read anything.';

alter table ops.sync_missing add column as_of bigint;
comment on column ops.sync_missing.as_of is 'The snapshot that lacked the row; null for Odoo''s API.';
alter table ops.reload_row add column as_of bigint;
comment on column ops.reload_row.as_of is 'The snapshot that the row is from; null for Odoo''s API.';

do $$
declare
    mirrored text;
begin
    for mirrored in
        select relname from pg_class
        where relnamespace = 'odoo'::regnamespace and relkind = 'r'
    loop
        execute format('alter table odoo.%I add column _as_of bigint', mirrored);
        execute format('comment on column odoo.%I._as_of is %L', mirrored,
            'The snapshot of Odoo''s database that the row, or its absence, is from. A greater one is newer. Null for Odoo''s API.');
    end loop;
end $$;

grant select on ops.source_history to espejo_reader;
