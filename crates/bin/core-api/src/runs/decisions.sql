--! see_companies_of
update ops.mirror m set company_ids = r.company_ids
from ops.sync_run r where r.id = :run and r.company_ids is not null;

--! accept_restore
update ops.mirror set restored_at = now();
