-- The event feed: triggers that add a row to ops.feed_event when the state of an object changes.
-- Progress is not a change of state: streams read it from the tables themselves.

-- In an INSERT, the old row is null.
create or replace function ops.tell_run() returns trigger language plpgsql as $$
begin
    if (old.state, old.failure_reason, old.confirmed)
       is distinct from (new.state, new.failure_reason, new.confirmed) then
        insert into ops.feed_event (kind, object_id, state, company_ids)
        values ('run', new.id, new.state, '{}');
    end if;
    return null;
end $$;
comment on function ops.tell_run is 'Trigger: a sync run has another state. Everybody may see runs.';

create or replace function ops.tell_export() returns trigger language plpgsql as $$
begin
    if (old.state, old.epoch, old.file_removed_at)
       is distinct from (new.state, new.epoch, new.file_removed_at) then
        insert into ops.feed_event (kind, object_id, state, company_ids)
        values ('export', new.id, new.state, new.company_ids);
    end if;
    return null;
end $$;
comment on function ops.tell_export is 'Trigger: an export has another state, is requested again, or has lost its file.';

create or replace function ops.tell_mail() returns trigger language plpgsql as $$
begin
    if (old.state, old.tries, old.next_try_at)
       is distinct from (new.state, new.tries, new.next_try_at) then
        insert into ops.feed_event (kind, object_id, state, about, company_ids)
        select 'mail', new.id, new.state, '/v1/exports/' || new.export_id, job.company_ids
        from ops.export_job job where job.id = new.export_id;
    end if;
    return null;
end $$;
comment on function ops.tell_mail is 'Trigger: a mail has another state or was tried. It shows the books that its file shows.';

create or replace function ops.tell_statement_run() returns trigger language plpgsql as $$
begin
    if old.state is distinct from new.state then
        insert into ops.feed_event (kind, object_id, state, company_ids)
        values ('statement_run', new.id, new.state, new.company_ids);
    end if;
    return null;
end $$;
comment on function ops.tell_statement_run is 'Trigger: a statement run has another state.';

create or replace function ops.tell_alarm() returns trigger language plpgsql as $$
begin
    if (old.run_id, old.cleared_at) is distinct from (new.run_id, new.cleared_at) then
        insert into ops.feed_event (kind, object_id, state, company_ids)
        values ('alarm', new.id, case when new.cleared_at is null then 'open' else 'cleared' end,
                '{}');
    end if;
    return null;
end $$;
comment on function ops.tell_alarm is 'Trigger: an alarm is raised, found again or cleared. Everybody may see alarms.';

create or replace trigger tell after insert or update on ops.sync_run
    for each row execute function ops.tell_run();
create or replace trigger tell after insert or update on ops.export_job
    for each row execute function ops.tell_export();
create or replace trigger tell after insert or update on ops.mail
    for each row execute function ops.tell_mail();
create or replace trigger tell after insert or update on ops.statement_run
    for each row execute function ops.tell_statement_run();
create or replace trigger tell after insert or update on ops.alarm
    for each row execute function ops.tell_alarm();
