-- Tags of partners, to group and filter what is open by; and what customers have paid how late, kept
-- so that a forecast need not join a year of settlements with their items.

create table odoo.res_partner_category (
    id bigint primary key,
    name text,
    parent_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_partner_category is 'res.partner.category: Tags of partners.';
comment on column odoo.res_partner_category.name is 'Tag Name (char)';
comment on column odoo.res_partner_category.parent_id is 'Category (many2one res.partner.category)';
comment on column odoo.res_partner_category.active is 'Active (boolean)';
comment on column odoo.res_partner_category.create_date is 'Created on (datetime)';
comment on column odoo.res_partner_category.write_date is 'Last Updated on (datetime)';
comment on column odoo.res_partner_category._read_at is 'When the page that holds this row was asked for, by the worker''s clock.';
comment on column odoo.res_partner_category._run is 'The sync run that last changed this row.';
comment on column odoo.res_partner_category._deleted_at is 'Tombstone: a complete read no longer found the record. Never lifted: Odoo does not give an id twice.';
comment on column odoo.res_partner_category._extra is 'Fields that the tenant adds by configuration.';

alter table odoo.res_partner add column category_id bigint[];
comment on column odoo.res_partner.category_id is 'Tags (many2many res.partner.category), ascending';
create index res_partner_tags on odoo.res_partner using gin (category_id);

create view report.settlement_of_mirror as
select part.id as partial_id, line.company_id, line.account_id, line.partner_id,
       part.max_date as day, part.amount,
       part.max_date - coalesce(line.date_maturity, line.date) as days_late
from odoo.account_partial_reconcile part
join odoo.account_move_line line on line.id = part.debit_move_id
join odoo.account_move_line payment on payment.id = part.credit_move_id
join odoo.account_journal journal on journal.id = payment.journal_id
join odoo.account_account account on account.id = line.account_id
join odoo.account_account counterpart on counterpart.id = payment.account_id
where part._deleted_at is null and part.max_date is not null and part.amount is not null
  and line.parent_state = 'posted' and line._deleted_at is null and line.date is not null
  and line.partner_id is not null and line.company_id is not null
  and payment.parent_state = 'posted' and payment._deleted_at is null
  and payment.company_id = line.company_id
  and account.account_type = 'asset_receivable'
  and counterpart.account_type = 'asset_receivable'
  and journal.type in ('bank', 'cash', 'credit');
comment on view report.settlement_of_mirror is 'What report.settlement holds, computed from the mirror.';

create table report.settlement (
    partial_id bigint primary key,
    company_id bigint not null,
    account_id bigint not null,
    partner_id bigint not null,
    day date not null,
    amount numeric not null,
    days_late integer not null
);
comment on table report.settlement is 'Each partial reconciliation of an item of a customer with a payment, with what is needed to say how late the customer was.';
comment on column report.settlement.account_id is 'Of the item that was paid, as company and partner are.';
comment on column report.settlement.day is 'max_date: the day from which it counts.';
comment on column report.settlement.days_late is 'From the due date to that day; negative for who paid early.';
create index settlement_day on report.settlement (company_id, account_id, day)
    include (partner_id, amount, days_late);

create or replace function report.keep(lines bigint[]) returns void
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

    with touched as materialized (
        select part.id from odoo.account_partial_reconcile part
        where part.debit_move_id = any(lines)
        union
        select part.id from odoo.account_partial_reconcile part
        where part.credit_move_id = any(lines)
    ), became as materialized (
        select mirror.* from report.settlement_of_mirror mirror
        where mirror.partial_id = any(array(select id from touched))
    ), removed as (
        delete from report.settlement
        where partial_id = any(array(select id from touched except select partial_id from became))
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

create or replace function report.rebuild() returns bigint
language plpgsql as $$
declare
    built bigint;
begin
    perform from ops.mirror for update;
    delete from report.subledger_line;
    delete from report.partner_balance;
    delete from report.side_balance;
    delete from report.due_balance;
    delete from report.settlement;
    insert into report.subledger_line select * from report.subledger_of_mirror order by line_id;
    get diagnostics built = row_count;
    insert into report.partner_balance
    select company_id, side, partner_id, count(*), sum(residual),
           sum(report.unapplied(side, residual))
    from report.subledger_line where lifetime = 16
    group by company_id, side, partner_id;
    insert into report.side_balance
    select company_id, side, count(*) from report.partner_balance group by company_id, side;
    insert into report.due_balance
    select company_id, account_id, currency_id, due, count(*), sum(residual),
           sum(residual_currency), sum(report.unapplied(side, residual))
    from report.subledger_line where lifetime = 16
    group by company_id, account_id, currency_id, due;
    insert into report.settlement select * from report.settlement_of_mirror;
    update report.state set built_at = now();
    return built;
end
$$;

create or replace function report.differences() returns table (relation text, difference text)
language sql stable
begin atomic
    with lines as (
        select * from report.subledger_line
    ), mirror as (
        select * from report.subledger_of_mirror
    ), partners as (
        select company_id, side, partner_id, count(*) as items, sum(residual) as residual,
               sum(report.unapplied(side, residual)) as unapplied
        from mirror where lifetime = 16 group by company_id, side, partner_id
    ), dues as (
        select company_id, account_id, currency_id, due, count(*) as items,
               sum(residual) as residual, sum(residual_currency) as residual_currency,
               sum(report.unapplied(side, residual)) as unapplied
        from mirror where lifetime = 16 group by company_id, account_id, currency_id, due
    )
    select 'subledger_line', it::text
    from ((table lines except all table mirror) union all (table mirror except all table lines)) it
    union all
    select 'partner_balance', it::text
    from ((select * from report.partner_balance where items <> 0 or residual <> 0 or unapplied <> 0
           except all table partners)
          union all
          (table partners except all select * from report.partner_balance)) it
    union all
    select 'side_balance', it::text
    from ((select * from report.side_balance where partners <> 0
           except all select company_id, side, count(*) from partners group by company_id, side)
          union all
          (select company_id, side, count(*) from partners group by company_id, side
           except all select * from report.side_balance)) it
    union all
    select 'due_balance', it::text
    from ((select * from report.due_balance
           where items <> 0 or residual <> 0 or residual_currency <> 0 or unapplied <> 0
           except all table dues)
          union all
          (table dues except all select * from report.due_balance)) it
    union all
    select 'settlement', it::text
    from ((table report.settlement except all table report.settlement_of_mirror)
          union all
          (table report.settlement_of_mirror except all table report.settlement)) it;
end;

-- A mirror that is loaded already.
insert into report.settlement
select mirror.* from report.settlement_of_mirror mirror, report.state
where state.built_at is not null;
