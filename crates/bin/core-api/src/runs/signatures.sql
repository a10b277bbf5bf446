--! keep
insert into ops.sync_key (run_id, epoch, key) values (:run, :epoch, :key);

--- The key of a request to read a part of a run or to follow the log, and whether its epoch still
--- counts.
--! key : (key?)
select coalesce((select key from ops.sync_key where run_id = :run and epoch = :epoch),
                (select key from ops.follower where run = :run and epoch = :epoch)) as key,
       exists (select from ops.sync_part p join ops.sync_run r on r.id = p.run_id
               where p.run_id = :run and p.epoch = :epoch and p.state <> 'done'
                 and r.state in ('requested', 'running')) as counts;
