//! SQL of the ageing. Items are summed from [`open_line`], unless precomputed sums have the answer:
//! by partner for a whole side, by account and currency if there is no other filter.

use super::{AgeingQuery, GroupBy};
use crate::due_balance;
use crate::filter::Source;
use crate::open_line::{self, Params};
use crate::statement::{Param, Statement};

/// One page in the order of the query, and the row `whole` with the totals of all rows.
pub(super) fn page(query: &AgeingQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    let (params, begin) = groups(&mut statement, query);
    page_of_groups(&mut statement, query);
    if is_of_partner_balances(query) {
        parts_of_partners(&mut statement, query, params, begin);
    } else {
        statement.push(
            ", page_part as materialized (
    select part.group_id, part.bucket, sum(part.residual) as residual
    from grouped part join page using (group_id) group by part.group_id, part.bucket
)",
        );
    }
    whole(&mut statement, query);
    let order = query.sort.order();
    statement.push(&format!(
        "
select true as whole, whole.groups, null::bigint as group_id, null as name, null as code,
       null as sort_name, whole.items, whole.total, whole.unapplied, whole.buckets, whole.amounts
from whole
union all
(select false, null, page.group_id, page.name, page.code, page.sort_name, page.items, page.total,
        page.unapplied, part.buckets, part.amounts
 from page
 cross join lateral (select array_agg(bucket) as buckets, array_agg(residual) as amounts
                     from page_part where page_part.group_id = page.group_id) part
 order by {order})"
    ));
    statement
}

/// Only the row `whole`.
pub(super) fn totals(query: &AgeingQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    groups(&mut statement, query);
    whole(&mut statement, query);
    statement.push("\nselect * from whole");
    statement
}

/// Number of rows and the sum of their totals.
pub(super) fn rows(query: &AgeingQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    groups(&mut statement, query);
    statement.push("\nselect count(*) as rows, coalesce(sum(total), 0) as total from by_group");
    statement
}

/// Every row, in the order of the query.
pub(super) fn all(query: &AgeingQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    aged(&mut statement, query);
    grouped(&mut statement, query);
    statement.push(
        ", by_group as (
    select group_id, sum(items)::bigint as items, sum(residual) as total,
           sum(unapplied) as unapplied, array_agg(bucket) as buckets,
           array_agg(residual) as amounts
    from (
        select group_id, bucket, sum(items) as items, sum(residual) as residual,
               sum(unapplied) as unapplied
        from grouped group by group_id, bucket
    ) part
    group by group_id having sum(items) > 0
)",
    );
    named(&mut statement, query);
    let order = query.sort.order();
    statement.push(&format!("\nselect * from named order by {order}"));
    statement
}

/// Sums by currency and bucket, in the company's currency and in the currency itself.
pub(super) fn by_currency(query: &AgeingQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    let (from, sums) = if query.aged_by.is_due_date() {
        due_balance::begin(&mut statement, &query.filter);
        ("amount", "items, unapplied")
    } else {
        open_line::begin(&mut statement, &query.filter, None);
        (
            "open_line",
            "1 as items, report.unapplied(side, residual) as unapplied",
        )
    };
    let begin = statement.bind(&query.buckets.begin);
    statement.push(&format!(
        "
select coalesce(currency.name, '') as code, coalesce(currency.decimal_places, 2) as places,
       part.bucket, sum(part.items)::bigint as items, sum(part.residual) as residual,
       sum(part.residual_currency) as residual_currency, sum(part.unapplied) as unapplied
from (select currency_id, {sums}, residual, residual_currency,
             width_bucket({day}, {begin}::date[]) as bucket
      from {from}) part
left join odoo.res_currency currency on currency.id = part.currency_id
group by 1, 2, 3 order by 1, 3 desc",
        day = query.aged_by.column(),
    ));
    statement
}

fn is_of_partner_balances(query: &AgeingQuery) -> bool {
    query.group_by == GroupBy::Partner
        && query.aged_by.is_due_date()
        && query.filter.is_of_partner_balances()
}

fn is_behind(query: &AgeingQuery) -> bool {
    query.filter.source == Source::Now { is_behind: true }
}

