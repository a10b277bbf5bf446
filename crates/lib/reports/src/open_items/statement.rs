//! SQL of the open items.

use super::{OpenItemsQuery, OpenItemsSort};
use crate::document_kind;
use crate::due_balance;
use crate::notes;
use crate::open_line::{self, Params, Seek};
use crate::statement::Statement;

pub(super) fn page(query: &OpenItemsQuery) -> Statement<'_> {
    let limit = &query.prepared.paging.one_more;
    let sort = query.sort;
    // Conditions on the residual count after the first lines are read.
    let seek = sort
        .seek_expression()
        .filter(|_| query.filter.is_of_any_residual());
    let seek = seek.map(|expression| Seek {
        expression,
        descending: sort.descending(),
        after: query.after.as_ref(),
        limit,
    });
    let mut statement = Statement::default();
    let params = open_line::begin(&mut statement, &query.filter, seek.as_ref());
    let (expression, direction) = (sort.expression(), direction(sort));
    statement.push(&format!(
        ", page as (
    select open_line.*, {expression} as sort_value
    from open_line{}",
        sort.join()
    ));
    if let Some(after) = &query.after {
        let comparison = if sort.descending() { "<" } else { ">" };
        let value = statement.bind(after.value());
        let id = statement.bind(&after.id);
        statement.push(&format!(
            "\n    where ({expression}, open_line.line_id) {comparison} ({value}, {id})"
        ));
    }
    let limit = statement.bind(limit);
    statement.push(&format!(
        "\n    order by {expression} {direction}, open_line.line_id {direction} limit {limit}\n)\n"
    ));
    details(&mut statement, query, &params);
    statement
}

pub(super) fn all(query: &OpenItemsQuery) -> Statement<'_> {
    let sort = query.sort;
    let mut statement = Statement::default();
    let params = open_line::begin(&mut statement, &query.filter, None);
    statement.push(&format!(
        ", page as (select open_line.*, {} as sort_value from open_line{})\n",
        sort.expression(),
        sort.join()
    ));
    details(&mut statement, query, &params);
    statement
}

/// Totals by currency.
pub(super) fn totals(query: &OpenItemsQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    due_balance::begin(&mut statement, &query.filter);
    statement.push(TOTALS);
    statement
}

fn direction(sort: OpenItemsSort) -> &'static str {
    if sort.descending() { "desc" } else { "asc" }
}

/// Adds names to ids. Deleted records keep their last names.
fn details<'a>(statement: &mut Statement<'a>, query: &'a OpenItemsQuery, params: &Params) {
    let direction = direction(query.sort);
    let company = statement.bind(&query.filter.company_id);
    let Params {
        as_of, own_company, ..
    } = params;
    statement.push(&format!(
        "select page.line_id, page.move_id, line.company_id, move.name as move_name,
           nullif(page.salesperson_id, 0) as salesperson_id,
           document_type.code as document_type_code, document_type.name as document_type_name,
           coalesce(line.ref, move.ref) as ref,
           nullif(page.partner_id, 0) as partner_id, partner.name as partner_name,
           nullif(trim(partner.vat), '') as partner_tax_id,
           nullif(page.contact_id, 0) as contact_id,
           (select string_agg(tag.name, ', ' order by tag.name)
            from odoo.res_partner_category tag
            where tag.id = any(partner.category_id) and tag._deleted_at is null) as partner_tags,
           coalesce(account.code_by_company ->> {company}::bigint::text, account.code)
               as account_code,
           account.name as account_name,
           page.date, coalesce(line.invoice_date, move.invoice_date) as invoice_date, page.due,
           ({as_of}::date - page.due)::bigint as days_overdue,
           coalesce(currency.name, '') as currency,
           page.amount_currency, page.residual_currency, page.balance, page.residual,
           pending.amount_currency as pending_currency,
           coalesce(seller.name, salesperson.login) as salesperson_name,
           journal.code as journal_code, {kind}, {note},
           page.sort_value::text as sort_value
    from page
    left join report.pending_payments({as_of}) pending on pending.line_id = page.line_id
    left join odoo.account_move_line line on line.id = page.line_id
    left join odoo.account_move move on move.id = page.move_id
    left join odoo.l10n_latam_document_type document_type
        on document_type.id = move.l10n_latam_document_type_id
    left join odoo.res_partner partner on partner.id = page.partner_id
    left join odoo.account_account account on account.id = page.account_id
    left join odoo.res_currency currency on currency.id = page.currency_id
    left join odoo.account_journal journal on journal.id = coalesce(line.journal_id, move.journal_id)
    left join odoo.res_users salesperson on salesperson.id = move.invoice_user_id
    left join odoo.res_partner seller on seller.id = salesperson.partner_id{notes}
    order by page.sort_value {direction}, page.line_id {direction}",
        kind = document_kind::COLUMNS,
        note = notes::COLUMN,
        notes = notes::of_document(*own_company),
    ));
}

const TOTALS: &str = ", by_currency as (
    select currency_id, sum(items)::bigint as items, sum(residual_currency) as residual_currency,
           sum(residual) as residual
    from amount
    group by currency_id having sum(items) > 0
)
select coalesce(currency.name, '') as currency, by_currency.items,
       by_currency.residual_currency, by_currency.residual
from by_currency
left join odoo.res_currency currency on currency.id = by_currency.currency_id
order by coalesce(currency.name, ''), by_currency.currency_id";
