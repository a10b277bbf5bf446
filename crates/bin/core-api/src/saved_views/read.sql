--: SavedView(presentation?, company_ids?, created_by_name?)

--! get : SavedView
select id, report, name, parameters, scope, is_default, presentation, company_ids, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_at
from ops.saved_view
where id = :id;

--- The views of a report, or all, by report and name. `companies`: only those that show nothing but
--- their books. `owner` sees the own private ones. `after`, `after_name` and `after_id` are the key
--- of the last row of the previous page.
--! list (report?, scope?, companies?, after?, after_name?, after_id?) : SavedView
select id, report, name, parameters, scope, is_default, presentation, company_ids, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_at
from ops.saved_view
where (:report::text is null or report = :report)
  and (scope = 'shared' or created_by = :owner)
  and (:scope::ops.saved_view_scope is null or scope = :scope)
  and (:companies::bigint[] is null or company_ids <@ :companies)
  and (:after::text is null or (report, name, id) > (:after, :after_name, :after_id))
order by report, name, id
limit :limit;

--- The default of the report that the same people see, if it is another view.
--! other_default : SavedView
select id, report, name, parameters, scope, is_default, presentation, company_ids, version,
       created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_at
from ops.saved_view
where report = :report and scope = :scope and is_default and id <> :id
  and (scope = 'shared' or created_by = :owner);
