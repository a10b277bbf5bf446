-- Rows of items and rows of settlements are kept apart: what changes most often of an item, what is
-- left of it, is no part of either but follows from the partial reconciliations.

drop function report.keep;

create function report.keep_lines(lines bigint[]) returns void
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
        set (move_id, company_id, side, account_id, partner_id, currency_id, salesperson_id,
             document_type_id, date, invoice_date, due, balance, amount_currency, residual,
             residual_currency, settled_from, settled_to, changed_on, closed_on, lifetime)
          = (excluded.move_id, excluded.company_id, excluded.side, excluded.account_id,
             excluded.partner_id, excluded.currency_id, excluded.salesperson_id,
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
comment on function report.keep_lines is 'Brings the rows of these journal items, and the sums, to what the mirror says.';

create function report.keep_settlements(partials bigint[]) returns void
language plpgsql as $$
begin
    with became as materialized (
        select mirror.* from report.settlement_of_mirror mirror where mirror.partial_id = any(partials)
    ), removed as (
        delete from report.settlement
        where partial_id = any(partials) and partial_id not in (select partial_id from became)
    )
    insert into report.settlement as kept
    select became.* from became
    where not exists (select from report.settlement was
                      where was.partial_id = became.partial_id and was = became)
    on conflict (partial_id) do update
    set (company_id, account_id, partner_id, day, amount, days_late)
      = (excluded.company_id, excluded.account_id, excluded.partner_id, excluded.day,
         excluded.amount, excluded.days_late);
end
$$;
comment on function report.keep_settlements is 'Brings the rows of these partial reconciliations to what the mirror says.';

-- Room for a row's next version on its page, so that a change of amounts touches no index.
alter table report.subledger_line set (fillfactor = 85);
