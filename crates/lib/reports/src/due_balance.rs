//! Open amounts on a day, by account, currency and due date. They come from a precomputed table,
//! corrected by the items that changed after the day. If the table does not support the filter,
//! they come from the items.

use crate::filter::{Filter, Source};
use crate::open_line::{self, Params};
use crate::statement::Statement;

/// Begins a statement with the table expression `amount`: account_id, currency_id, due, items,
/// residual, residual_currency, unapplied. Rows are partial sums; some may be negative.
pub(crate) fn begin<'a>(statement: &mut Statement<'a>, filter: &'a Filter) -> Params {
    if !filter.is_of_due_balances() {
        let params = open_line::begin(statement, filter, None);
        statement.push(
            ", amount as (
    select account_id, currency_id, due, 1::bigint as items, residual, residual_currency,
           report.unapplied(side, residual) as unapplied
    from open_line
)",
        );
        return params;
    }
    let params = open_line::params(statement, filter);
    statement.push("with ");
    sums(statement, filter, params);
    params
}

/// The same from the precomputed table, as another table expression.
pub(crate) fn sums<'a>(statement: &mut Statement<'a>, filter: &'a Filter, params: Params) {
    let Params {
        accounts,
        as_of,
        own_company,
    } = params;
    let is_behind = filter.source == Source::Now { is_behind: true };
    if is_behind {
        statement.push("since as (\n");
        open_line::changed_since(statement, filter, params);
        statement.push("\n), ");
    }
    // Every bound value must be used, so the day is used even if nothing has changed since.
    statement.push(&format!(
        "amount as (
    select line.account_id, line.currency_id, line.due, line.items, line.residual,
           line.residual_currency, line.unapplied
    from report.due_balance line
    where line.company_id {own_company} and line.account_id = any({accounts}) and line.items > 0
      and {as_of}::date is not null"
    ));
    open_line::due_conditions(statement, filter);
    if is_behind {
        statement.push(&format!(
            "
    union all
    select line.account_id, line.currency_id, line.due, -1, -line.residual,
           -line.residual_currency, -report.unapplied(line.side, line.residual)
    from report.subledger_line line
    where line.account_id = any({accounts}) and line.lifetime = 16 and line.changed_on > {as_of}"
        ));
        open_line::conditions(statement, filter, params);
        statement.push(
            "
    union all
    select account_id, currency_id, due, 1, residual, residual_currency,
           report.unapplied(side, residual)
    from since",
        );
    }
    statement.push("\n)");
}
