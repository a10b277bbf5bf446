-- Amounts of the books (decision 0046): the one place where they are rounded. Applied before the other
-- files, because their views read these.
--
-- Odoo rounds an amount to the decimals of its currency when it posts. Amounts with more decimals come
-- from imports and other modules. Each is rounded by itself, half away from zero as in Odoo. All that
-- follows is exact addition, so each total is the sum of its rows, in every report.

create or replace function report.rounded(amount numeric, decimal_places integer) returns numeric
language sql immutable parallel safe
return round(coalesce(amount, 0), coalesce(decimal_places, 2));
comment on function report.rounded is 'The amount with the decimals of its currency. Until the currency is mirrored: two.';

create or replace view report.journal_item as
select line.id, line.move_id, line.move_name, line.parent_state, line.date, line.invoice_date,
       line.date_maturity, line.name, line.ref, line.account_id, line.partner_id, line.journal_id,
       line.company_id, line.currency_id,
       report.rounded(line.debit, home.decimal_places) as debit,
       report.rounded(line.credit, home.decimal_places) as credit,
       report.rounded(line.balance, home.decimal_places) as balance,
       report.rounded(line.amount_currency, currency.decimal_places) as amount_currency,
       line._deleted_at, line.full_reconcile_id
from odoo.account_move_line line
left join odoo.res_company company on company.id = line.company_id
left join odoo.res_currency home on home.id = company.currency_id
left join odoo.res_currency currency on currency.id = line.currency_id;
comment on view report.journal_item is 'Journal items with rounded amounts: debit, credit and balance in the company''s currency, amount_currency in the item''s.';

-- The amounts of an item have exactly the decimals of their currencies, and the amounts that settle it
-- get the same. So no currency is looked up here, which would be done once for each item of the books.
create or replace function report.parts_of(item bigint, balance numeric, amount_currency numeric)
returns table (
    partial_id bigint, counterpart_id bigint, max_date date, full_reconcile_id bigint,
    exchange_move_id bigint, settled numeric, settled_currency numeric
) language sql stable
begin atomic
    select part.id, part.credit_move_id, part.max_date, part.full_reconcile_id,
           part.exchange_move_id, -round(coalesce(part.amount, 0), scale(balance)),
           -round(coalesce(part.debit_amount_currency, 0), scale(amount_currency))
    from odoo.account_partial_reconcile part
    where part.debit_move_id = item and part._deleted_at is null
    union all
    select part.id, part.debit_move_id, part.max_date, part.full_reconcile_id,
           part.exchange_move_id, round(coalesce(part.amount, 0), scale(balance)),
           round(coalesce(part.credit_amount_currency, 0), scale(amount_currency))
    from odoo.account_partial_reconcile part
    where part.credit_move_id = item and part._deleted_at is null;
end;
comment on function report.parts_of is 'The partial reconciliations of a journal item: what to add to its balance and to its amount in currency, rounded like these.';

create or replace function report.with_parents(companies bigint[]) returns setof bigint
language sql stable
begin atomic
    with recursive lineage as (
        select company.id, company.parent_id from odoo.res_company company
        where company.id = any(companies)
        union
        select parent.id, parent.parent_id
        from lineage join odoo.res_company parent on parent.id = lineage.parent_id
    )
    select id from lineage;
end;
comment on function report.with_parents is 'The companies and all companies above them. A branch uses the chart, the journals and the rates of its parents.';

create or replace function report.with_branches(company_id bigint) returns setof bigint
language sql stable
begin atomic
    with recursive branch as (
        select company.id from odoo.res_company company
        where company.id = company_id and company._deleted_at is null
        union
        select child.id
        from branch join odoo.res_company child on child.parent_id = branch.id
        where child._deleted_at is null
    )
    select id from branch order by id;
end;
comment on function report.with_branches is 'The company and all companies below it.';
