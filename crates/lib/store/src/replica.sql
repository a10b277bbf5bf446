--- What a standby must have replayed to show all that is committed now.
--! flushed
select pg_current_wal_flush_lsn()::text as position,
       (select system_identifier from pg_control_system()) as server;

--- False also for a server that follows no other, and for a standby of another server.
--! has_replayed
select coalesce(pg_is_in_recovery()
                and (select system_identifier from pg_control_system()) = :server
                and pg_last_wal_replay_lsn() >= (:position::text)::pg_lsn, false) as has_replayed;
