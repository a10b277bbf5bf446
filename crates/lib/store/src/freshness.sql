--- Of the models, `loaded` were loaded completely, and `proved` have a proof.
--! read : (watermark?, lag_seconds?, proved_at?, ranges?, differing?, has_failed?, deletions_as_of?)
select m.version, n.version as notes_version, c.loaded, c.watermark,
       extract(epoch from now() - c.watermark)::bigint as lag_seconds,
       p.proved, p.proved_at, p.ranges, p.differing,
       (select r.state = 'failed' from ops.sync_run r
        where r.state in ('done', 'failed')
        order by r.created_at desc limit 1) as has_failed,
       exists (select from ops.alarm where kind = 'restored' and cleared_at is null) as is_restored,
       case when c.counted = c.loaded then c.deletions_as_of end as deletions_as_of
from ops.mirror m, ops.note_version n,
     (select count(*) as loaded, min(watermark) as watermark,
             count(deletions_as_of) as counted, min(deletions_as_of) as deletions_as_of
      from ops.model_age where model = any(:models)) c,
     (select count(*) as proved, min(proved_at) as proved_at,
             sum(ranges)::bigint as ranges, sum(differing)::bigint as differing
      from ops.proof where model = any(:models)) p;

--! version : (proved_at?, ranges?, differing?)
select m.version, n.version as notes_version, p.proved, p.proved_at, p.ranges, p.differing
from ops.mirror m, ops.note_version n,
     (select count(*) as proved, min(proved_at) as proved_at,
             sum(ranges)::bigint as ranges, sum(differing)::bigint as differing
      from ops.proof where model = any(:models)) p;
