--: Person(company_ids?, locale?, created_by_name?, last_seen_at?)

--! get : Person
select id, email, name, role, company_ids, locale, preferences, state, created_by,
       ops.actor_name(created_by) as created_by_name, created_at, last_seen_at, version,
       exists (select from ops.second_factor factor
               where factor.person_id = person.id and factor.confirmed_at is not null)
           as has_second_factor
from ops.person person
where id = :id and state <> 'removed';

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?) : Person
select id, email, name, role, company_ids, locale, preferences, state, created_by,
       ops.actor_name(created_by) as created_by_name, created_at, last_seen_at, version,
       exists (select from ops.second_factor factor
               where factor.person_id = person.id and factor.confirmed_at is not null)
           as has_second_factor
from ops.person person
where state <> 'removed'
  and (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
order by created_at desc, id desc
limit :limit;

--- Who may sign in with this address, or could once the invitation is used.
--! by_email : (password_hash?, locale?)
select id, name, role, state, password_hash, locale
from ops.person
where email = :email and state in ('invited', 'active');

--! password : (password_hash?)
select password_hash, email, name from ops.person where id = :id;

--- Whether another person can still manage people.
--! has_other_admin
select exists (
    select from ops.person
    where id <> :id and state = 'active' and role = 'admin' and company_ids is null
) as has_other_admin;

--- Sessions of a person that have not ended, newest first; `before` and `before_id` are the key of
--- the last row of the previous page.
--! sessions (before?, before_id?) : (address?, user_agent?)
select id, method, created_at, last_seen_at, expires_at, host(address) as address, user_agent
from ops.session
where person_id = :person_id and expires_at > now()
  and last_seen_at > now() - idle_seconds * interval '1 second'
  and (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
order by created_at desc, id desc
limit :limit;

--! factor : (confirmed_at?)
select secret_encrypted, confirmed_at, last_step
from ops.second_factor
where person_id = :person_id;

--! recovery_codes
select count(*) from ops.recovery_code where person_id = :person_id;

--- The person of a link that still works.
--! of_token
select person.id, person.name, person.email, token.expires_at
from ops.sign_in_token token
join ops.person person on person.id = token.person_id
where token.token_sha256 = :token_sha256 and token.kind = :kind and token.expires_at > now()
  and (person.state = 'active' or person.state = 'invited' and token.kind = 'invitation');
