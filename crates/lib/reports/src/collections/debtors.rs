//! The largest debtors at the end of the period, and how much of their debt is overdue.

use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

use super::CollectionsQuery;
use super::indicators::ratio;
use super::links::Links;
use crate::currencies::rounded;
use crate::error::Error;
use crate::figures::{Money, Percent};
use crate::open_line;
use crate::statement::Statement;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Debtor {
    /// Null for debt without a partner.
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    pub vat: Option<String>,
    /// Open items less unallocated payments and credit notes.
    #[schema(value_type = Money)]
    pub outstanding: Decimal,
    #[schema(value_type = Money)]
    pub overdue: Decimal,
    /// Percentage of what all partners with a positive balance owe.
    #[schema(value_type = Option<Percent>)]
    pub share_percent: Option<Decimal>,
    #[schema(example = "/v1/receivables/open-items?company_id=2&as_of=2026-11-22&partner_id=7")]
    pub items_url: String,
}

#[derive(Debug, Default)]
pub(super) struct Debtors {
    pub(super) largest: Vec<Debtor>,
    /// Number of partners with a positive balance, and what they owe.
    pub(super) count: i64,
    pub(super) owed: Decimal,
    /// Sums over all open items, credits included.
    pub(super) not_due: Decimal,
    pub(super) overdue: Decimal,
}

pub(super) async fn read(
    client: &impl GenericClient,
    query: &CollectionsQuery,
) -> Result<Debtors, Error> {
    let top = i64::from(query.prepared.parameters.top.unwrap_or_default());
    let mut statement = Statement::default();
    let params = open_line::begin(&mut statement, &query.open_items, None);
    statement.push(&format!(
        ", partner as (
    select nullif(partner_id, 0) as partner_id, sum(residual) as outstanding,
           coalesce(sum(residual) filter (where due < {}), 0) as overdue
    from open_line group by 1
), whole as (
    select count(*) filter (where outstanding > 0) as debtors,
           coalesce(sum(outstanding) filter (where outstanding > 0), 0) as owed,
           coalesce(sum(outstanding), 0) as outstanding, coalesce(sum(overdue), 0) as overdue
    from partner
)
select whole.debtors, whole.owed, whole.outstanding as all_outstanding,
       whole.overdue as all_overdue, largest.partner_id, contact.name, contact.vat,
       largest.outstanding, largest.overdue
from whole
left join lateral (
    select * from partner where outstanding > 0
    order by outstanding desc, partner_id nulls last limit ",
        params.as_of
    ));
    let limit = statement.bind(&top);
    statement.push(&format!(
        "{limit}
) largest on true
left join odoo.res_partner contact on contact.id = largest.partner_id
order by largest.outstanding desc, largest.partner_id nulls last"
    ));
    let mut debtors = Debtors::default();
    for row in statement.query(client).await? {
        let amount = |name| -> Result<Decimal, Error> {
            Ok(rounded(
                row.try_get(name)?,
                query.prepared.company.decimal_places,
            ))
        };
        debtors.count = row.try_get("debtors")?;
        debtors.owed = amount("owed")?;
        debtors.overdue = amount("all_overdue")?;
        debtors.not_due = amount("all_outstanding")? - debtors.overdue;
        let outstanding: Option<Decimal> = row.try_get("outstanding")?;
        let Some(outstanding) = outstanding else {
            continue;
        };
        let partner_id = row.try_get("partner_id")?;
        debtors.largest.push(Debtor {
            partner_id,
            partner_name: row.try_get("name")?,
            vat: row.try_get("vat")?,
            outstanding,
            overdue: amount("overdue")?,
            share_percent: ratio(outstanding, debtors.owed, Decimal::ONE_HUNDRED, 2),
            items_url: Links::of(query).of_partner(partner_id),
        });
    }
    Ok(debtors)
}
