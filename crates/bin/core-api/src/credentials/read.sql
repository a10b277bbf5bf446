--- A key that is neither revoked nor expired by the database's clock. `id` is its public part.
--! valid_key : (company_ids?)
select id, name, role, company_ids, secret_sha256,
       coalesce(last_used_at < now() - interval '1 minute', true) as is_to_touch
from ops.api_key
where id = :id and revoked_at is null and (expires_at is null or expires_at > now());

--- A session that has not ended, of a person who may sign in.
--! valid_session : (company_ids?)
select session.id, session.person_id, person.name, person.role, person.company_ids,
       session.confirmed_at, session.expires_at,
       session.last_seen_at < now() - interval '1 minute' as is_to_touch
from ops.session session
join ops.person person on person.id = session.person_id
where session.id_sha256 = :id_sha256 and person.state = 'active'
  and session.expires_at > now()
  and session.last_seen_at > now() - session.idle_seconds * interval '1 second';

--- The companies of a session or a key, if it is still valid.
--! companies_of_valid (session?, key?) : (company_ids?)
select person.company_ids
from ops.session session
join ops.person person on person.id = session.person_id
where session.id = :session and person.state = 'active' and session.expires_at > now()
  and session.last_seen_at > now() - session.idle_seconds * interval '1 second'
union all
select company_ids
from ops.api_key
where id = :key and revoked_at is null and (expires_at is null or expires_at > now());

--- The session or the key of a token for this path.
--! of_token : (session_sha256?, api_key_id?)
select session.id_sha256 as session_sha256, token.api_key_id
from ops.access_token token
left join ops.session session on session.id = token.session_id
where token.token_sha256 = :token_sha256 and token.path = :path and token.expires_at > now();
