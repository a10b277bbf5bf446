-- Building and checking the tables of open items and settlements. Applied after open_items.sql and
-- settlements.sql, because it refers to their views.
--
-- If a change of a view or function changes what these tables must hold, add `select report.forget();`
-- as the last line of this file, and remove it with the next change. core-api then builds the tables
-- again within seconds.

create or replace function report.forget() returns void
language sql
begin atomic
    update report.state set built_at = null where built_at is not null;
end;
comment on function report.forget is 'Marks the tables as not valid until they are built again. Until then, reports read the views.';

-- Rows are deleted and not truncated, so that a reader with an older snapshot still sees them.
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
comment on function report.rebuild is 'Builds the tables of open items and settlements from the mirror. Returns the number of journal items.';

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
comment on function report.differences is 'Rows of the tables of open items and settlements that differ from the mirror. None, if the tables are valid.';

select report.forget();
