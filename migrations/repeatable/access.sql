-- People, keys and schedules by the text in columns such as requested_by.

-- The name of a person, key or schedule that a column such as requested_by names; null for others.
create or replace function ops.actor_name(actor text) returns text
language sql stable
return case split_part(actor, ':', 1)
    when 'person' then (select name from ops.person
                        where id = split_part(actor, ':', 2)::uuid)
    when 'key' then (select name from ops.api_key where id = split_part(actor, ':', 2))
    when 'schedule' then (select name from ops.schedule
                          where id = split_part(actor, ':', 2)::uuid)
end;

-- The address of the person that such a column names; null for others.
create or replace function ops.actor_email(actor text) returns text
language sql stable
return case split_part(actor, ':', 1)
    when 'person' then (select email from ops.person
                        where id = split_part(actor, ':', 2)::uuid and state <> 'removed')
end;

-- Whether a person or key may still use the API and see the books of all these companies; null for
-- those of all. Mails and schedules may.
create or replace function ops.may_see(actor text, companies bigint[]) returns boolean
language sql stable
return case split_part(actor, ':', 1)
    when 'person' then exists (
        select from ops.person
        where id = split_part(actor, ':', 2)::uuid and state = 'active'
          and (company_ids is null or companies <@ company_ids))
    when 'key' then exists (
        select from ops.api_key
        where id = split_part(actor, ':', 2) and revoked_at is null
          and coalesce(expires_at > now(), true)
          and (company_ids is null or companies <@ company_ids))
    else true
end;

-- The companies whose books a person or key may see, also if it may no longer sign in; null for all.
create or replace function ops.companies_of(actor text) returns bigint[]
language sql stable
return case split_part(actor, ':', 1)
    when 'person' then (select company_ids from ops.person
                        where id = split_part(actor, ':', 2)::uuid)
    when 'key' then (select company_ids from ops.api_key where id = split_part(actor, ':', 2))
end;

-- How long an account waits after so many failed sign-ins in a row.
create or replace function ops.sign_in_wait(failures integer) returns interval
language sql immutable
return case when failures < 5 then interval '0'
            else least(interval '15 minutes', interval '1 second' * 2 ^ least(failures - 5, 10)) end;
