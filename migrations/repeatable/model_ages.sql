-- How old each model of the mirror is: what its runs have read, or what the follower of Odoo's log
-- has, whichever is newer. Odoo's clock may be ahead of this one.

create or replace view ops.model_age as
select read.model, least(greatest(read.watermark, followed.current_at), now()) as watermark,
       greatest(read.deletions_as_of, followed.current_at) as deletions_as_of,
       case when followed.current_at > read.watermark then followed.applied_at
            else read.moved_at end as moved_at
from ops.cursor read
left join ops.follower followed on followed.reads ? read.model;
comment on view ops.model_age is 'Everything that Odoo committed before the watermark is in the mirror, and every deletion before deletions_as_of. A model without a row was never loaded completely.';
grant select on ops.model_age to espejo_reader;
