-- The key of the cursors of lists.

create table ops.cursor_key (
    key bytea not null check (length(key) = 32)
);
comment on table ops.cursor_key is 'One row: the key that encrypts the cursors of lists. Only core-api may read it. After a delete and insert, cursors that clients hold no longer work.';
create unique index cursor_key_is_one on ops.cursor_key ((true));
insert into ops.cursor_key (key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    || uuid_send(gen_random_uuid())));
