-- The ledger's own order, so that a page of an account comes out of its index; it replaces the one
-- without id.
create index account_move_line_ledger on odoo.account_move_line (account_id, date, id)
    where _deleted_at is null;
drop index odoo.account_move_line_account_date;

-- What the lines of an account come to, month by month: openings, totals and the trial balance are
-- sums of these rows and of the lines of the months that a date cuts in two.
create table report.account_month (
    company_id bigint not null,
    account_id bigint not null,
    journal_id bigint not null,
    currency_id bigint not null,
    posted boolean not null,
    month date not null,
    lines bigint not null,
    debit numeric not null,
    credit numeric not null,
    balance numeric not null,
    amount_currency numeric not null,
    primary key (company_id, account_id, month, posted, journal_id, currency_id)
) with (fillfactor = 70);
comment on table report.account_month is 'Sums of the journal items of a month, kept by triggers on odoo.account_move_line in the transaction that changes the items.';
comment on column report.account_month.company_id is '0 where the item has none; likewise the journal and the currency.';
comment on column report.account_month.month is 'Its first day.';
comment on column report.account_month.posted is 'False: drafts. Cancelled items are in no row.';
comment on column report.account_month.lines is 'Journal items; 0 where all have gone since.';

-- By triggers, so that whatever writes the lines (a batch, a tombstone, a repair) keeps the sums:
-- one statement for each statement, its rows in one order, so that two batches do not lock each
-- other out. Items whose sums stay as they are touch no row.

-- What adds the items of a select, each with its sign, to the months.
create function report.account_month_added(items text) returns text language sql immutable as $$
    select format('
        insert into report.account_month as kept
        select coalesce(company_id, 0), account_id, coalesce(journal_id, 0),
               coalesce(currency_id, 0), parent_state = ''posted'',
               date_trunc(''month'', date::timestamp)::date,
               sum(sign), sum(sign * coalesce(debit, 0)), sum(sign * coalesce(credit, 0)),
               sum(sign * coalesce(balance, 0)), sum(sign * coalesce(amount_currency, 0))
        from (%s) item
        where _deleted_at is null and parent_state in (''posted'', ''draft'')
          and account_id is not null and date is not null
        group by 1, 2, 3, 4, 5, 6
        having sum(sign) <> 0 or sum(sign * coalesce(debit, 0)) <> 0
            or sum(sign * coalesce(credit, 0)) <> 0 or sum(sign * coalesce(balance, 0)) <> 0
            or sum(sign * coalesce(amount_currency, 0)) <> 0
        order by 1, 2, 6, 5, 3, 4
        on conflict (company_id, account_id, month, posted, journal_id, currency_id) do update
        set lines = kept.lines + excluded.lines, debit = kept.debit + excluded.debit,
            credit = kept.credit + excluded.credit, balance = kept.balance + excluded.balance,
            amount_currency = kept.amount_currency + excluded.amount_currency', items)
$$;

create function report.keep_account_month() returns trigger language plpgsql as $$
declare
    appear constant text := 'select 1::bigint as sign, * from appeared';
    go constant text := 'select (-1)::bigint as sign, * from gone';
begin
    execute report.account_month_added(case tg_op
        when 'INSERT' then appear
        when 'DELETE' then go
        else appear || ' union all ' || go
    end);
    return null;
end
$$;
create trigger keep_account_month_inserted after insert on odoo.account_move_line
    referencing new table as appeared
    for each statement execute function report.keep_account_month();
create trigger keep_account_month_updated after update on odoo.account_move_line
    referencing old table as gone new table as appeared
    for each statement execute function report.keep_account_month();
create trigger keep_account_month_deleted after delete on odoo.account_move_line
    referencing old table as gone
    for each statement execute function report.keep_account_month();

do $$
begin
    execute report.account_month_added('select 1::bigint as sign, * from odoo.account_move_line');
end
$$;

-- Questions with a name, shared by all who have a key of the tenant.
create table ops.saved_view (
    id uuid primary key,
    report text not null,
    name text not null,
    parameters jsonb not null,
    version integer not null default 1,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (report, name)
);
comment on column ops.saved_view.report is 'Its key, as an export names it.';
comment on column ops.saved_view.parameters is 'As they were given: what they leave open, such as the day, is settled when the view is used.';
comment on column ops.saved_view.version is 'Rises with each change.';
grant select on ops.saved_view to espejo_reader;
