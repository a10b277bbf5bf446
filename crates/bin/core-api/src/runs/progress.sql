--- Nothing if the epoch is no longer current.
--! renew_lease
update ops.sync_part p
set state = 'running', lease_until = now() + :lease_ms::bigint * interval '1 ms'
from ops.sync_run r
where p.run_id = :run and p.epoch = :epoch and p.state <> 'done'
  and r.id = p.run_id and r.state in ('requested', 'running')
returning p.part;

--! set_running
update ops.sync_run set state = 'running', started_at = coalesce(started_at, now())
where id = :run and state = 'requested'
returning epoch;

--- Stores what an attempt reports when it starts. A company that any attempt did not see counts as
--- lost. Of the rights, the first report counts.
--! start
update ops.sync_run r
set server_version = :server_version, rights = :rights || coalesce(rights, '{}'),
    company_ids = case when company_ids is null then :company_ids::bigint[] else array(
        select id from unnest(company_ids) with ordinality company (id, place)
        where id = any(:company_ids) order by place) end
where id = :run;

--- An attempt that resumes expects only what is left.
--! report (rows_expected?)
update ops.sync_part
set rows_read = greatest(rows_read, :rows_read),
    rows_expected = greatest(rows_expected, :rows_expected)
where run_id = :run and epoch = :epoch;
