-- Schemas, and who may do what. core-api (espejo_writer) is the only writer. Every other service
-- (espejo_reader) can only select.

create schema odoo;
create schema ops;
create schema report;

comment on schema odoo is 'The mirror: an exact copy of the tenant''s Odoo. Only core-api writes it.';
comment on schema ops is 'How the product works: runs, cursors, proofs, history, events, exports, mails, schedules, statements, API keys.';
comment on schema report is 'Precomputed data for reports. All of it is derived from schema odoo and can be built again.';

grant usage on schema odoo, ops, report to espejo_writer, espejo_reader;

alter default privileges in schema odoo grant select, insert, update, delete on tables to espejo_writer;
alter default privileges in schema ops grant select, insert, update, delete on tables to espejo_writer;
alter default privileges in schema report grant select, insert, update, delete on tables to espejo_writer;
alter default privileges in schema ops grant usage, select on sequences to espejo_writer;

-- The reader sees the whole mirror and all report data. For each table of ops, the file that creates
-- it grants select, or does not.
alter default privileges in schema odoo grant select on tables to espejo_reader;
alter default privileges in schema report grant select on tables to espejo_reader;