/// Adds `aged`: group_id, items, residual, unapplied, bucket. Returns the buckets' placeholder.
fn aged<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) -> (Params, Param) {
    let filter = &query.filter;
    let of_sums = query.group_by.is_of_due_balances() && query.aged_by.is_due_date();
    let (params, from, sums) = if of_sums && filter.is_of_due_balances() {
        let params = due_balance::begin(statement, filter);
        (params, "amount", "items, residual, unapplied")
    } else {
        let params = open_line::begin(statement, filter, None);
        let sums = "1 as items, residual, report.unapplied(side, residual) as unapplied";
        (params, "open_line", sums)
    };
    let begin = statement.bind(&query.buckets.begin);
    statement.push(&format!(
        ", aged as materialized (
    select {group} as group_id, {sums}, width_bucket({day}, {begin}::date[]) as bucket
    from {from}
)",
        group = query.group_by.column(),
        day = query.aged_by.column(),
    ));
    (params, begin)
}

/// Adds `grouped`: `aged` with each row once per group. Deleted tags are ignored, as if their
/// partners did not have them.
fn grouped(statement: &mut Statement<'_>, query: &AgeingQuery) {
    if !query.group_by.overlaps() {
        statement.push(", grouped as not materialized (select * from aged)");
        return;
    }
    statement.push(
        ", grouped as (
    select coalesce(tag.id, 0) as group_id, aged.items, aged.residual, aged.unapplied, aged.bucket
    from aged left join (
        select partner.id as partner_id, tag.id
        from odoo.res_partner partner
        cross join unnest(partner.category_id) tag (id)
        left join odoo.res_partner_category known on known.id = tag.id
        where known._deleted_at is null
    ) tag on tag.partner_id = aged.group_id
)",
    );
}

/// Adds `aged` for the totals, and `by_group`: group_id, items, total, unapplied.
fn groups<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) -> (Params, Param) {
    if is_of_partner_balances(query) {
        return partners(statement, query);
    }
    let params = aged(statement, query);
    grouped(statement, query);
    statement.push(
        ", by_group as (
    select group_id, sum(items)::bigint as items, sum(residual) as total,
           sum(unapplied) as unapplied
    from grouped group by group_id having sum(items) > 0
)",
    );
    params
}

/// The same from the sums by partner and by due date. Few partners have an item that changed after
/// the day; they are corrected one by one.
fn partners<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) -> (Params, Param) {
    let filter = &query.filter;
    let params = due_balance::begin(statement, filter);
    let begin = statement.bind(&query.buckets.begin);
    let side = statement.bind(&filter.side);
    statement.push(&format!(
        ", aged as materialized (
    select items, residual, unapplied, width_bucket(due, {begin}::date[]) as bucket from amount
)"
    ));
    let own = params.own_company;
    let balance = format!("balance.company_id {own} and balance.side = {side}");
    if is_behind(query) {
        moved(statement, query, params, &balance);
    }
    statement.push(&format!(
        ", by_group as (
    select balance.partner_id as group_id, balance.items, balance.residual as total,
           balance.unapplied
    from report.partner_balance balance
    where {balance} and balance.items > 0"
    ));
    if is_behind(query) {
        statement.push(
            "
      and not exists (select from moved where moved.group_id = balance.partner_id)
    union all
    select group_id, items, total, unapplied from moved where items > 0",
        );
    }
    statement.push(&format!(
        "\n), group_count as (
    select coalesce((select partners from report.side_balance balance where {balance}), 0)"
    ));
    if is_behind(query) {
        statement.push(
            " + (select coalesce(sum((items > 0)::integer - was_open::integer), 0) from moved)",
        );
    }
    statement.push(" as groups\n)");
    (params, begin)
}

