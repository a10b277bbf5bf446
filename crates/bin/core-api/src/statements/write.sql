--: WaitingItem()

--! insert (subject?, note?, schedule_id?, traceparent?)
insert into ops.statement_run (id, parameters, format, options, locale, subject, note, schedule_id,
    requested_by, company_ids, traceparent)
values (:id, :parameters, :format, :options, :locale, :subject, :note, :schedule_id, :requested_by,
    :company_ids, :traceparent);

--- `items` is an array of JSON objects, in the order of the items.
--! insert_items
insert into ops.statement_item (run_id, position, partner_id, partner_name, locale, amount_due,
    amount_overdue, oldest_due, recipients, state, detail, settled_at)
select :run_id::uuid, new.position, item.partner_id, item.partner_name, item.locale,
       item.amount_due, item.amount_overdue, item.oldest_due, item.recipients,
       (case when item.skipped then 'skipped' else 'waiting' end)::ops.statement_item_state,
       item.detail, case when item.skipped then now() end
from jsonb_array_elements(:items) with ordinality new (item, position)
cross join lateral jsonb_to_record(new.item) item
    (partner_id bigint, partner_name text, locale text, amount_due numeric, amount_overdue numeric,
     oldest_due date, recipients text[], skipped boolean, detail text);

--! lock
select state from ops.statement_run where id = :id for update;

--! begin_cancelling
update ops.statement_run set state = 'cancelling' where id = :id;

--! begin_again
update ops.statement_run set state = 'running', finished_at = null where id = :id;

--- Ends the run if it has no open item.
--! end_run
update ops.statement_run run
set state = (case run.state when 'cancelling' then 'cancelled' else 'finished' end)
        ::ops.statement_run_state,
    finished_at = now()
where run.id = :id and run.state in ('running', 'cancelling')
  and not exists (select from ops.statement_item item
                  where item.run_id = run.id and item.state in ('waiting', 'exporting', 'mailing'));

--- Items whose files are being made or whose mails no worker has tried yet.
--! under_way
select count(*)
from ops.statement_item item
where item.run_id = :run_id
  and (item.state = 'exporting' or item.state = 'mailing' and exists (
      select from ops.mail mail
      where mail.export_id = item.export_id and mail.tries = 0
        and mail.state in ('waiting', 'requested')));

--- The next ones, each with the addresses that have not got the statement yet.
--! waiting : WaitingItem
select position, partner_id, locale,
       array(select recipient
             from unnest(recipients) with ordinality as of_item (recipient, number)
             where recipient <> all(sent_to)
             order by number) as recipients
from ops.statement_item
where run_id = :run_id and state = 'waiting'
order by position
limit greatest(:places::bigint, 0);

--! begin_item
update ops.statement_item
set state = 'exporting', export_id = :export_id
where run_id = :run_id and position = :position;

--! end_item (detail?)
update ops.statement_item
set state = :state, detail = coalesce(left(:detail, 2000), detail), settled_at = now()
where run_id = :run_id and position = :position;

--! fail_without_export
update ops.statement_item
set state = 'failed', detail = 'its export was removed', settled_at = now()
where run_id = :run_id and state in ('exporting', 'mailing') and export_id is null;

--! settle_by_exports
update ops.statement_item item
set state = (case job.state when 'finished' then 'mailing' else 'failed' end)
        ::ops.statement_item_state,
    detail = case job.state
        when 'finished' then item.detail
        when 'cancelled' then 'its export was cancelled'
        else 'its export failed: ' || coalesce(job.failure_detail, job.failure_reason::text, '')
    end,
    settled_at = case when job.state <> 'finished' then now() end
from ops.export_job job
where item.run_id = :run_id and item.state = 'exporting' and job.id = item.export_id
  and job.state in ('finished', 'failed', 'cancelled');

--- People may have mailed the file to others as well. Only the mails of the statement count.
--! settle_by_mails
update ops.statement_item item
set state = (case when mails.failed is not null then 'failed'
                  when mails.skipped is not null and not mails.is_sent then 'skipped'
                  else 'sent' end)::ops.statement_item_state,
    detail = left(coalesce(mails.failed, mails.skipped, item.detail), 2000), settled_at = now()
from ops.statement_item this
cross join lateral (
    select string_agg(mail.recipient || ': ' || coalesce(mail.detail, mail.state::text), '; '
                      order by mail.recipient) filter (where mail.state = 'failed') as failed,
           max(mail.detail) filter (where mail.state = 'skipped') as skipped,
           coalesce(bool_or(mail.state = 'sent'), false) as is_sent,
           bool_or(mail.state in ('waiting', 'requested')) as is_open
    from ops.mail mail
    where mail.export_id = this.export_id and mail.occasion = 'statement'
) mails
where this.run_id = :run_id and this.state = 'mailing' and mails.is_open is not true
  and item.run_id = this.run_id and item.position = this.position;

--! skip_excluded
update ops.statement_item item
set state = 'skipped', settled_at = now(),
    detail = 'excluded' || coalesce(' until ' || exclusion.until, '') || ': ' || exclusion.reason
from ops.statement_exclusion exclusion
where item.run_id = :run_id and item.state = 'waiting'
  and exclusion.partner_id = item.partner_id
  and (exclusion.until is null or exclusion.until >= :today);

--! exports_of_items
select export_id
from ops.statement_item
where run_id = :run_id and state = :state and export_id is not null
order by export_id;

--! cancel_items
update ops.statement_item item
set state = 'cancelled', detail = :detail, settled_at = now()
where item.run_id = :run_id
  and (item.state = 'waiting' or item.state = 'exporting' and exists (
       select from ops.export_job job
       where job.id = item.export_id and job.state = 'cancelled'));

--! lock_mails_of_failed
select
from ops.mail mail
join ops.statement_item item on item.export_id = mail.export_id
where item.run_id = :run_id and item.state = 'failed'
order by mail.id
for update of mail;

--! continue_with_open_mails
update ops.statement_item item
set state = 'mailing', detail = null, settled_at = null
where item.run_id = :run_id and item.state = 'failed' and exists (
    select from ops.mail mail
    where mail.export_id = item.export_id and mail.state in ('waiting', 'requested'));

--! skip_mails_of_failed
update ops.mail mail
set state = 'skipped', detail = 'its statement run began it anew'
from ops.statement_item item
where item.run_id = :run_id and item.state = 'failed' and mail.export_id = item.export_id
  and mail.state = 'failed';

--! begin_failed_again
update ops.statement_item item
set state = 'waiting', detail = null, settled_at = null, export_id = null,
    sent_to = item.sent_to || array(
        select mail.recipient from ops.mail mail
        where mail.export_id = item.export_id and mail.state = 'sent')
where item.run_id = :run_id and item.state = 'failed';

--! knows_partner
select exists (
    select from odoo.res_partner where id = :id and _deleted_at is null
) as knows_partner;

--- Also serialises two requests that both create it.
--! lock_exclusion
select pg_advisory_xact_lock(hashtextextended('statement-exclusion ' || :partner_id::bigint, 0))
    is null as locked;

--! put_exclusion (until?)
insert into ops.statement_exclusion (partner_id, reason, until, created_by)
values (:partner_id, :reason, :until, :created_by)
on conflict (partner_id) do update set reason = excluded.reason, until = excluded.until,
    created_by = excluded.created_by, created_at = now(), version = default;

--! delete_exclusion
delete from ops.statement_exclusion where partner_id = :partner_id;
