//! Documents by an exact amount: their total, or what is open of them; in the currency of the
//! document or of the company.

use store::GenericClient;

use super::documents::{JOINS, columns, hit};
use super::{MOST_FOUND, Question, SearchHit, SearchKind, parameters};
use crate::error::Error;

/// The latest first.
pub(super) async fn find(
    client: &impl GenericClient,
    question: &Question,
) -> Result<Vec<SearchHit>, Error> {
    let amounts = parameters::amounts(&question.text);
    if amounts.is_empty() {
        return Ok(Vec::new());
    }
    let text = find_text();
    let statement = client.prepare_cached(&text).await?;
    let rows = client
        .query(
            &statement,
            &[&question.companies, &amounts, &MOST_FOUND, &question.limit],
        )
        .await?;
    rows.iter()
        .map(|row| hit(row, SearchKind::Amount))
        .collect()
}

fn find_text() -> String {
    format!(
        "
    with whole as materialized (
        select id, abs(amount_total) as amount, abs(amount_total_signed) as home_amount
        from odoo.account_move
        where _deleted_at is null
          and array[abs(amount_total), abs(amount_total_signed)] && $2::numeric[]
          and ($1::bigint[] is null or company_id is null or company_id = any($1))
    ), open as materialized (
        select move_id as id, abs(residual_currency) as amount, abs(residual) as home_amount
        from report.subledger_line
        where lifetime = 16
          and array[abs(residual), abs(residual_currency)] && $2::numeric[]
          and ($1::bigint[] is null or company_id = any($1))
          and exists (select from report.state where built_at is not null)
    ), hit as (
        select distinct on (id) *
        from (select *, 1 as nth from (select * from whole limit $3) few
              union all
              select *, 2 from (select * from open limit $3) few) found
        order by id, nth
    )
    select {columns},
           case when hit.amount = any($2)
                then report.rounded(hit.amount, currency.decimal_places)
                else report.rounded(hit.home_amount, home.decimal_places) end as amount,
           case when hit.amount = any($2) then currency.name else home.name end as currency
    from hit
    join odoo.account_move move using (id) {JOINS}
    left join odoo.res_company company on company.id = move.company_id
    left join odoo.res_currency home on home.id = company.currency_id
    where move._deleted_at is null
    order by move.date desc nulls last, move.id desc
    limit $4",
        columns = columns()
    )
}
