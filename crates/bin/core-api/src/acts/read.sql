--- The names of people, keys and schedules, in the order of the arguments.
--! names : (name?)
select ops.actor_name(actor) as name
from unnest(:actors::text[]) with ordinality as wanted (actor, position)
order by position;
