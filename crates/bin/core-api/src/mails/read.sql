--: Mail(company_ids?, partner_id?, schedule_id?, next_try_at?, reply_code?, detail?, settled_at?)

--! get : Mail
select mail.id, mail.export_id, mail.schedule_id, mail.occasion, mail.recipient, mail.locale,
       mail.state, mail.tries, mail.next_try_at, mail.reply_code, mail.detail, mail.created_at,
       mail.settled_at, job.company_ids, job.requested_by as export_requested_by,
       case when job.report = 'partner-statement'
            then (job.parameters ->> 'partner_id')::bigint end as partner_id
from ops.mail mail join ops.export_job job on job.id = mail.export_id
where mail.id = :id;

--- Newest first; `before` and `before_id` are the key of the last row of the previous page.
--- `companies`: only mails with a file that shows nothing but their books.
--! list (before?, before_id?, export_id?, schedule_id?, state?, partner_id?, statement_run?, recipient?, since?, companies?) : Mail
select mail.id, mail.export_id, mail.schedule_id, mail.occasion, mail.recipient, mail.locale,
       mail.state, mail.tries, mail.next_try_at, mail.reply_code, mail.detail, mail.created_at,
       mail.settled_at, job.company_ids, job.requested_by as export_requested_by,
       case when job.report = 'partner-statement'
            then (job.parameters ->> 'partner_id')::bigint end as partner_id
from ops.mail mail join ops.export_job job on job.id = mail.export_id
where (:before::timestamptz is null or (mail.created_at, mail.id) < (:before, :before_id))
  and (:export_id::uuid is null or mail.export_id = :export_id)
  and (:schedule_id::uuid is null or mail.schedule_id = :schedule_id)
  and (:state::ops.mail_state is null or mail.state = :state)
  and (:partner_id::text is null
       or (job.report = 'partner-statement' and job.parameters ->> 'partner_id' = :partner_id
           and mail.occasion <> 'statement_test'))
  and (:statement_run::text is null or job.requested_by = :statement_run)
  and (:recipient::text is null or lower(mail.recipient) = lower(:recipient))
  and (:since::timestamptz is null or mail.created_at >= :since)
  and (:companies::bigint[] is null or job.company_ids <@ :companies)
order by mail.created_at desc, mail.id desc
limit :limit;

--- Whether mails with this file are still to be sent.
--! are_waiting
select exists (select from ops.mail
               where export_id = :export and state in ('waiting', 'requested')) as are_waiting;

--- The mails of an export, newest first.
--! of_export : Mail
select mail.id, mail.export_id, mail.schedule_id, mail.occasion, mail.recipient, mail.locale,
       mail.state, mail.tries, mail.next_try_at, mail.reply_code, mail.detail, mail.created_at,
       mail.settled_at, job.company_ids, job.requested_by as export_requested_by,
       case when job.report = 'partner-statement'
            then (job.parameters ->> 'partner_id')::bigint end as partner_id
from ops.mail mail join ops.export_job job on job.id = mail.export_id
where mail.export_id = :export
order by mail.created_at desc, mail.id desc
limit :limit;
