--- How far the longest prefix without gaps of one attempt's batches has got, by model.
--! reached
with numbered as (
    select b.attempt, b.model, b.up_to_id, b.seq,
           row_number() over (partition by b.attempt order by b.seq) - 1 as place
    from ops.sync_batch b
    join ops.sync_part p on p.run_id = b.run_id and p.epoch = b.epoch
    join ops.sync_run r on r.id = b.run_id
    where r.id = :run and p.part = :part and r.kind in ('snapshot', 'incremental', 'reload')
), best as (
    select attempt from numbered where seq = place
    group by attempt order by count(*) desc, attempt limit 1
)
select m.model, m.position, max(n.up_to_id) as up_to_id, n.attempt
from numbered n
join best on best.attempt = n.attempt
join ops.sync_run_model m on m.run_id = :run and m.part = :part and m.model = n.model
where n.seq = n.place
group by m.model, m.position, n.attempt;

--! move_on
update ops.sync_run_model set after_id = :up_to_id
where run_id = :run and model = :model and after_id < :up_to_id;

--! close_earlier_models
update ops.sync_run_model set complete = true
where run_id = :run and part = :part and position < :position;
