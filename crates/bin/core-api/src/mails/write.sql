--! insert (schedule_id?, subject?, note?, traceparent?)
insert into ops.mail (id, export_id, schedule_id, occasion, recipient, locale, subject, note,
    skip_if_empty, traceparent)
values (:id, :export_id, :schedule_id, :occasion, :recipient, :locale, :subject, :note,
    :skip_if_empty, :traceparent)
on conflict (export_id, recipient) do nothing;

--! lock_export
select state, file_removed_at is not null as file_removed
from ops.export_job where id = :id for update;

--! skip_empty
update ops.mail m
set state = 'skipped', settled_at = now(), detail = 'the report has no rows'
from ops.export_job j
where j.id = m.export_id and j.state = 'finished' and j.rows_written = 0
  and m.export_id = :export_id and m.state = 'waiting' and m.skip_if_empty;

--- Waiting mails whose file exists.
--! ready
select m.id
from ops.mail m
join ops.export_job j on j.id = m.export_id
where m.export_id = :export_id and m.state = 'waiting' and j.state = 'finished'
order by m.id;

--! fail_waiting
update ops.mail
set state = 'failed', settled_at = now(), detail = left(:detail, 2000)
where export_id = :export_id and state = 'waiting'
returning id;

--- What is announced about mails that have failed.
--! failed : (reply_code?, detail?)
select id, export_id, reply_code, detail
from ops.mail
where id = any(:ids) and state = 'failed'
order by id;

--! withdraw
update ops.mail
set state = 'failed', settled_at = now(), lease_until = null, next_try_at = null,
    detail = left(:reason || coalesce('; ' || detail, ''), 2000)
where export_id = any(:exports) and state = 'requested' and next_try_at > now();

--! count_try (reply_code?)
update ops.mail
set tries = tries + 1, reply_code = :reply_code, detail = :detail
where id = :id and epoch = :epoch and state = 'requested'
returning tries;

--! export_of
select export_id from ops.mail where id = :id;

--! lock
select state from ops.mail where id = :id for update;

--! begin_again
update ops.mail set tries = 0, settled_at = null where id = :id;

--! ask
update ops.mail
set state = 'requested', epoch = epoch + 1,
    next_try_at = now() + :delay_ms::bigint * interval '1 ms',
    lease_until = now() + :delay_ms::bigint * interval '1 ms' + :lease::text::interval
where id = :id;

--! lock_lapsed : (traceparent?)
select id, traceparent
from ops.mail
where state = 'requested' and lease_until < now()
for update skip locked;

--! settle
update ops.mail
set state = :state, settled_at = now(), lease_until = null, next_try_at = null
where id = :id;

--- What a letter says. `facts` are those of any mail with the file. `owner_name` is the name of the
--- person or key that made the schedule or the export, and `owner_email` the address of the person.
--! content : (subject?, note?, schedule_name?, owner_name?, owner_email?, facts?)
select mail.export_id, mail.epoch, mail.recipient, mail.locale, mail.occasion, mail.subject, mail.note,
       schedule.name as schedule_name,
       ops.actor_name(coalesce(schedule.created_by, job.requested_by)) as owner_name,
       ops.actor_email(coalesce(schedule.created_by, job.requested_by)) as owner_email,
       (select other.facts from ops.mail other
        where other.export_id = mail.export_id and other.facts is not null
        order by other.id limit 1) as facts
from ops.mail mail
join ops.export_job job on job.id = mail.export_id
left join ops.schedule schedule on schedule.id = mail.schedule_id
where mail.id = :id;

--! keep_facts
update ops.mail set facts = :facts where id = :id and facts is null;

--! end
update ops.mail
set state = :state, settled_at = now(), lease_until = null, next_try_at = null,
    detail = left(:detail, 2000)
where id = :id;
