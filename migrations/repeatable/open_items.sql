-- Open items (decision 0028): the definition of report.subledger_line, and what updates it.

create or replace view report.subledger_of_mirror as
select line.id as line_id, line.move_id, line.company_id,
       case account.account_type when 'asset_receivable' then 'receivable' else 'payable' end as side,
       line.account_id,
       coalesce(contact.commercial_partner_id, line.partner_id, 0) as partner_id,
       coalesce(line.partner_id, 0) as contact_id,
       coalesce(line.currency_id, 0) as currency_id,
       coalesce(move.invoice_user_id, 0) as salesperson_id,
       coalesce(move.l10n_latam_document_type_id, 0) as document_type_id,
       line.date, coalesce(line.invoice_date, move.invoice_date, line.date) as invoice_date,
       coalesce(line.date_maturity, line.date) as due,
       line.balance, line.amount_currency, amounts.residual, amounts.residual_currency,
       coalesce(settled.from_day, 'infinity') as settled_from,
       coalesce(settled.to_day, '-infinity') as settled_to,
       greatest(line.date, settled.to_day) as changed_on, life.closed_on,
       case when life.closed_on = 'infinity' then 16
            when life.closed_on <= line.date then 0
            else width_bucket(life.closed_on - line.date,
                     '{1,2,4,8,16,32,64,128,256,512,1024,2048,4096,8192,16384}'::integer[])
       end::smallint as lifetime
from report.journal_item line
join odoo.account_account account on account.id = line.account_id
left join odoo.account_move move on move.id = line.move_id
left join odoo.res_partner contact on contact.id = line.partner_id
cross join lateral (
    select min(part.max_date) as from_day, max(part.max_date) as to_day,
           coalesce(sum(part.settled), 0) as amount,
           coalesce(sum(part.settled_currency), 0) as amount_currency
    from report.parts_of(line.id, line.balance, line.amount_currency) part
    where part.max_date is not null
) settled
cross join lateral (
    select line.balance + settled.amount as residual,
           line.amount_currency + settled.amount_currency as residual_currency
    offset 0
) amounts
cross join lateral (
    select case when amounts.residual <> 0 or amounts.residual_currency <> 0 then 'infinity'
                else coalesce(settled.to_day, line.date) end as closed_on
) life
where account.account_type in ('asset_receivable', 'liability_payable')
  and line.parent_state = 'posted'
  and line._deleted_at is null
  and line.company_id is not null
  and line.date is not null;
comment on view report.subledger_of_mirror is 'The definition of report.subledger_line: its rows, computed from the mirror. The account may have a tombstone, because Odoo deletes a merged account before the mirror has read that its items belong to another one.';

create or replace function report.unapplied(side text, residual numeric) returns numeric
language sql immutable parallel safe
return case when (residual < 0) = (side = 'receivable') then residual else 0 end;
comment on function report.unapplied is 'The residual if it has the sign of the other side, else 0.';