/// Adds `moved`: the partners with an item that changed after the day, as they were on the day.
fn moved<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery, params: Params, balance: &str) {
    let Params {
        accounts, as_of, ..
    } = params;
    statement.push(&format!(
        ", moved as materialized (
    select part.partner_id as group_id,
           (coalesce(min(balance.items), 0) + sum(part.items))::bigint as items,
           coalesce(min(balance.residual), 0) + sum(part.residual) as total,
           coalesce(min(balance.unapplied), 0) + sum(part.unapplied) as unapplied,
           coalesce(min(balance.items), 0) > 0 as was_open
    from (
        select line.partner_id, -1, -line.residual, -report.unapplied(line.side, line.residual)
        from report.subledger_line line
        where line.account_id = any({accounts}) and line.lifetime = 16
          and line.changed_on > {as_of}"
    ));
    open_line::conditions(statement, &query.filter, params);
    statement.push(&format!(
        "
        union all
        select partner_id, 1, residual, report.unapplied(side, residual) from since
    ) part (partner_id, items, residual, unapplied)
    left join report.partner_balance balance
        on balance.partner_id = part.partner_id and {balance}
    group by part.partner_id
)"
    ));
}

/// Adds `named`: `by_group` with names.
fn named<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    let named = with_names(statement, query, "by_group");
    statement.push(&format!(", named as ({named})"));
}

/// Selects the rows of a table expression with the names of their groups.
fn with_names<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery, groups: &str) -> String {
    // Only codes of accounts depend on the company. Every bound value must be used.
    let company = match query.group_by {
        GroupBy::Account => statement.bind(&query.filter.company_id).to_string(),
        _ => String::new(),
    };
    format!(
        "
    select by_group.*, names.name, names.code, coalesce(names.sort_name, '') as sort_name
    from {groups} by_group left join lateral (
        {}
    ) names on true
",
        query.group_by.names(&company)
    )
}

/// Adds `page`. Only names of its groups are looked up, unless the page is sorted by name.
fn page_of_groups<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    if query.sort.is_by_name() {
        named(statement, query);
        first_of(statement, query, "page", "named");
    } else {
        first_of(statement, query, "chosen", "by_group");
        let page = with_names(statement, query, "chosen");
        statement.push(&format!(", page as materialized ({page})"));
    }
}

/// Adds the table expression `name`: the rows of `groups` at the beginning of the page.
fn first_of<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery, name: &str, groups: &str) {
    let sort = query.sort;
    statement.push(&format!(
        ", {name} as materialized (\n    select * from {groups}"
    ));
    if let Some(after) = &query.after {
        let value = statement.bind(after.value());
        let id = statement.bind(&after.id);
        statement.push(&format!(
            "\n    where ({}, group_id) {} ({value}, {id})",
            sort.expression(),
            sort.comparison()
        ));
    }
    let limit = statement.bind(&query.prepared.paging.one_more);
    statement.push(&format!("\n    order by {} limit {limit}\n)", sort.order()));
}

/// Adds `page_part`: the buckets of the page's partners, from their open items.
fn parts_of_partners<'a>(
    statement: &mut Statement<'a>,
    query: &'a AgeingQuery,
    params: Params,
    begin: Param,
) {
    let Params {
        accounts,
        as_of,
        own_company,
    } = params;
    let mut since = String::new();
    let mut unchanged = String::new();
    if is_behind(query) {
        unchanged = format!(" and line.changed_on <= {as_of}");
        "
        union all
        select since.partner_id, since.due, since.residual from since
        where since.partner_id in (select group_id from page)"
            .clone_into(&mut since);
    }
    statement.push(&format!(
        ", page_part as materialized (
    select group_id, width_bucket(due, {begin}::date[]) as bucket, sum(residual) as residual
    from (
        select page.group_id, line.due, line.residual
        from page join report.subledger_line line
            on line.company_id {own_company} and line.partner_id = page.group_id
        where line.lifetime = 16 and line.account_id = any({accounts}){unchanged}{since}
    ) part group by 1, 2
)"
    ));
}

/// Adds `whole`: the totals, from `aged`.
fn whole<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    let groups = if is_of_partner_balances(query) {
        "(select groups::bigint from group_count)"
    } else {
        "(select count(*) from by_group)"
    };
    statement.push(&format!(
        ", whole as (
    select {groups} as groups, coalesce(sum(items), 0)::bigint as items,
           coalesce(sum(residual), 0) as total, coalesce(sum(unapplied), 0) as unapplied,
           array_agg(bucket) as buckets, array_agg(residual) as amounts
    from (select bucket, sum(items) as items, sum(residual) as residual,
                 sum(unapplied) as unapplied
          from aged group by bucket) part
)"
    ));
}
