--! key
select key from ops.cursor_key;
