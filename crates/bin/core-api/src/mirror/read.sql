--- Changes in the order of their versions: those after `version` and `record_id`, the key of the last
--- row of the previous page.
--! changes (model?, record_id?, kind?) : (fields?)
select s.version, s.changed_at, s.run_id, s.model, c.record_id, c.kind, c.fields
from ops.change c join ops.change_set s on s.version = c.version
where (c.version, c.record_id) > (:after_version, :after_record)
  and s.version > :since_version and s.version <= :up_to_version
  and (:model::text is null or s.model = :model)
  and (:record_id::bigint is null or c.record_id = :record_id)
  and (:kind::ops.change_kind is null or c.kind = :kind)
order by c.version, c.record_id
limit :limit;

--- The last version before the instant. The first kept version comes after it.
--! version_before
select coalesce((select version from ops.change_set where changed_at < :at
                 order by changed_at desc, version desc limit 1), -1) as version;

--- Every mirrored model that has a history, by name.
--! histories
select model, complete_from_version, complete_from from ops.history order by model;
