--: Note(company_id?, partner_id?, partner_name?, move_id?, move_name?, promise_date?, promise_amount?, promise_currency?, created_by_name?, updated_by_name?)

--! get : Note
select id, object_kind, object_id, text, promise_date, promise_amount, promise_currency,
       about.company_id, about.partner_id, about.partner_name, about.move_id, about.move_name, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at,
       updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at
from ops.note join ops.note_object_shown about on about.note_id = id
where id = :id;

--- Newest first. `before` and `before_id` are the key of the last row of the previous page.
--! list (before?, before_id?, object_kind?, object_id?, promised_until?, companies?) : Note
select id, object_kind, object_id, text, promise_date, promise_amount, promise_currency,
       about.company_id, about.partner_id, about.partner_name, about.move_id, about.move_name, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at,
       updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at
from ops.note join ops.note_object_shown about on about.note_id = id
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:object_kind::ops.note_object is null
       or (object_kind = :object_kind and object_id = :object_id))
  and (:promised_until::date is null or promise_date <= :promised_until)
  and (:companies::bigint[] is null or about.company_id is null
       or about.company_id = any(:companies))
order by created_at desc, id desc
limit :limit;

--- The company of what a note is about; no row if there is no such record.
--! company_of_object : (company_id?)
select company_id from odoo.res_partner
where :kind::ops.note_object = 'partner' and id = :id
union all
select company_id from odoo.account_move
where :kind::ops.note_object = 'document' and id = :id;

--! is_currency
select exists (select from odoo.res_currency where name = :code and _deleted_at is null)
    as is_currency;
