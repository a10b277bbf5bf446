--: StatementRun(requested_by_name?, subject?, note?, schedule_id?, traceparent?, finished_at?)
--: StatementItem(partner_name?, oldest_due?, detail?, export_id?, settled_at?)
--: StatementExclusion(partner_name?, company_id?, until?, created_by_name?)

--- The run and the number of its items in each state.
--! get : StatementRun
select run.id, run.parameters, run.format, run.options, run.locale, run.subject, run.note, run.state,
       run.schedule_id, run.requested_by, ops.actor_name(run.requested_by) as requested_by_name,
       run.company_ids, run.traceparent, run.created_at, run.finished_at,
       sums.items, sums.amount_due, sums.states
from ops.statement_run run
cross join lateral (
    select coalesce(sum(items), 0)::bigint as items, coalesce(sum(amount_due), 0) as amount_due,
           coalesce(jsonb_object_agg(state, items), '{}') as states
    from (select item.state, count(*) as items, sum(item.amount_due) as amount_due
          from ops.statement_item item where item.run_id = run.id group by item.state) part
) sums
where run.id = :id;

--- Runs, newest first; `before` and `before_id` are the key of the last row of the previous page.
--- `companies`: only runs that show nothing but their books.
--! list (before?, before_id?, companies?) : StatementRun
select run.id, run.parameters, run.format, run.options, run.locale, run.subject, run.note, run.state,
       run.schedule_id, run.requested_by, ops.actor_name(run.requested_by) as requested_by_name,
       run.company_ids, run.traceparent, run.created_at, run.finished_at,
       sums.items, sums.amount_due, sums.states
from ops.statement_run run
cross join lateral (
    select coalesce(sum(items), 0)::bigint as items, coalesce(sum(amount_due), 0) as amount_due,
           coalesce(jsonb_object_agg(state, items), '{}') as states
    from (select item.state, count(*) as items, sum(item.amount_due) as amount_due
          from ops.statement_item item where item.run_id = run.id group by item.state) part
) sums
where (:before::timestamptz is null or (run.created_at, run.id) < (:before, :before_id))
  and (:companies::bigint[] is null or run.company_ids <@ :companies)
order by run.created_at desc, run.id desc
limit :limit;

--- Runs that have not ended, oldest first.
--! open
select id
from ops.statement_run
where state in ('running', 'cancelling')
order by created_at, id;

--! companies
select company_ids from ops.statement_run where id = :id;

--- Items in their order, after this position: all, or those in one state.
--! items (state?) : StatementItem
select position, partner_id, partner_name, locale, amount_due, amount_overdue, oldest_due,
       recipients, state, detail, export_id, settled_at
from ops.statement_item
where run_id = :run_id and position > :after
  and (:state::ops.statement_item_state is null or state = :state)
order by position
limit :limit;

--! exclusion : StatementExclusion
select exclusion.partner_id, partner.name as partner_name, partner.company_id, exclusion.reason,
       exclusion.until, exclusion.created_by,
       ops.actor_name(exclusion.created_by) as created_by_name, exclusion.created_at,
       exclusion.version
from ops.statement_exclusion exclusion
left join odoo.res_partner partner on partner.id = exclusion.partner_id
where exclusion.partner_id = :partner_id;

--- Exclusions by partner, after this one, including those that no longer apply.
--! exclusions (companies?) : StatementExclusion
select exclusion.partner_id, partner.name as partner_name, partner.company_id, exclusion.reason,
       exclusion.until, exclusion.created_by,
       ops.actor_name(exclusion.created_by) as created_by_name, exclusion.created_at,
       exclusion.version
from ops.statement_exclusion exclusion
left join odoo.res_partner partner on partner.id = exclusion.partner_id
where exclusion.partner_id > :after
  and (:companies::bigint[] is null or partner.company_id is null
       or partner.company_id = any(:companies))
order by exclusion.partner_id
limit :limit;

--- All that apply on the day. People set them one by one, so they are few.
--! exclusions_in_force : StatementExclusion
select exclusion.partner_id, partner.name as partner_name, partner.company_id, exclusion.reason,
       exclusion.until, exclusion.created_by,
       ops.actor_name(exclusion.created_by) as created_by_name, exclusion.created_at,
       exclusion.version
from ops.statement_exclusion exclusion
left join odoo.res_partner partner on partner.id = exclusion.partner_id
where exclusion.until is null or exclusion.until >= :today;

--! company_of_partner : (company_id?)
select company_id from odoo.res_partner where id = :id and _deleted_at is null;
