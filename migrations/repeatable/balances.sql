-- Monthly balances (decision 0027): what keeps report.account_month up to date.
--
-- Triggers do it, so everything that writes journal items (a batch, a tombstone, a repair, a person)
-- also updates the sums. Each statement of the writer causes one upsert, with its rows in one order,
-- so that two batches cannot deadlock. Items whose sums do not change touch no row.
--
-- If a change of this file changes the sums, add `select report.rebuild_account_month();` at its end,
-- and remove it with the next change. The triggers are replaced in the same transaction, so no writer
-- comes in between.

create or replace function report.account_month_added(items text) returns text language sql immutable as $$
    select format('
        insert into report.account_month as kept
        select coalesce(company_id, 0), account_id, coalesce(journal_id, 0),
               coalesce(currency_id, 0), parent_state = ''posted'',
               date_trunc(''month'', date::timestamp)::date,
               sum(sign), sum(sign * debit), sum(sign * credit), sum(sign * balance),
               sum(sign * amount_currency)
        from (select item.sign, item.company_id, item.account_id, item.journal_id,
                     item.currency_id, item.parent_state, item.date,
                     report.rounded(item.debit, home.decimal_places) as debit,
                     report.rounded(item.credit, home.decimal_places) as credit,
                     report.rounded(item.balance, home.decimal_places) as balance,
                     report.rounded(item.amount_currency, currency.decimal_places)
                         as amount_currency
              from (%s) item
              left join odoo.res_company company on company.id = item.company_id
              left join odoo.res_currency home on home.id = company.currency_id
              left join odoo.res_currency currency on currency.id = item.currency_id
              where item._deleted_at is null and item.parent_state in (''posted'', ''draft'')
                and item.account_id is not null and item.date is not null) item
        group by 1, 2, 3, 4, 5, 6
        having sum(sign) <> 0 or sum(sign * debit) <> 0 or sum(sign * credit) <> 0
            or sum(sign * balance) <> 0 or sum(sign * amount_currency) <> 0
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

-- A writer of items that has not committed yet holds a weaker lock on the table. This lock waits for
-- it, and then sees its items. A later writer waits for this transaction, and then sees the new
-- decimals.
create or replace function report.rebuild_account_month() returns void language plpgsql as $$
begin
    lock table report.account_month in exclusive mode;
    delete from report.account_month;
    execute report.account_month_added('select 1::bigint as sign, * from odoo.account_move_line');
end
$$;
comment on function report.rebuild_account_month is 'Computes the sums of all months again from the journal items.';

-- The sums contain rounded amounts, so other decimals of a currency change them. Odoo hardly ever
-- changes them; but a currency may also be mirrored after the first items that use it.
create or replace function report.keep_decimal_places() returns trigger language plpgsql as $$
declare
    changed boolean;
begin
    if tg_table_name = 'res_currency' and tg_op = 'INSERT' then
        changed := exists (select from appeared where coalesce(decimal_places, 2) <> 2);
    elsif tg_table_name = 'res_currency' then
        changed := exists (select from appeared join gone using (id)
                           where coalesce(appeared.decimal_places, 2)
                              <> coalesce(gone.decimal_places, 2));
    elsif tg_op = 'INSERT' then
        changed := exists (select from appeared join odoo.res_currency home
                               on home.id = appeared.currency_id
                           where coalesce(home.decimal_places, 2) <> 2);
    else
        changed := exists (select from appeared join gone using (id)
                           where appeared.currency_id is distinct from gone.currency_id);
    end if;
    if changed and exists (select from report.account_month) then
        perform report.rebuild_account_month();
    end if;
    return null;
end
$$;
comment on function report.keep_decimal_places is 'Trigger of odoo.res_currency and odoo.res_company: computes the months again if amounts are rounded to other decimals than before.';

create or replace trigger keep_decimal_places_inserted after insert on odoo.res_currency
    referencing new table as appeared
    for each statement execute function report.keep_decimal_places();
create or replace trigger keep_decimal_places_updated after update on odoo.res_currency
    referencing old table as gone new table as appeared
    for each statement execute function report.keep_decimal_places();
create or replace trigger keep_decimal_places_inserted after insert on odoo.res_company
    referencing new table as appeared
    for each statement execute function report.keep_decimal_places();
create or replace trigger keep_decimal_places_updated after update on odoo.res_company
    referencing old table as gone new table as appeared
    for each statement execute function report.keep_decimal_places();

select report.rebuild_account_month();
