//! Groups of any kind, summed from the open items, or from the sums by account, currency and due date
//! where these have the answer.

use jiff::civil::Date;

use crate::ageing::AgeingQuery;
use crate::due_balance;
use crate::filter::{Filter, Side};
use crate::open_line;
use crate::statement::{Param, Statement};

/// Adds `grouped`, the items by group, and `by_group`: group_id, items, total, unapplied, and what
/// the order, the conditions and the comparison need. Then `counted`: the items of these groups,
/// each of them once.
pub(super) fn groups<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    aged(statement, query, &query.filter, &query.buckets.begin);
    if query.group_by.overlaps() {
        statement.push(TAGS);
    }
    grouped(statement, query, "grouped", "aged");
    if let Some(compared) = &query.compared {
        statement.push(", compared_aged as materialized (\n");
        aged(statement, query, &compared.filter, &compared.begin);
        statement.push("\nselect * from aged\n)");
        grouped(statement, query, "compared_grouped", "compared_aged");
    }
    by_group(statement, query);
    counted(statement, query, "counted", ("aged", "grouped"));
    if query.compared.is_some() {
        let from = ("compared_aged", "compared_grouped");
        counted(statement, query, "compared_counted", from);
    }
}

/// Begins `aged`: group_id, items, residual, unapplied, bucket. `begin` has the first days of the
/// buckets.
fn aged<'a>(
    statement: &mut Statement<'a>,
    query: &'a AgeingQuery,
    filter: &'a Filter,
    begin: &'a Vec<Date>,
) {
    let of_sums = query.group_by.is_of_due_balances() && query.aged_by.is_due_date();
    let (from, sums) = if of_sums && filter.is_of_due_balances() {
        due_balance::begin(statement, filter);
        ("amount", "items, residual, unapplied")
    } else {
        open_line::begin(statement, filter, None);
        let sums = "1 as items, residual, report.unapplied(side, residual) as unapplied";
        ("open_line", sums)
    };
    let begin: Param = statement.bind(begin);
    statement.push(&format!(
        ", aged as materialized (
    select {group} as group_id, {sums}{currency},
           width_bucket({day}, {begin}::date[]) as bucket
    from {from}
)",
        group = query.group_by.column(),
        currency = query.in_currency(", residual_currency"),
        day = query.aged_by.column(),
    ));
}

/// Deleted tags are ignored, as if their partners did not have them.
const TAGS: &str = ", tag as (
    select partner.id as partner_id, tag.id
    from odoo.res_partner partner
    cross join unnest(partner.category_id) tag (id)
    left join odoo.res_partner_category known on known.id = tag.id
    where known._deleted_at is null
)";

/// Adds the table expression `name`: `aged` with each row once per group. `own_id` is the group of
/// `aged`.
fn grouped(statement: &mut Statement<'_>, query: &AgeingQuery, name: &str, aged: &str) {
    statement.push(&if query.group_by.overlaps() {
        format!(
            ", {name} as (
    select aged.*, aged.group_id as own_id, coalesce(tag.id, 0) as tag_id
    from {aged} aged left join tag on tag.partner_id = aged.group_id
)"
        )
    } else {
        format!(", {name} as not materialized (select *, group_id as own_id from {aged})")
    });
}

/// The column of `grouped` with the group.
pub(super) fn group_column(query: &AgeingQuery) -> &'static str {
    if query.group_by.overlaps() {
        "tag_id"
    } else {
        "group_id"
    }
}

fn by_group<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    let column = group_column(query);
    let not_due = query.buckets.begin.len();
    let overdue = query.needs_overdue().then(|| {
        format!(
            ",
               coalesce(sum(residual) filter (where bucket < {not_due}), 0) as overdue"
        )
    });
    let in_bucket = query.sort.bucket().map(|nth| {
        let bucket = not_due - nth.min(not_due);
        format!(
            ",
               coalesce(sum(residual) filter (where bucket = {bucket}), 0) as in_bucket"
        )
    });
    let amounts = [overdue, in_bucket]
        .into_iter()
        .flatten()
        .collect::<String>();
    let groups = format!(
        "
        select {column} as group_id, sum(items)::bigint as items, sum(residual) as total,
               sum(unapplied) as unapplied{amounts}
        from grouped group by {column} having sum(items) > 0"
    );
    statement.push(", by_group as materialized (");
    if query.compared.is_some() {
        both_days(statement, query, &groups);
    } else {
        statement.push(&format!("\n    select * from ({groups}\n    ) own"));
    }
    conditions(statement, query);
    statement.push("\n)");
}

/// The groups of one of the days, each with zero for the other.
fn both_days(statement: &mut Statement<'_>, query: &AgeingQuery, groups: &str) {
    let column = group_column(query);
    let amount = |name: &str| format!(", coalesce(own.{name}, 0) as {name}");
    let overdue = query.needs_overdue().then(|| amount("overdue"));
    let in_bucket = query.sort.bucket().map(|_| amount("in_bucket"));
    statement.push(&format!(
        "
    select * from (
        select coalesce(own.group_id, compared.group_id) as group_id,
               coalesce(own.items, 0) as items{total}{unapplied}{overdue}{in_bucket},
               coalesce(compared.total, 0) as compared_total,
               coalesce(compared.overdue, 0) as compared_overdue
        from ({groups}
        ) own full join (
            select {column} as group_id, sum(residual) as total,
                   sum(residual) filter (where bucket = 0) as overdue
            from compared_grouped group by {column} having sum(items) > 0
        ) compared on compared.group_id = own.group_id
    ) own",
        total = amount("total"),
        unapplied = amount("unapplied"),
        overdue = overdue.unwrap_or_default(),
        in_bucket = in_bucket.unwrap_or_default(),
    ));
}

/// Conditions on whole groups.
fn conditions<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    let asked = &query.prepared.parameters;
    statement.push("\n    where true");
    if let Some(least) = &asked.min_total {
        statement.push_with(" and abs(own.total) >= ?", least);
    }
    if asked.is_overdue_only() {
        statement.push(match asked.side {
            Side::Receivable => " and own.overdue > 0",
            Side::Payable => " and own.overdue < 0",
        });
    }
}

/// Adds the table expression `name`: the items that count in the totals.
fn counted(statement: &mut Statement<'_>, query: &AgeingQuery, name: &str, from: (&str, &str)) {
    let (aged, grouped) = from;
    statement.push(&format!(
        ", {name} as not materialized (select * from {aged}"
    ));
    if query.prepared.parameters.leaves_rows_out() {
        let column = group_column(query);
        statement.push(&format!(
            "
    where group_id in (select own_id from {grouped}
                       where {column} in (select group_id from by_group))"
        ));
    }
    statement.push(")");
}
