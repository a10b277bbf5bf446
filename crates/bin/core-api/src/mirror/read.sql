--- The last version before the instant. The first kept version comes after it.
--! version_before
select coalesce((select version from ops.change_set where changed_at < :at
                 order by changed_at desc, version desc limit 1), -1) as version;

--- Every mirrored model that has a history, by name.
--! histories
select model, complete_from_version, complete_from from ops.history order by model;
