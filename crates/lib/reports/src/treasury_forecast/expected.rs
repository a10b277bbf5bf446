//! Expected payment days of open and draft items: the due date, or the due date plus the customer's
//! average delay.

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

use crate::error::Error;
use crate::filter::{Filter, Source};
use crate::open_line::{self, Params};
use crate::statement::Statement;

/// Due date of a line.
const DUE: &str = "coalesce(line.date_maturity, line.date)";

#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    pub(super) drafts: bool,
    pub(super) delay: bool,
}

/// Expected payments of a day in the company's currency; incoming is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Payment {
    pub(super) day: Date,
    pub(super) amount: Decimal,
}

pub(super) async fn payments(
    client: &impl GenericClient,
    filter: &Filter,
    options: Options,
) -> Result<Vec<Payment>, Error> {
    let mut statement = Statement::default();
    let params = open_line::begin(&mut statement, filter, None);
    statement.push(
        ", item as (
    select open_line.partner_id, open_line.due, open_line.residual from open_line",
    );
    if options.drafts {
        drafts(&mut statement, params);
    }
    statement.push("\n)");
    if options.delay {
        delays(&mut statement, filter.source, params);
        // Credits of a customer have no delay: the customer may use them at any time.
        statement.push(
            "
select item.due + case when item.residual > 0 then coalesce(delay.days, 0) else 0 end as day,
       sum(item.residual) as amount
from item
left join delay on delay.partner_id = item.partner_id
group by 1 order by 1",
        );
    } else {
        statement
            .push("\nselect due as day, sum(residual) as amount from item group by 1 order by 1");
    }
    let rows = statement.query(client).await?;
    let payments = rows.iter().map(|row| {
        Ok(Payment {
            day: row.try_get("day")?,
            amount: row.try_get("amount")?,
        })
    });
    payments.collect()
}

fn drafts(statement: &mut Statement<'_>, params: Params) {
    statement.push(&format!(
        "
    union all
    select line.partner_id, coalesce({DUE}, {}), line.balance
    from report.journal_item line
    where line.account_id = any({}) and line.company_id {}
      and line.parent_state = 'draft' and line._deleted_at is null",
        params.as_of, params.accounts, params.own_company
    ));
}

/// Average days between due date and payment, weighted by amount, over the payments of a year.
fn delays(statement: &mut Statement<'_>, source: Source, params: Params) {
    let settlements = match source {
        Source::Mirror => "report.settlement_of_mirror",
        _ => "report.settlement",
    };
    let Params {
        accounts,
        as_of,
        own_company,
    } = params;
    statement.push(&format!(
        ", delay as (
    select part.partner_id,
           round(sum(part.amount * part.days_late) / sum(part.amount))::integer as days
    from {settlements} part
    where part.company_id {own_company} and part.account_id = any({accounts})
      and part.day > {as_of}::date - 365 and part.day <= {as_of}
    group by part.partner_id
    having sum(part.amount) > 0
)"
    ));
}
