--- The fields of the run's model that go to `_extra`. Nothing if the run reads the model only because
--- another model affects it.
--! extra
select extra from ops.sync_run_model where run_id = :run and model = :model;
