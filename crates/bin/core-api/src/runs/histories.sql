--- The history of Odoo's database that was read last.
--! latest
select generation, system, timeline from ops.source_history order by generation desc limit 1;

--! add
insert into ops.source_history (system, timeline) values (:system, :timeline) returning generation;

--! set
update ops.sync_attempt set generation = :generation, as_of = :as_of
where run_id = :run and epoch = :epoch and attempt = :attempt;

--- Null if the attempt reads Odoo's API, or if its start is not known yet.
--! of_attempt : (generation?)
select generation from ops.sync_attempt
where run_id = :run and epoch = :epoch and attempt = :attempt;
