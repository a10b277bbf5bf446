//! Partners of a whole side, from the sums by partner and by due date. Few partners have an item that
//! changed after the day; they are corrected one by one.

use crate::ageing::AgeingQuery;
use crate::due_balance;
use crate::filter::Source;
use crate::open_line::{self, Params};
use crate::statement::{Param, Statement};

/// Whether the answer needs nothing of a partner but its sums, apart from the buckets of a page.
pub(super) fn has_all(query: &AgeingQuery) -> bool {
    query.group_by.is_of_partner_balances()
        && query.aged_by.is_due_date()
        && query.filter.is_of_partner_balances()
        && !query.needs_amounts_of_groups()
}

fn is_behind(query: &AgeingQuery) -> bool {
    query.filter.source == Source::Now { is_behind: true }
}

/// Adds `aged` for the totals, `by_group`, and `group_count` with the number of partners.
pub(super) fn groups<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) -> (Params, Param) {
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

/// Adds `page_part`: the buckets of the page's partners, from their open items.
pub(super) fn parts<'a>(
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
