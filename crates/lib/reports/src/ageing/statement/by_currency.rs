//! Sums by currency of the documents, for paper.

use crate::ageing::AgeingQuery;
use crate::due_balance;
use crate::open_line;
use crate::statement::Statement;

/// Sums by currency and bucket, in the company's currency and in the currency itself.
pub(in crate::ageing) fn by_currency(query: &AgeingQuery) -> Statement<'_> {
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
