--- One row per column. The model's name is before the colon of the table's comment, because a table's
--- name does not distinguish a dot from an underscore. `added` is the text after the colon if the
--- tenant's file added the table.
--! columns
select c.relname::text as table_name,
       split_part(obj_description(c.oid, 'pg_class'), ':', 1) as model,
       a.attname::text as column_name, t.typname::text as type_name,
       coalesce(obj_description(c.oid, 'pg_class') like '%: ' || :added::text, false) as is_added
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r' and left(a.attname, 1) <> '_'
order by c.relname, a.attnum;
