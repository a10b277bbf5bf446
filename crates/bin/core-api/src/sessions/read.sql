--: Passkey(last_used_at?)

--- The passkeys of a person, oldest first; `after` and `after_id` are the key of the last row of the
--- previous page.
--! passkeys (after?, after_id?) : Passkey
select name_id, name, created_at, last_used_at
from ops.passkey
where person_id = :person_id
  and (:after::timestamptz is null or (created_at, name_id) > (:after, :after_id))
order by created_at, name_id
limit :limit;

--! passkey : Passkey
select name_id, name, created_at, last_used_at
from ops.passkey
where name_id = :name_id;

--! passkey_ids
select id from ops.passkey where person_id = :person_id;

--- The passkey that an answer names, of a person who may sign in.
--! passkey_holder
select passkey.credential, person.id as person_id, person.name, person.role
from ops.passkey passkey
join ops.person person on person.id = passkey.person_id
where passkey.id = :id and passkey.person_id = :person_id and person.state = 'active';
