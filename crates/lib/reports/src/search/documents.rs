//! Documents by number or reference.

use store::GenericClient;
use tokio_postgres::Row;

use super::{LATEST, MOST_FOUND, Question, SearchHit, SearchKind};
use crate::document_kind;
use crate::error::Error;
use crate::pattern;

/// The whole number or reference first, then the latest ones.
pub(super) async fn find(
    client: &impl GenericClient,
    question: &Question,
) -> Result<Vec<SearchHit>, Error> {
    let pattern = pattern::containing(&question.text);
    let text = find_text();
    let statement = client.prepare_cached(&text).await?;
    let rows = client
        .query(
            &statement,
            &[
                &question.companies,
                &pattern,
                &question.text,
                &MOST_FOUND,
                &LATEST,
                &question.limit,
            ],
        )
        .await?;
    rows.iter()
        .map(|row| hit(row, SearchKind::Document))
        .collect()
}

/// A row with [`COLUMNS`] and the amount.
pub(super) fn hit(row: &Row, kind: SearchKind) -> Result<SearchHit, Error> {
    let id: i64 = row.try_get("id")?;
    let name: Option<String> = row.try_get("name")?;
    let reference: Option<String> = row.try_get("ref")?;
    let number = document_kind::read_number(row, name.as_deref(), reference.as_deref())?;
    Ok(SearchHit {
        kind,
        id,
        title: number.or(name).unwrap_or_default(),
        subtitle: row.try_get("partner_name")?,
        amount: row.try_get("amount")?,
        currency: row.try_get("currency")?,
        date: row.try_get("date")?,
        url: format!("/v1/documents/{id}"),
    })
}

/// Columns of a query that joins `move`, `document_type`, `journal` and `partner`.
pub(super) fn columns() -> String {
    format!(
        "move.id, move.name, move.ref, move.date, partner.name as partner_name,
           {}",
        document_kind::COLUMNS
    )
}

pub(super) const JOINS: &str = "
    left join odoo.l10n_latam_document_type document_type
        on document_type.id = move.l10n_latam_document_type_id
    left join odoo.account_journal journal on journal.id = move.journal_id
    left join odoo.res_partner partner on partner.id = move.partner_id
    left join odoo.res_currency currency on currency.id = move.currency_id";

// A table expression is planned for all its rows, so that the limit does not make the planner prefer
// to read the table.
fn find_text() -> String {
    format!(
        "
    with found as materialized (
        select id from odoo.account_move
        where _deleted_at is null
          and report.searched(name, ref, null) like report.folded($2)
          and ($1::bigint[] is null or company_id is null or company_id = any($1))
    ), latest as materialized (
        select id, name, ref, company_id from odoo.account_move
        where _deleted_at is null
        order by id desc limit $5
    ), hit as (
        (select id from found limit $4)
        union
        select id from latest
        where report.searched(name, ref, null) like report.folded($2)
          and ($1::bigint[] is null or company_id is null or company_id = any($1))
    )
    select {columns}, report.rounded(abs(move.amount_total), currency.decimal_places) as amount,
           currency.name as currency
    from hit
    join odoo.account_move move using (id) {JOINS}
    order by (report.folded(move.name) = report.folded($3)
              or report.folded(move.ref) = report.folded($3)
              or right(report.folded(move.name), length(report.folded($3)) + 1)
                     = ' ' || report.folded($3)) is true desc,
             move.date desc nulls last, move.id desc
    limit $6",
        columns = columns()
    )
}
