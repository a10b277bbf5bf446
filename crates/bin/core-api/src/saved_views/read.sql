--: SavedView(company_ids?, created_by_name?)

--! get : SavedView
select id, report, name, parameters, company_ids, version, created_by,
       ops.actor_name(created_by) as created_by_name, created_at, updated_at
from ops.saved_view
where id = :id;

--- The views of a report, or all, by report and name. `companies`: only those that show nothing but
--- their books. `after` and `after_name` are the key of the last row of the previous page.
--! list (report?, companies?, after?, after_name?) : SavedView
select id, report, name, parameters, company_ids, version, created_by,
       ops.actor_name(created_by) as created_by_name, created_at, updated_at
from ops.saved_view
where (:report::text is null or report = :report)
  and (:companies::bigint[] is null or company_ids <@ :companies)
  and (:after::text is null or (report, name) > (:after, :after_name))
order by report, name
limit :limit;
