//! What a customer or vendor owes or is owed today, and how it pays.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

use crate::companies;
use crate::error::Error;
use crate::figures::Money;
use crate::filter::Side;
use crate::open_items::{self, CurrencyTotal, OpenItemsParameters, OpenItemsQuery};
use crate::reader::Reader;
use crate::report::Report;

/// The open items of one company, side and currency. Positive amounts are debits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerBalance {
    pub company_id: i64,
    pub side: Side,
    /// ISO 4217 code of the documents.
    #[schema(example = "USD")]
    pub currency: String,
    pub items: i64,
    /// Residual in this currency.
    #[schema(value_type = Money)]
    pub residual_currency: Decimal,
    /// The part of it that was due before today.
    #[schema(value_type = Money)]
    pub overdue_currency: Decimal,
    /// ISO 4217 code of the company's currency.
    #[schema(example = "PEN")]
    pub company_currency: String,
    /// Residual in the company's currency.
    #[schema(value_type = Money)]
    pub residual: Decimal,
    /// The part of it that was due before today.
    #[schema(value_type = Money)]
    pub overdue: Decimal,
    /// URL of the open items.
    #[schema(example = "/v1/receivables/open-items?company_id=2&partner_id=7&currencies=USD")]
    pub items_url: String,
    /// URL of the overdue ones.
    #[schema(example = "/v1/receivables/open-items?company_id=2&partner_id=7&due_to=2026-11-21")]
    pub overdue_items_url: String,
}

/// The payments of a customer to one company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerPayments {
    pub company_id: i64,
    /// ISO 4217 code of the company's currency.
    #[schema(example = "PEN")]
    pub company_currency: String,
    /// Average days from the due date to the payment, weighted by amount, over the payments of the
    /// last 365 days; negative if the customer pays early. Null if there were none.
    pub average_delay_days: Option<i64>,
    /// The last day on which a payment settled something.
    pub last_payment_date: Date,
    /// What payments settled on that day, in the company's currency.
    #[schema(value_type = Money)]
    pub last_payment_amount: Decimal,
}

/// By company, side and currency. Without open items there is no row.
pub(super) async fn read(
    client: &impl GenericClient,
    reader: &Reader,
    entity: i64,
) -> Result<Vec<PartnerBalance>, Error> {
    let companies = companies::in_scope(client, &reader.scope).await?;
    let ids: Vec<i64> = companies.iter().map(|company| company.id).collect();
    let statement = client.prepare_cached(BOOKED).await?;
    let mut balances = Vec::new();
    for row in client.query(&statement, &[&entity, &ids]).await? {
        let side = match row.try_get("side")? {
            "payable" => Side::Payable,
            _ => Side::Receivable,
        };
        let asked = OpenItemsParameters {
            side,
            company_id: Some(row.try_get("company_id")?),
            partner_id: Some(entity),
            ..OpenItemsParameters::default()
        };
        balances.extend(of_side(client, reader, asked).await?);
    }
    Ok(balances)
}

/// The same figures as in the report of open items.
async fn of_side(
    client: &impl GenericClient,
    reader: &Reader,
    asked: OpenItemsParameters,
) -> Result<Vec<PartnerBalance>, Error> {
    let late = OpenItemsParameters {
        due_to: reader.today.checked_sub(1.day()).ok(),
        ..asked.clone()
    };
    let all = OpenItemsQuery::prepare(client, &asked, reader).await?;
    let late = OpenItemsQuery::prepare(client, &late, reader).await?;
    let overdue = open_items::totals(client, &late).await?.by_currency;
    let mut overdue: BTreeMap<String, CurrencyTotal> = overdue
        .into_iter()
        .map(|total| (total.currency.clone(), total))
        .collect();
    let totals = open_items::totals(client, &all).await?;
    let company = all.company();
    let zero = Decimal::new(0, company.places());
    let rows = totals.by_currency.into_iter().map(|total| {
        let late_items_url = open_items::of_currency(&late, &total.currency);
        let late = overdue.remove(&total.currency);
        PartnerBalance {
            company_id: company.id,
            side: asked.side,
            items: total.items,
            residual_currency: total.residual_currency,
            overdue_currency: late.as_ref().map_or_else(
                || Decimal::new(0, total.residual_currency.scale()),
                |late| late.residual_currency,
            ),
            company_currency: company.currency.clone(),
            residual: total.residual,
            overdue: late.map_or(zero, |late| late.residual),
            items_url: total.items_url,
            overdue_items_url: late_items_url,
            currency: total.currency,
        }
    });
    Ok(rows.collect())
}

pub(super) async fn payments(
    client: &impl GenericClient,
    reader: &Reader,
    entity: i64,
) -> Result<Vec<PartnerPayments>, Error> {
    let is_built = client.query_one(IS_BUILT, &[]).await?;
    let settlements = if is_built.try_get("is_built")? {
        "report.settlement"
    } else {
        "report.settlement_of_mirror"
    };
    let text = payments_from(settlements);
    let statement = client.prepare_cached(&text).await?;
    let companies = reader.scope.companies();
    let values: &[&(dyn tokio_postgres::types::ToSql + Sync)] =
        &[&entity, &companies, &reader.today];
    let rows = client.query(&statement, values).await?;
    let payments = rows.iter().map(|row| {
        Ok(PartnerPayments {
            company_id: row.try_get("company_id")?,
            company_currency: row.try_get("company_currency")?,
            average_delay_days: row.try_get("average_delay_days")?,
            last_payment_date: row.try_get("last_payment_date")?,
            last_payment_amount: row.try_get("last_payment_amount")?,
        })
    });
    payments.collect()
}

/// The delay is computed as in the treasury forecast.
fn payments_from(settlements: &str) -> String {
    format!(
        "select part.company_id, coalesce(min(currency.name), '') as company_currency,
           (round(sum(part.amount * part.days_late) filter (where part.day > $3::date - 365)
                  / nullif(sum(part.amount) filter (where part.day > $3::date - 365), 0)))::bigint
               as average_delay_days,
           max(part.day) as last_payment_date,
           sum(part.amount) filter (where part.day = part.last_day) as last_payment_amount
    from (
        select settlement.*, max(day) over (partition by settlement.company_id) as last_day
        from {settlements} settlement
        where settlement.partner_id = $1 and settlement.day <= $3
          and ($2::bigint[] is null or settlement.company_id = any($2))
    ) part
    join odoo.res_company company on company.id = part.company_id
    left join odoo.res_currency currency on currency.id = company.currency_id
    where company._deleted_at is null
    group by part.company_id
    order by part.company_id"
    )
}

const IS_BUILT: &str = "select built_at is not null as is_built from report.state";

/// Where the partner has ever had an item. Before the sums are built, anywhere.
const BOOKED: &str = "
    select company.id as company_id, side.name as side
    from unnest($2::bigint[]) company (id)
    cross join (values ('receivable'), ('payable')) side (name)
    where exists (select from report.partner_balance balance
                  where balance.company_id = company.id and balance.side = side.name
                    and balance.partner_id = $1)
       or not exists (select from report.state where built_at is not null)
    order by company.id, side.name desc";
