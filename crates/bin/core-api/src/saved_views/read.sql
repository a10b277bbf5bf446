--: SavedView()

--! get : SavedView
select id, report, name, parameters, version, created_by, created_at, updated_at
from ops.saved_view
where id = :id;

--- The views of a report, or all, by report and name.
--! list (report?) : SavedView
select id, report, name, parameters, version, created_by, created_at, updated_at
from ops.saved_view
where :report::text is null or report = :report
order by report, name;
