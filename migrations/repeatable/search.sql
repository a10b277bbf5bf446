-- Search of partners and documents: `nandu` finds `Ñandú`.
--
-- The indexes contain the results of the functions. If a change of a function changes them, add
-- `reindex index …;` for each of them at the end, and remove it with the next change.

create or replace function report.folded(value text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC)));
comment on function report.folded is 'The text in lower case and without accents.';

create or replace function report.searched(name text, vat text, ref text) returns text
language sql immutable parallel safe
return report.folded(coalesce(name, '') || chr(10) || coalesce(vat, '') || chr(10) || coalesce(ref, ''));
comment on function report.searched is 'What a search looks at, one field per line.';

create index if not exists res_partner_search on odoo.res_partner
    using gin (report.searched(name, vat, ref) public.gin_trgm_ops) where _deleted_at is null;

-- Search of documents by number and reference (decision 0070): the same function, without a third
-- field.
create index if not exists account_move_search on odoo.account_move
    using gin (report.searched(name, ref, null) public.gin_trgm_ops) where _deleted_at is null;
