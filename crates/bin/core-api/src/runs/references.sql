--! links
select model, field, relation from ops.model_link order by model, field;

--! keep_links
insert into ops.model_link as known (model, field, relation)
select :model, field, relation
from unnest(:fields::text[], :relations::text[]) told (field, relation)
on conflict (model, field) do update set relation = excluded.relation
where known.relation <> excluded.relation;

--! mark_followed
update ops.sync_missing set followed = :followed + 1
where run_id = :run and model = :model and followed = :followed;
