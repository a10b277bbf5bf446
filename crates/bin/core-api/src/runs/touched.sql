--! mark_followed
update ops.sync_run set followed_version = (select version from ops.mirror) where id = :run;
