--! touch_key
update ops.api_key set last_used_at = now() where id = :id;

--! touch_session
with seen as (
    update ops.session set last_seen_at = now() where id_sha256 = :id_sha256 returning person_id
)
update ops.person set last_seen_at = now() where id in (select person_id from seen);

--- Counts a try, unless the account must wait. From the fifth failure on, each one doubles the wait,
--- up to a quarter of an hour. After a day without tries the count begins again.
--! try_account
insert into ops.sign_in_failure as known (account_sha256, failures)
values (:account_sha256, 1)
on conflict (account_sha256) do update
set failures = case when known.last_at < now() - interval '1 day' then 1
                    else known.failures + 1 end,
    last_at = now()
where now() >= known.last_at + ops.sign_in_wait(known.failures)
returning failures;

--- Seconds until the next try may be made.
--! wait
select ceil(extract(epoch from last_at + ops.sign_in_wait(failures) - now()))::bigint as seconds
from ops.sign_in_failure
where account_sha256 = :account_sha256;

--! forgive
delete from ops.sign_in_failure where account_sha256 = :account_sha256;
