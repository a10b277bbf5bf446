-- The record of acts, ops.audit: numbers without gaps, and a chain of hashes.

-- Each value with its length, so that two rows with different values never have the same text.
create or replace function ops.measured(value text) returns text
language sql immutable parallel safe
return case when value is null then '-;' else length(value) || ':' || value || ';' end;

create or replace function ops.audit_sha256(entry ops.audit) returns bytea
language sql stable
return sha256(entry.previous_sha256 || convert_to(
    ops.measured(entry.number::text)
    || ops.measured((extract(epoch from entry.at) * 1000000)::bigint::text)
    || ops.measured(entry.actor) || ops.measured(entry.actor_name)
    || ops.measured(entry.action) || ops.measured(entry.object)
    || ops.measured(entry.before::text) || ops.measured(entry.after::text)
    || ops.measured(entry.reason) || ops.measured(host(entry.address))
    || ops.measured(entry.user_agent) || ops.measured(entry.trace_id), 'UTF8'));

create or replace function ops.seal_audit() returns trigger
language plpgsql as $$
declare
    last ops.audit;
begin
    -- Until the transaction ends, nobody else adds a row: numbers have no gaps, and every row has the
    -- hash of the row before it.
    perform pg_advisory_xact_lock('ops.audit'::regclass::bigint);
    select * into last from ops.audit order by number desc limit 1;
    new.number := coalesce(last.number, 0) + 1;
    new.at := clock_timestamp();
    new.previous_sha256 := coalesce(last.sha256, '');
    new.sha256 := ops.audit_sha256(new);
    return new;
end
$$;
create or replace trigger seal before insert on ops.audit
    for each row execute function ops.seal_audit();

create or replace function ops.refuse_audit_change() returns trigger
language plpgsql as $$
begin
    raise exception 'rows of ops.audit are never changed or removed';
end
$$;
create or replace trigger keep before update or delete or truncate on ops.audit
    for each statement execute function ops.refuse_audit_change();

revoke update, delete, truncate on ops.audit from espejo_writer;
