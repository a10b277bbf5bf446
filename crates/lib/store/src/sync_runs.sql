--- The last version that Odoo reported, such as `17.0` or `saas~18.2+e`.
--! last_server_version
select server_version from ops.sync_run
where server_version is not null
order by created_at desc
limit 1;
