--: PlannedMovement(journal_id?, every?, until?, created_by_name?, updated_by_name?)

--! get : PlannedMovement
select id, company_id, journal_id, date, every, until, amount, currency, label, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at,
       updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at
from ops.planned_movement
where id = :id;

--- The movements of a company, or all; newest first. `before` and `before_id` are the key of the
--- last row of the previous page.
--! list (before?, before_id?, company_id?, companies?) : PlannedMovement
select id, company_id, journal_id, date, every, until, amount, currency, label, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at,
       updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at
from ops.planned_movement
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:company_id::bigint is null or company_id = :company_id)
  and (:companies::bigint[] is null or company_id = any(:companies))
order by created_at desc, id desc
limit :limit;
