-- What receivables and payables are reported from: one narrow row a journal item of such an account,
-- and its sums. Kept in the transaction that changes the mirror; decision 0028.
--
-- The view is the definition, and the tables hold what it says. A migration that changes the view
-- ends with `select report.rebuild()` or `select report.forget()`.

comment on schema report is 'What the reports need precomputed. Everything in it follows from schema odoo and can be built again.';

create table report.state (
    only_row boolean primary key default true check (only_row),
    built_at timestamptz
);
comment on column report.state.built_at is 'When the tables were built; they are kept since. Null: they hold nothing that counts, and reports read the view.';
insert into report.state default values;

create table report.subledger_line (
    line_id bigint primary key,
    move_id bigint,
    company_id bigint not null,
    side text not null check (side in ('receivable', 'payable')),
    account_id bigint not null,
    partner_id bigint not null,
    currency_id bigint not null,
    salesperson_id bigint not null,
    document_type_id bigint not null,
    date date not null,
    invoice_date date not null,
    due date not null,
    balance numeric not null,
    amount_currency numeric not null,
    residual numeric not null,
    residual_currency numeric not null,
    settled_from date not null,
    settled_to date not null,
    changed_on date not null,
    closed_on date not null,
    lifetime smallint not null
);
comment on table report.subledger_line is 'Each posted journal item of a receivable or payable account, with what is needed to say what was open of it on any day. An id of 0 stands for none.';
comment on column report.subledger_line.salesperson_id is 'Of its entry (res.users), 0 for none.';
comment on column report.subledger_line.due is 'Due date; the date of the entry where there is none.';
comment on column report.subledger_line.residual is 'When every partial reconciliation counts, those of later days as well; in the company''s currency.';
comment on column report.subledger_line.residual_currency is 'The same in the document''s currency.';
comment on column report.subledger_line.settled_from is 'max_date of the first partial reconciliation: the whole balance was open before. Infinity if there is none.';
comment on column report.subledger_line.settled_to is 'max_date of the last one: residual is what is open from then on. -Infinity if there is none.';
comment on column report.subledger_line.changed_on is 'From this day on, it is as it is now: the later of its date and settled_to.';
comment on column report.subledger_line.closed_on is 'Nothing is open from this day on. Infinity while something is.';
comment on column report.subledger_line.lifetime is '0: never open at the end of a day; 1 to 15: open for less than 2^lifetime days (15: or longer); 16: still open. Open on day d are of class k only items dated within the 2^k days before d, so that old ones are not looked at.';

create table report.partner_balance (
    company_id bigint not null,
    side text not null,
    partner_id bigint not null,
    items bigint not null,
    residual numeric not null,
    unapplied numeric not null,
    primary key (company_id, side, partner_id)
);
comment on table report.partner_balance is 'Sums of the open rows of subledger_line by partner. A row without items stays.';
comment on column report.partner_balance.unapplied is 'The part of the residual that has the other side''s sign: payments and credit notes that wait for a document.';

create table report.due_balance (
    company_id bigint not null,
    account_id bigint not null,
    currency_id bigint not null,
    due date not null,
    items bigint not null,
    residual numeric not null,
    residual_currency numeric not null,
    unapplied numeric not null,
    primary key (company_id, account_id, currency_id, due)
);
comment on table report.due_balance is 'The same sums by account, currency and due date.';

create table report.side_balance (
    company_id bigint not null,
    side text not null,
    partners bigint not null,
    primary key (company_id, side)
);
comment on table report.side_balance is 'How many rows of partner_balance have items.';

create view report.subledger_of_mirror as
select line.id as line_id, line.move_id, line.company_id,
       case account.account_type when 'asset_receivable' then 'receivable' else 'payable' end as side,
       line.account_id, coalesce(line.partner_id, 0) as partner_id,
       coalesce(line.currency_id, 0) as currency_id,
       coalesce(move.invoice_user_id, 0) as salesperson_id,
       coalesce(move.l10n_latam_document_type_id, 0) as document_type_id,
       line.date, coalesce(line.invoice_date, move.invoice_date, line.date) as invoice_date,
       coalesce(line.date_maturity, line.date) as due,
       amounts.balance, amounts.amount_currency, amounts.residual, amounts.residual_currency,
       coalesce(settled.from_day, 'infinity') as settled_from,
       coalesce(settled.to_day, '-infinity') as settled_to,
       greatest(line.date, settled.to_day) as changed_on, life.closed_on,
       case when life.closed_on = 'infinity' then 16
            when life.closed_on <= line.date then 0
            else width_bucket(life.closed_on - line.date,
                     '{1,2,4,8,16,32,64,128,256,512,1024,2048,4096,8192,16384}'::integer[])
       end::smallint as lifetime
