--- The models of which the run misses rows, including models that were not requested.
--! models_missed
select distinct model from ops.sync_missing where run_id = :run order by model;

--- Rows that would become tombstones: those noted or those that the totals lack, whichever is more.
--! losses
with noted as (
    select model, count(*) as rows from ops.sync_missing
    where run_id = :run and attempt = :attempt group by model
), by_company as (
    select model, after_id, sum(greatest(mirror_count - odoo_count, 0)) as rows
    from ops.digest_company where run_id = :run and attempt = :attempt
    group by model, after_id
), totals as (
    select d.model,
           sum(coalesce(c.rows, greatest(d.mirror_count - d.odoo_count, 0)))::bigint as rows
    from ops.digest d left join by_company c using (model, after_id)
    where d.run_id = :run and d.attempt = :attempt and not d.equal
    group by d.model
)
select model, greatest(noted.rows, totals.rows) as rows
from noted full join totals using (model)
where greatest(noted.rows, totals.rows) > 0
order by model;

--- Companies that the user had in an earlier run and does not have in this one.
--! lost_companies
select known from ops.mirror m, unnest(m.company_ids) known, ops.sync_run r
where r.id = :run and r.company_ids is not null and known <> all (r.company_ids)
order by known;

--! remember_user
update ops.mirror m
set company_ids = coalesce(r.company_ids, m.company_ids),
    rights = case when :takes_rights then m.rights || coalesce(r.rights, '{}') else m.rights end
from ops.sync_run r
where r.id = :run
  and (m.company_ids is distinct from coalesce(r.company_ids, m.company_ids)
       or (:takes_rights and not m.rights @> coalesce(r.rights, '{}')));

--- Whether a person has confirmed the deletions of this run.
--! is_confirmed
select confirmed from ops.sync_run where id = :run;
