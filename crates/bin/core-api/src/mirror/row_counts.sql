--- The rows of a range of buckets by company id; 0 means no company.
--! by_company
select company_id, sum(rows)::bigint as rows, sum(id_sum) as id_sum
from ops.row_count
where model = :model and bucket >= :first and bucket <= :last
group by company_id
having sum(rows) <> 0;

--- The number of buckets up to the highest id of the model.
--! buckets
select coalesce(max(bucket) + 1, 0) as buckets from ops.row_count where model = :model;

--! entries
select count(*) as entries from ops.row_count where model = :model;

--- Entries that other transactions add meanwhile stay.
--! add_up
with old as (delete from ops.row_count where model = :model returning *)
insert into ops.row_count
select model, company_id, bucket, sum(rows), sum(id_sum) from old
group by model, company_id, bucket
having sum(rows) <> 0 or sum(id_sum) <> 0;