-- The caller holds the lock on the row of ops.mirror, so transactions run one after another and each
-- sees what the one before it did. In plpgsql, because it caches the plan: for a small batch, planning
-- takes longer than the work.
create or replace function report.keep_lines(lines bigint[]) returns void
language plpgsql as $$
begin
    with became as materialized (
        select mirror.* from report.subledger_of_mirror mirror where mirror.line_id = any(lines)
    ), was as materialized (
        select kept.* from report.subledger_line kept where kept.line_id = any(lines)
    ), removed as (
        delete from report.subledger_line
        where line_id in (select line_id from was except select line_id from became)
    ), put as (
        insert into report.subledger_line as kept
        select became.* from became
        where not exists (select from was where was.line_id = became.line_id and was = became)
        on conflict (line_id) do update
        set (move_id, company_id, side, account_id, partner_id, contact_id, currency_id,
             salesperson_id, document_type_id, date, invoice_date, due, balance, amount_currency, residual,
             residual_currency, settled_from, settled_to, changed_on, closed_on, lifetime)
          = (excluded.move_id, excluded.company_id, excluded.side, excluded.account_id,
             excluded.partner_id, excluded.contact_id, excluded.currency_id,
             excluded.salesperson_id,
             excluded.document_type_id, excluded.date, excluded.invoice_date, excluded.due,
             excluded.balance, excluded.amount_currency, excluded.residual,
             excluded.residual_currency, excluded.settled_from, excluded.settled_to,
             excluded.changed_on, excluded.closed_on, excluded.lifetime)
    ), difference as (
        select company_id, side, account_id, partner_id, currency_id, due, 1 as items, residual,
               residual_currency, report.unapplied(side, residual) as unapplied
        from became where lifetime = 16
        union all
        select company_id, side, account_id, partner_id, currency_id, due, -1, -residual,
               -residual_currency, -report.unapplied(side, residual)
        from was where lifetime = 16
    ), of_partner as materialized (
        select company_id, side, partner_id, sum(items) as items, sum(residual) as residual,
               sum(unapplied) as unapplied
        from difference group by company_id, side, partner_id
        having sum(items) <> 0 or sum(residual) <> 0 or sum(unapplied) <> 0
    ), sides as (
        insert into report.side_balance as kept
        select company_id, side, sum((coalesce(before.items, 0) + of_partner.items > 0)::integer)
                                 - sum((coalesce(before.items, 0) > 0)::integer)
        from of_partner left join report.partner_balance before using (company_id, side, partner_id)
        group by company_id, side
        on conflict (company_id, side) do update set partners = kept.partners + excluded.partners
    ), partners as (
        insert into report.partner_balance as kept
        select company_id, side, partner_id, items, residual, unapplied from of_partner
        on conflict (company_id, side, partner_id) do update
        set items = kept.items + excluded.items, residual = kept.residual + excluded.residual,
            unapplied = kept.unapplied + excluded.unapplied
    )
    insert into report.due_balance as kept
    select company_id, account_id, currency_id, due, sum(items), sum(residual),
           sum(residual_currency), sum(unapplied)
    from difference group by company_id, account_id, currency_id, due
    having sum(items) <> 0 or sum(residual) <> 0 or sum(residual_currency) <> 0
        or sum(unapplied) <> 0
    on conflict (company_id, account_id, currency_id, due) do update
    set items = kept.items + excluded.items, residual = kept.residual + excluded.residual,
        residual_currency = kept.residual_currency + excluded.residual_currency,
        unapplied = kept.unapplied + excluded.unapplied;
end
$$;
comment on function report.keep_lines is 'Updates the rows of these journal items, and the sums, from the mirror.';

-- From Odoo 18 on, a payment may be registered before it has a journal entry. Such a payment covers the
-- open items of its invoices in the order of their due dates.
create or replace function report.pending_payments(as_of date)
returns table (line_id bigint, amount numeric, amount_currency numeric) language sql stable
begin atomic
    with covered as (
        select line.line_id, line.residual, line.residual_currency,
               greatest(0, least(abs(line.residual_currency),
                   payment.amount + abs(line.residual_currency)
                   - sum(abs(line.residual_currency))
                       over (partition by payment.id order by line.due, line.line_id))) as amount
        from odoo.account_payment payment
        left join odoo.res_partner contact on contact.id = payment.partner_id
        join report.subledger_line line
            on line.company_id = payment.company_id
           and line.partner_id = coalesce(contact.commercial_partner_id, payment.partner_id)
           and line.currency_id = payment.currency_id and line.lifetime = 16
           and case payment.payment_type
                   when 'inbound' then line.side = 'receivable' and line.residual_currency > 0
                   else line.side = 'payable' and line.residual_currency < 0
               end
        join odoo.account_move document
            on document.id = line.move_id
           and (document.id = any(payment.invoice_ids)
                or (coalesce(cardinality(payment.invoice_ids), 0) = 0
                    and document.name = payment.memo))
        where payment.state = 'in_process' and payment.move_id is null
          and payment._deleted_at is null and payment.date <= pending_payments.as_of
    ), summed as (
        select covered.line_id, min(covered.residual) as residual,
               min(covered.residual_currency) as residual_currency,
               least(sum(covered.amount), min(abs(covered.residual_currency))) as amount
        from covered where covered.amount > 0 group by covered.line_id
    )
    select summed.line_id,
           round(summed.residual * summed.amount / abs(summed.residual_currency),
                 scale(summed.residual)),
           sign(summed.residual_currency) * summed.amount
    from summed;
end;
comment on function report.pending_payments is 'The parts of open items that registered payments without a journal entry cover, with the sign of the residual.';
