--: PlannedMovement(journal_id?, every?, until?)

--! get : PlannedMovement
select id, company_id, journal_id, date, every, until, amount, currency, label, version,
       created_by, created_at, updated_by, updated_at
from ops.planned_movement
where id = :id;

--- The movements of a company, or all; newest first. `before` and `before_id` are the key of the
--- last row of the previous page.
--! list (before?, before_id?, company_id?) : PlannedMovement
select id, company_id, journal_id, date, every, until, amount, currency, label, version,
       created_by, created_at, updated_by, updated_at
from ops.planned_movement
where (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
  and (:company_id::bigint is null or company_id = :company_id)
order by created_at desc, id desc
limit :limit;
