--: RangeOfModel()

--- The kind of the run that the run follows, if it reads only some ranges.
--! followed_kind : (kind?)
select p.kind
from ops.sync_run r
left join ops.sync_run p on p.id = r.parent_run and exists (
    select from ops.sync_run_model m
    where m.run_id = r.id and jsonb_array_length(m.ranges) > 0)
where r.id = :run;

--- Whether the run reads only certain ids.
--! has_ranges
select exists (select from ops.sync_run_model
               where run_id = :run and jsonb_array_length(ranges) > 0) as has_ranges;

--- Writes the proof of every model of a completed verify of all ranges.
--! begin
insert into ops.proof as kept
    (model, run_id, ranges, differing, in_flight, rows, proved_at, content_rows, found, repaired,
     window_until, late)
select m.model, m.run_id, count(d.model), count(d.model) filter (where not d.equal),
       count(d.model) filter (where d.in_flight), coalesce(sum(d.mirror_count), 0)::bigint, now(),
       m.content_rows, count(d.model) filter (where not d.equal), m.repaired, r.window_until,
       (select count(*) from ops.sync_wanted w
        where w.run_id = m.run_id and w.model = m.model and w.field = 'late')
from ops.sync_run_model m
join ops.sync_run r on r.id = m.run_id
left join ops.digest d on d.run_id = m.run_id and d.attempt = :attempt and d.model = m.model
where m.run_id = :run
group by m.model, m.run_id, r.id
on conflict (model) do update
set run_id = excluded.run_id, ranges = excluded.ranges, differing = excluded.differing,
    in_flight = excluded.in_flight, rows = excluded.rows, proved_at = excluded.proved_at,
    looked_again_at = null, content_rows = excluded.content_rows, found = excluded.found,
    repaired = excluded.repaired, window_until = excluded.window_until, late = excluded.late;

--- Adds the rows that a repair wrote or made tombstones to the proofs of its models.
--! count_repaired
update ops.proof p set repaired = p.repaired + m.repaired
from ops.sync_run_model m where m.run_id = :run and m.model = p.model;

--- The ranges of a verify that differ. `grown_only`: without ranges in which Odoo has fewer rows than
--- the mirror. `settled_only`: without ranges to which Odoo was writing.
--! differing : RangeOfModel
select model, after_id, up_to_id
from ops.digest d
where run_id = :run and attempt = :attempt and not equal and not (:settled_only and in_flight)
  and (not :grown_only or odoo_count >= mirror_count and not exists (
      select from ops.digest_company c
      where (c.run_id, c.attempt, c.model, c.after_id) = (d.run_id, d.attempt, d.model, d.after_id)
        and c.odoo_count < c.mirror_count))
order by model, after_id;

--- The ranges of a run. For a repair that follows a repair, the ranges of both.
--! of_run : RangeOfModel
with recursive chain as (
    select id, parent_run from ops.sync_run where id = :run
    union all
    select p.id, p.parent_run
    from chain join ops.sync_run p on p.id = chain.parent_run and p.kind = 'repair'
)
select distinct m.model, range.after_id, range.up_to_id
from chain
join ops.sync_run_model m on m.run_id = chain.id,
     jsonb_to_recordset(m.ranges) range (after_id bigint, up_to_id bigint)
order by 1, 2, 3;

--- The ranges of a run that lack rows: according to the totals or the content check of a verify, or
--- around the rows that an incremental run missed.
--! held : RangeOfModel
select model, after_id, up_to_id from ops.digest where run_id = :run and not equal
union
select m.model, c.after_id, c.up_to_id
from ops.sync_run_model m, jsonb_to_recordset(m.content) c (after_id bigint, up_to_id bigint)
where m.run_id = :run
  and exists (select from ops.sync_missing s
              where s.run_id = m.run_id and s.model = m.model
                and s.id > c.after_id and s.id <= c.up_to_id)
union
select s.model, (s.id - 1) / 500 * 500, (s.id - 1) / 500 * 500 + 500
from ops.sync_missing s join ops.sync_run r on r.id = s.run_id
where r.id = :run and r.kind = 'incremental'
order by 1, 2;
