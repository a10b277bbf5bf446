//! What is overdue at the end of each month, from the open items of that day.

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

use super::CollectionsQuery;
use crate::currencies::rounded;
use crate::due_balance;
use crate::error::Error;
use crate::filter::{self, Filter, Scope, Side, Wanted};
use crate::statement::Statement;

#[derive(Debug, Clone, Copy)]
pub(super) struct Dues {
    pub(super) not_due: Decimal,
    pub(super) overdue: Decimal,
}

/// The items of the query that were open on the day.
pub(super) async fn filter_on(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    as_of: Date,
) -> Result<Filter, Error> {
    let scope = Scope {
        side: Side::Receivable,
        company: &query.prepared.company,
        as_of,
    };
    let asked = &query.prepared.parameters;
    let wanted = Wanted {
        partner_id: asked.partner_id,
        partner_level: asked.partner_level,
        ..Wanted::default()
    };
    filter::filter(client, scope, wanted).await
}

pub(super) async fn read(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    as_of: Date,
) -> Result<Dues, Error> {
    let filter = filter_on(client, query, as_of).await?;
    let mut statement = Statement::default();
    let day = due_balance::begin(&mut statement, &filter).as_of;
    statement.push(&format!(
        "
select coalesce(sum(residual) filter (where due >= {day}), 0) as not_due,
       coalesce(sum(residual) filter (where due < {day}), 0) as overdue
from amount"
    ));
    let row = statement.query_one(client).await?;
    let decimals = query.prepared.company.decimal_places;
    let amount = |name| -> Result<Decimal, Error> { Ok(rounded(row.try_get(name)?, decimals)) };
    Ok(Dues {
        not_due: amount("not_due")?,
        overdue: amount("overdue")?,
    })
}
