--- Selects whether the run is confirmed: runs that follow a confirmed run are, too. Nothing if another
--- run is active.
--! open (parent_run?, traceparent?)
insert into ops.sync_run
    (id, kind, state, requested_by, parent_run, traceparent, confirmed, followed_version)
values
    (:id, :kind, 'requested', :requested_by, :parent_run, :traceparent,
     :confirmed or exists (select from ops.sync_run p where p.id = :parent_run and p.confirmed),
     coalesce((select r.followed_version from ops.sync_run r
               where r.state = 'done' order by r.created_at desc limit 1),
              (select version from ops.mirror)))
on conflict ((true)) where state in ('requested', 'running') do nothing
returning confirmed;

--- For a verify, `written_from` is the instant before which rows have been compared one by one, by the
--- last verify, or if there was none, by the first load.
--! add_model
insert into ops.sync_run_model
    (run_id, model, position, fields, extra, since, ranges, range_width, sums, content, part,
     written_from)
values
    (:run, :model, :position, :fields, :extra,
     case when :in_window then (select watermark from ops.cursor where model = :model) end,
     :ranges, :range_width, :sums, :content, :part,
     case when :lists_writes then
         coalesce((select window_until from ops.proof where model = :model),
                  (select min(r.window_until)
                   from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
                   where m.model = :model and r.state = 'done'
                     and r.kind in ('snapshot', 'incremental', 'reload')))
         - :longest_transaction_hours::bigint * interval '1 hour'
     end);

--- No row if the run has ended already.
--! fail
update ops.sync_run
set state = 'failed', finished_at = now(),
    failure_reason = :reason, failure_detail = :detail, failure_hint = :hint
where id = :run and state in ('requested', 'running')
returning kind;

--- Stores the last failure that a worker reported, so people see it while the run is tried again.
--! note_failure
update ops.sync_run
set failure_reason = :reason, failure_detail = :detail, failure_hint = :hint
where id = :run and state in ('requested', 'running');

--! cancel
update ops.sync_run set state = 'cancelled', finished_at = now()
where id = :run and state in ('requested', 'running');
