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

--! begin (address?, user_agent?)
insert into ops.session (id_sha256, id, person_id, method, expires_at, idle_seconds, address,
    user_agent)
values (:id_sha256, :id, :person_id, :method,
    now() + :lifetime_seconds::bigint * interval '1 second', :idle_seconds::bigint, :address,
    :user_agent);

--! end
delete from ops.session where id = :id;

--! confirm
update ops.session set confirmed_at = now() where id = :id;

--! seen
update ops.person set last_seen_at = now() where id = :id;
