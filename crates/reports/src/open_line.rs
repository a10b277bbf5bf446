//! The journal items that are open at a date, the ground of both reports.
//!
//! Residual at a date = balance − partial reconciliations that have the line as debit + those that
//! have it as credit, with `max_date` up to the date; in company and in document currency. Odoo's
//! own `amount_residual` says what is open now; it only narrows the search, no figure comes from it.
//!
//! Open at a date can only be what is open now, and what a later partial reconciliation settles:
//! so a ledger that is mostly settled is never read whole.

use crate::filter::Filter;
use crate::statement::{Place, Statement};

/// Lines that begin a page: at most `limit` of each account, by this expression.
pub(crate) struct Seek<'a> {
    /// An expression over `line` that an index on open lines is ordered by.
    pub(crate) expression: &'static str,
    pub(crate) descending: bool,
    pub(crate) after: Option<&'a crate::cursor::After>,
    pub(crate) limit: &'a i64,
}

/// When a line falls due.
pub(crate) const DUE: &str = "coalesce(line.date_maturity, line.date)";

/// The places that every statement on open lines begins with.
pub(crate) struct Places {
    pub(crate) accounts: Place,
    pub(crate) as_of: Place,
    pub(crate) company: Place,
    decimals: Place,
}

/// Begins a statement with the table expression `open_line`: id, move_id, account_id, partner_id,
/// journal_id, currency_id, date, invoice_date, due, ref, balance, amount_currency, residual,
/// residual_currency; amounts rounded to the places of their currency.
pub(crate) fn begin<'a>(
    statement: &mut Statement<'a>,
    filter: &'a Filter,
    seek: Option<&Seek<'a>>,
) -> Places {
    let places = Places {
        accounts: statement.bind(&filter.accounts),
        as_of: statement.bind(&filter.as_of),
        company: statement.bind(&filter.company_id),
        decimals: statement.bind(&filter.decimal_places),
    };
    statement.push("with open_line as (\n");
    open_now(statement, filter, &places, seek);
    statement.push("\nunion all\n");
    settled_later(statement, filter, &places);
    statement.push("\n)\n");
    places
}

/// What Odoo holds open now: the predicate of the indexes on open lines, word for word.
const OPEN_NOW: &str = "not line.reconciled
      and (line.amount_residual <> 0 or line.amount_residual_currency <> 0)
      and line.parent_state = 'posted'
      and line._deleted_at is null";

fn open_now<'a>(
    statement: &mut Statement<'a>,
    filter: &'a Filter,
    places: &Places,
    seek: Option<&Seek<'a>>,
) {
    let Some(seek) = seek else {
        select(statement, places);
        statement.push(&format!(
            "where line.account_id = any({}) and {OPEN_NOW}",
            places.accounts
        ));
        conditions(statement, filter, places);
        return;
    };
    // Account by account, so that each comes out of its index in order and stops early.
    statement.push(&format!(
        "select line.* from unnest({}::bigint[]) account (id) cross join lateral (\n",
        places.accounts
    ));
    select(statement, places);
    statement.push(&format!(
        "where line.account_id = account.id and {OPEN_NOW}"
    ));
    conditions(statement, filter, places);
    let (comparison, direction) = if seek.descending {
        ("<", "desc")
    } else {
        (">", "asc")
    };
    let expression = seek.expression;
    if let Some(after) = seek.after {
        let value = statement.bind(after.value());
        let id = statement.bind(&after.id);
        statement.push(&format!(
            "\n      and ({expression}, line.id) {comparison} ({value}, {id})"
        ));
    }
    let limit = statement.bind(seek.limit);
    statement.push(&format!(
        "\norder by {expression} {direction}, line.id {direction} limit {limit}) line"
    ));
}

fn settled_later<'a>(statement: &mut Statement<'a>, filter: &'a Filter, places: &Places) {
    select(statement, places);
    let as_of = places.as_of;
    statement.push(&format!(
        "where line.id in (
          select later.debit_move_id from odoo.account_partial_reconcile later
          where later.max_date > {as_of} and later._deleted_at is null
          union all
          select later.credit_move_id from odoo.account_partial_reconcile later
          where later.max_date > {as_of} and later._deleted_at is null
      )
      and line.account_id = any({})
      and line.parent_state = 'posted'
      and line._deleted_at is null
      and ({OPEN_NOW}) is not true",
        places.accounts
    ));
    conditions(statement, filter, places);
}

fn select(statement: &mut Statement<'_>, places: &Places) {
    let Places {
        as_of, decimals, ..
    } = places;
    statement.push(&format!(
        "select line.id, line.move_id, line.account_id, line.partner_id, line.journal_id,
           line.currency_id, line.date, line.invoice_date, {DUE} as due, line.ref,
           round(coalesce(line.balance, 0), {decimals}) as balance,
           round(coalesce(line.amount_currency, 0), places.document) as amount_currency,
           remaining.residual, remaining.residual_currency
    from odoo.account_move_line line
    left join odoo.res_currency currency on currency.id = line.currency_id
    cross join lateral (select coalesce(currency.decimal_places, 2) as document) places
    cross join lateral (
        select coalesce(sum(part.amount), 0) as amount,
               coalesce(sum(part.amount_currency), 0) as amount_currency
        from (
            select -debit.amount, -debit.debit_amount_currency
            from odoo.account_partial_reconcile debit
            where debit.debit_move_id = line.id
              and debit.max_date <= {as_of} and debit._deleted_at is null
            union all
            select credit.amount, credit.credit_amount_currency
            from odoo.account_partial_reconcile credit
            where credit.credit_move_id = line.id
              and credit.max_date <= {as_of} and credit._deleted_at is null
        ) part (amount, amount_currency)
    ) settled
    cross join lateral (
        select round(coalesce(line.balance, 0) + settled.amount, {decimals}) as residual,
               round(coalesce(line.amount_currency, 0) + settled.amount_currency, places.document)
                   as residual_currency
    ) remaining
    "
    ));
}

fn conditions<'a>(statement: &mut Statement<'a>, filter: &'a Filter, places: &Places) {
    let Places { as_of, company, .. } = places;
    statement.push(&format!(
        "
      and line.company_id = {company}
      and line.date <= {as_of}
      and (remaining.residual <> 0 or remaining.residual_currency <> 0)"
    ));
    if let Some(partner) = &filter.partner_id {
        statement.push_with("\n      and line.partner_id = ?", partner);
    }
    if let Some(currency) = &filter.currency_id {
        statement.push_with("\n      and line.currency_id = ?", currency);
    }
    if let Some(from) = &filter.due_from {
        statement.push_with(&format!("\n      and {DUE} >= ?"), from);
    }
    if let Some(to) = &filter.due_to {
        statement.push_with(&format!("\n      and {DUE} <= ?"), to);
    }
    if let Some(salesperson) = &filter.salesperson_id {
        statement.push_with(
            "
      and exists (
          select from odoo.account_move move
          where move.id = line.move_id and move.invoice_user_id = ?
      )",
            salesperson,
        );
    }
}
