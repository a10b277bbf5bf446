--- Age of the watermark of each model.
--! sync_lags
select model, extract(epoch from now() - watermark)::float8 as seconds
from ops.cursor;

--! outbox_depth
select count(*) from ops.outbox where published_at is null;
