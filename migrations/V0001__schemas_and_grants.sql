-- Who may do what. core-api (espejo_writer) is the only writer; everybody else can only select.
create schema odoo;
create schema ops;
create schema report;

comment on schema ops is 'Runs, cursors, proofs, jobs, schedules, outbox and inbox, keys.';
comment on schema report is 'What the reports need precomputed. Empty so far.';

grant usage on schema odoo, ops, report to espejo_writer, espejo_reader;

alter default privileges in schema odoo grant select, insert, update, delete on tables to espejo_writer;
alter default privileges in schema ops grant select, insert, update, delete on tables to espejo_writer;
alter default privileges in schema report grant select, insert, update, delete on tables to espejo_writer;
alter default privileges in schema ops grant usage, select on sequences to espejo_writer;

-- The reader sees the mirror and what reports need; rights on tables in ops are granted one by one.
alter default privileges in schema odoo grant select on tables to espejo_reader;
alter default privileges in schema report grant select on tables to espejo_reader;