from odoo.account_move_line line
join odoo.account_account account on account.id = line.account_id
left join odoo.account_move move on move.id = line.move_id
left join odoo.res_company company on company.id = line.company_id
left join odoo.res_currency company_currency on company_currency.id = company.currency_id
left join odoo.res_currency currency on currency.id = line.currency_id
cross join lateral (
    select min(part.max_date) as from_day, max(part.max_date) as to_day,
           coalesce(sum(part.amount), 0) as amount,
           coalesce(sum(part.amount_currency), 0) as amount_currency
    from (
        select debit.max_date, -debit.amount, -debit.debit_amount_currency
        from odoo.account_partial_reconcile debit
        where debit.debit_move_id = line.id and debit._deleted_at is null
        union all
        select credit.max_date, credit.amount, credit.credit_amount_currency
        from odoo.account_partial_reconcile credit
        where credit.credit_move_id = line.id and credit._deleted_at is null
    ) part (max_date, amount, amount_currency)
    where part.max_date is not null
) settled
cross join lateral (
    select coalesce(company_currency.decimal_places, 2) as company,
           coalesce(currency.decimal_places, 2) as document
) places
cross join lateral (
    select round(coalesce(line.balance, 0), places.company) as balance,
           round(coalesce(line.amount_currency, 0), places.document) as amount_currency,
           round(coalesce(line.balance, 0) + settled.amount, places.company) as residual,
           round(coalesce(line.amount_currency, 0) + settled.amount_currency, places.document)
               as residual_currency
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
comment on view report.subledger_of_mirror is 'What report.subledger_line holds, computed from the mirror. Tombstones of accounts count: a merged account disappears from Odoo before its lines are known to have moved.';

create function report.unapplied(side text, residual numeric) returns numeric
language sql immutable parallel safe
return case when (residual < 0) = (side = 'receivable') then residual else 0 end;

-- The caller holds the lock of ops.mirror's row, so that of two transactions the later one sees
-- what the earlier one did. In plpgsql, for it keeps the plan, which takes longer than the work of a
-- small batch.
create function report.keep(lines bigint[]) returns void
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
comment on function report.keep is 'Brings the rows of these journal items, and the sums, to what the mirror says.';

create function report.forget() returns void
language sql
begin atomic
    update report.state set built_at = null where built_at is not null;
end;
comment on function report.forget is 'The tables no longer count, until they are built again.';

-- Rows are deleted rather than truncated: whoever reads an older snapshot still sees them.
create function report.rebuild() returns bigint
language plpgsql as $$
declare
    built bigint;
begin
    perform from ops.mirror for update;
    delete from report.subledger_line;
    delete from report.partner_balance;
    delete from report.side_balance;
    delete from report.due_balance;
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
    update report.state set built_at = now();
    return built;
end
$$;
comment on function report.rebuild is 'Builds every table from the mirror, and gives the number of journal items.';

create function report.differences() returns table (relation text, difference text)
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
          (table dues except all select * from report.due_balance)) it;
end;
comment on function report.differences is 'Where the tables are not what the mirror says: always nothing while they are built.';

create index subledger_line_day on report.subledger_line (company_id, lifetime, date)
    where lifetime > 0;
create index subledger_line_changed on report.subledger_line (company_id, changed_on)
    where lifetime > 0;
create index subledger_line_in_parts on report.subledger_line (company_id, settled_to)
    where settled_from < settled_to;
create index subledger_line_open_due on report.subledger_line (company_id, account_id, due, line_id)
    where lifetime = 16;
create index subledger_line_open_date on report.subledger_line (company_id, account_id, date, line_id)
    where lifetime = 16;
create index subledger_line_open_partner on report.subledger_line (company_id, partner_id)
    where lifetime = 16;
create index partner_balance_residual on report.partner_balance
    (company_id, side, residual, partner_id) where items > 0;

-- These were made for what is in subledger_line now.
drop index odoo.account_move_line_open_due;
drop index odoo.account_move_line_open_date;

-- A mirror that is loaded already.
select report.rebuild() from ops.mirror
where (select count(*) from ops.cursor where model in ('account.move.line', 'account.partial.reconcile',
    'account.move', 'account.account', 'res.partner', 'res.company', 'res.currency')) = 7;
