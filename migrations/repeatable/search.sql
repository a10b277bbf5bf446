-- Search of partners: `nandu` finds `Ñandú`.
--
-- The index contains the results of the function. If a change of the function changes them, add
-- `reindex index odoo.res_partner_search;` at the end, and remove it with the next change.

create or replace function report.folded(value text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC)));
comment on function report.folded is 'The text in lower case and without accents.';

create or replace function report.searched(name text, vat text, ref text) returns text
language sql immutable parallel safe
return report.folded(coalesce(name, '') || chr(10) || coalesce(vat, '') || chr(10) || coalesce(ref, ''));
comment on function report.searched is 'What a search of partners looks at, one field per line.';

create index if not exists res_partner_search on odoo.res_partner
    using gin (report.searched(name, vat, ref) public.gin_trgm_ops) where _deleted_at is null;
