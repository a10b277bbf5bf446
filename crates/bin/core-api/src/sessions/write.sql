--! begin (confirmed_at?, address?, user_agent?)
insert into ops.session (id_sha256, id, person_id, method, confirmed_at, expires_at, idle_seconds,
    address, user_agent)
values (:id_sha256, :id, :person_id, :method, coalesce(:confirmed_at, now()),
    now() + :lifetime_seconds::bigint * interval '1 second', :idle_seconds::bigint, :address,
    :user_agent);

--! end
delete from ops.session where id = :id;

--! confirm
update ops.session set confirmed_at = now() where id = :id;

--! seen
update ops.person set last_seen_at = now() where id = :id;

--! begin_attempt (browser_sha256?)
insert into ops.sign_in_attempt (key_sha256, purpose, subject, browser_sha256, payload, expires_at)
values (:key_sha256, :purpose, :subject, :browser_sha256, :payload,
    now() + :seconds::bigint * interval '1 second');

--- What the attempt remembered; it is removed, so that it works once.
--! take_attempt (browser_sha256?)
delete from ops.sign_in_attempt
where key_sha256 = :key_sha256 and purpose = :purpose and subject = :subject
  and browser_sha256 is not distinct from :browser_sha256 and expires_at > now()
returning payload;

--! add_passkey
insert into ops.passkey (id, name_id, person_id, name, credential)
values (:id, :name_id, :person_id, :name, :credential)
on conflict do nothing;

--! remove_passkey
delete from ops.passkey where name_id = :name_id and person_id = :person_id;

--- The device counts its uses. A smaller count than the stored one was refused before.
--! use_passkey (credential?)
update ops.passkey
set last_used_at = now(), credential = coalesce(:credential, credential)
where id = :id;

--! add_access_token (session_id?, api_key_id?)
insert into ops.access_token (token_sha256, session_id, api_key_id, path, expires_at)
values (:token_sha256, :session_id, :api_key_id, :path,
    now() + :seconds::bigint * interval '1 second')
returning expires_at;
