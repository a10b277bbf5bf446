--! insert (company_ids?, locale?)
insert into ops.person (id, email, name, role, company_ids, locale, created_by)
values (:id, :email, :name, :role, :company_ids, :locale, :created_by)
on conflict do nothing;

--- Serialises changes of people, so that two admins cannot remove each other.
--! lock_all
select id from ops.person where state <> 'removed' order by id for update;

--! lock
select from ops.person where id = :id for update;

--! change (name?, role?, company_ids?, state?, locale?)
update ops.person
set name = coalesce(:name, name), role = coalesce(:role, role),
    company_ids = case when :changes_companies then :company_ids else company_ids end,
    state = coalesce(:state, state), locale = coalesce(:locale, locale), version = version + 1
where id = :id and state <> 'removed';

--! change_own (name?, locale?, preferences?)
update ops.person
set name = coalesce(:name, name), locale = coalesce(:locale, locale),
    preferences = coalesce(:preferences, preferences), version = version + 1
where id = :id;

--- What proves who the person is does not outlive the person.
--! remove
with gone as (
    update ops.person
    set state = 'removed', password_hash = null, email = 'removed:' || id, version = version + 1
    where id = :id and state <> 'removed'
    returning id
), factor as (
    delete from ops.second_factor where person_id in (select id from gone)
), codes as (
    delete from ops.recovery_code where person_id in (select id from gone)
), tokens as (
    delete from ops.sign_in_token where person_id in (select id from gone)
), identities as (
    delete from ops.person_identity where person_id in (select id from gone)
), passkeys as (
    delete from ops.passkey where person_id in (select id from gone)
), sessions as (
    delete from ops.session where person_id in (select id from gone)
)
select count(*) from gone;

--! set_password
update ops.person
set password_hash = :password_hash, password_changed_at = now(), state = 'active'
where id = :id and state in ('invited', 'active');

--! rename
update ops.person set name = :name where id = :id;

--! end_sessions
delete from ops.session where person_id = :person_id;

--! end_session
delete from ops.session where person_id = :person_id and id = :id;

--! add_token
insert into ops.sign_in_token (token_sha256, person_id, kind, expires_at)
values (:token_sha256, :person_id, :kind, now() + :seconds::bigint * interval '1 second')
returning expires_at;

--! spend_tokens
delete from ops.sign_in_token where person_id = :person_id and kind = :kind;

--! spend_all_tokens
delete from ops.sign_in_token where person_id = :person_id;

--- The row of the person is locked, so that two requests at the same time send one mail.
--! may_mail_again
with person as materialized (select id from ops.person where id = :person_id for update)
select not exists (
    select from ops.sign_in_token token
    where token.person_id = (select id from person) and token.kind = 'reset'
      and token.created_at > now() - interval '5 minutes'
) as may_mail_again;

--! spend_token
delete from ops.sign_in_token token
using ops.person person
where token.token_sha256 = :token_sha256 and token.kind = :kind and token.expires_at > now()
  and person.id = token.person_id
  and (person.state = 'active' or person.state = 'invited' and token.kind = 'invitation')
returning person.id, person.name, person.email, person.role;

--! put_factor
insert into ops.second_factor (person_id, secret_encrypted)
values (:person_id, :secret_encrypted)
on conflict (person_id) do update
set secret_encrypted = excluded.secret_encrypted, last_step = 0
where ops.second_factor.confirmed_at is null;

--- A code works once: its step must be later than the last one.
--! take_step
update ops.second_factor
set last_step = :step, confirmed_at = coalesce(confirmed_at, now())
where person_id = :person_id and last_step < :step;

--- Locked, because they may be encrypted with another key.
--! lock_factors
select person_id, secret_encrypted from ops.second_factor order by person_id for update;

--! reseal_factor
update ops.second_factor set secret_encrypted = :secret_encrypted where person_id = :person_id;

--! remove_factor
delete from ops.second_factor where person_id = :person_id;

--! remove_codes
delete from ops.recovery_code where person_id = :person_id;

--! add_code
insert into ops.recovery_code (person_id, code_sha256) values (:person_id, :code_sha256);

--! spend_code
delete from ops.recovery_code where person_id = :person_id and code_sha256 = :code_sha256;
