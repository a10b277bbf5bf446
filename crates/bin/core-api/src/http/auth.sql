--: ApiKey()

--- A key that is neither revoked nor expired by the database's clock. `id` is its public part.
--! valid_key : ApiKey
select id, role, secret_sha256
from ops.api_key
where id = :id and revoked_at is null and (expires_at is null or expires_at > now());
