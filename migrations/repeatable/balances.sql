-- Monthly balances (decision 0027): what keeps report.account_month up to date.
--
-- Triggers do it, so everything that writes journal items (a batch, a tombstone, a repair, a person)
-- also updates the sums. Each statement of the writer causes one upsert, with its rows in one order,
-- so that two batches cannot deadlock. Items whose sums do not change touch no row.
--
-- If a change of this file changes the sums, add these lines at its end, and remove them with the next
-- change. The triggers are replaced in the same transaction, so no writer comes in between.
--     delete from report.account_month;
--     do $$ begin
--         execute report.account_month_added(
--             'select 1::bigint as sign, * from odoo.account_move_line');
--     end $$;

create or replace function report.account_month_added(items text) returns text language sql immutable as $$
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
comment on function report.account_month_added is 'The SQL that adds the items of a select, each with its sign (1 or -1), to the months.';

create or replace function report.keep_account_month() returns trigger language plpgsql as $$
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
comment on function report.keep_account_month is 'Trigger of odoo.account_move_line: updates the months of the items that a statement writes.';

create or replace trigger keep_account_month_inserted after insert on odoo.account_move_line
    referencing new table as appeared
    for each statement execute function report.keep_account_month();
create or replace trigger keep_account_month_updated after update on odoo.account_move_line
    referencing old table as gone new table as appeared
    for each statement execute function report.keep_account_month();
create or replace trigger keep_account_month_deleted after delete on odoo.account_move_line
    referencing old table as gone
    for each statement execute function report.keep_account_month();
