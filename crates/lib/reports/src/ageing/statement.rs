//! SQL of the ageing. Items are summed from [`crate::open_line`], unless precomputed sums have the
//! answer: by partner for a whole side, by account and currency if there is no other filter.

mod by_currency;
mod item_sums;
mod partner_sums;

use self::item_sums::group_column;
use super::{AgeingQuery, GroupBy};
use crate::notes;
use crate::statement::Statement;

pub(super) use by_currency::by_currency;

/// Columns of the answer that only some queries have.
struct Extras {
    whole: &'static str,
    page: &'static str,
    part: &'static str,
}

impl Extras {
    fn of(query: &AgeingQuery) -> Self {
        let (whole, page) = match query.compared {
            Some(_) => (
                ", whole.compared_total, whole.compared_overdue",
                ", page.compared_total, page.compared_overdue",
            ),
            None => ("", ""),
        };
        let part = query.in_currency(", part.amounts_currency");
        Self { whole, page, part }
    }
}

/// One page in the order of the query, and the row `whole` with the totals of all rows.
pub(super) fn page(query: &AgeingQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    if partner_sums::has_all(query) {
        let (params, begin) = partner_sums::groups(&mut statement, query);
        page_of_groups(&mut statement, query);
        partner_sums::parts(&mut statement, query, params, begin);
    } else {
        item_sums::groups(&mut statement, query);
        page_of_groups(&mut statement, query);
        parts(&mut statement, query, "page");
    }
    whole(&mut statement, query);
    let (order, expression) = (query.sort.order(), query.sort.expression());
    let Extras { whole, page, part } = Extras::of(query);
    let (note, notes) = latest_note(&mut statement, query, "page");
    statement.push(&format!(
        "
select true as whole, whole.groups, null::bigint as group_id, null as name, null as code,
       null as sort_value, whole.items, whole.total, whole.unapplied, whole.buckets,
       whole.amounts{whole}{whole_currency}, null::jsonb as note
from whole
union all
(select false, null, page.group_id, page.name, page.code, ({expression})::text as sort_value, page.items,
        page.total, page.unapplied, part.buckets, part.amounts{page}{part}, {note}
 from page
 cross join lateral (select array_agg(bucket) as buckets, array_agg(residual) as amounts{currency}
                     from page_part where page_part.group_id = page.group_id) part{notes}
 order by {order})",
        whole_currency = query.in_currency(", whole.amounts_currency"),
        currency = query.in_currency(", array_agg(residual_currency) as amounts_currency"),
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
    item_sums::groups(&mut statement, query);
    parts(&mut statement, query, "by_group");
    named(&mut statement, query);
    let (note, notes) = latest_note(&mut statement, query, "named");
    statement.push(&format!(
        "
select named.*, part.buckets, part.amounts{part}, {note}
from named left join (
    select group_id as part_of, array_agg(bucket) as buckets, array_agg(residual) as amounts{currency}
    from page_part group by group_id
) part on part.part_of = named.group_id{notes}
order by {order}",
        part = Extras::of(query).part,
        currency = query.in_currency(", array_agg(residual_currency) as amounts_currency"),
        order = query.sort.order(),
    ));
    statement
}

/// Adds `by_group`: group_id, items, total, unapplied; and what the totals are summed from.
fn groups<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    if partner_sums::has_all(query) {
        partner_sums::groups(statement, query);
    } else {
        item_sums::groups(statement, query);
    }
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

/// The column `note` of the rows of `groups`, and what joins it.
fn latest_note<'a>(
    statement: &mut Statement<'a>,
    query: &'a AgeingQuery,
    groups: &str,
) -> (&'static str, String) {
    if !query.group_by.is_of_partners() {
        return ("null::jsonb as note", String::new());
    }
    let companies = statement.one_of(&query.filter.company_ids);
    let joins = notes::of_partner(&format!("{groups}.group_id"), companies);
    (notes::COLUMN, joins)
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

/// Adds `page_part`: the buckets of the groups of a table expression.
fn parts(statement: &mut Statement<'_>, query: &AgeingQuery, groups: &str) {
    let column = group_column(query);
    statement.push(&format!(
        ", page_part as materialized (
    select {column} as group_id, bucket, sum(residual) as residual{currency}
    from grouped where {column} in (select group_id from {groups}) group by {column}, bucket
)",
        currency = query.in_currency(", sum(residual_currency) as residual_currency"),
    ));
}

/// Adds `whole`: the totals.
fn whole<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    let (groups, counted) = if partner_sums::has_all(query) {
        ("(select groups::bigint from group_count)", "aged")
    } else {
        ("(select count(*) from by_group)", "counted")
    };
    let compared = match query.compared {
        Some(_) => COMPARED,
        None => "",
    };
    statement.push(&format!(
        ", whole as (
    select {groups} as groups, coalesce(sum(items), 0)::bigint as items,
           coalesce(sum(residual), 0) as total, coalesce(sum(unapplied), 0) as unapplied,
           array_agg(bucket) as buckets, array_agg(residual) as amounts{amounts}{compared}
    from (select bucket, sum(items) as items, sum(residual) as residual,
                 sum(unapplied) as unapplied{currency}
          from {counted} group by bucket) part
)",
        amounts = query.in_currency(", array_agg(residual_currency) as amounts_currency"),
        currency = query.in_currency(", sum(residual_currency) as residual_currency"),
    ));
}

const COMPARED: &str = ",
           (select coalesce(sum(residual), 0) from compared_counted) as compared_total,
           (select coalesce(sum(residual) filter (where bucket = 0), 0)
            from compared_counted) as compared_overdue";
