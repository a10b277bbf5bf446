//! Which journal items settle each other, and by which amount.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

use super::MAX_ITEMS;
use crate::currencies::rounded;
use crate::error::Error;
use crate::figures::Money;

/// A partial reconciliation from the view of one journal item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Settlement {
    /// Odoo's id of the account.partial.reconcile.
    pub id: i64,
    /// The settlement counts from this day: the later date of the two items.
    pub date: Option<Date>,
    /// The journal item that is settled.
    pub line_id: i64,
    /// The journal item that settles it.
    pub counterpart_line_id: Option<i64>,
    /// The document of the counterpart.
    pub counterpart_id: Option<i64>,
    #[schema(example = "PBNK1/2026/00042")]
    pub counterpart_name: Option<String>,
    #[schema(example = "/v1/documents/9")]
    pub counterpart_url: Option<String>,
    /// In the company's currency, always positive.
    #[schema(value_type = Money)]
    pub amount: Decimal,
    /// In the currency of the settled item.
    #[schema(value_type = Money)]
    pub amount_currency: Decimal,
    /// ISO 4217 code of the settled item's currency.
    pub currency: String,
    /// Set if the items settle each other completely.
    pub full_reconcile_id: Option<i64>,
    /// The entry of the exchange difference, if there is one.
    pub exchange_document_id: Option<i64>,
}

/// Settlements of the journal items with this value in an id column, from these items' view.
pub(super) async fn read(
    client: &impl GenericClient,
    column: &'static str,
    id: i64,
) -> Result<Vec<Settlement>, Error> {
    let statement = client.prepare_cached(&sql(column)).await?;
    let rows = client.query(&statement, &[&id, &MAX_ITEMS]).await?;
    rows.iter().map(settlement).collect()
}

fn settlement(row: &Row) -> Result<Settlement, Error> {
    let counterpart_id: Option<i64> = row.try_get("counterpart_id")?;
    Ok(Settlement {
        id: row.try_get("id")?,
        date: row.try_get("max_date")?,
        line_id: row.try_get("line_id")?,
        counterpart_line_id: row.try_get("counterpart_line_id")?,
        counterpart_id,
        counterpart_name: row.try_get("counterpart_name")?,
        counterpart_url: counterpart_id.map(|id| format!("/v1/documents/{id}")),
        amount: rounded(row.try_get("amount")?, row.try_get("decimals")?),
        amount_currency: rounded(
            row.try_get("amount_currency")?,
            row.try_get("currency_places")?,
        ),
        currency: row.try_get("currency")?,
        full_reconcile_id: row.try_get("full_reconcile_id")?,
        exchange_document_id: row.try_get("exchange_move_id")?,
    })
}

fn sql(column: &str) -> String {
    format!(
        "select part.partial_id as id, part.max_date, item.id as line_id,
                part.counterpart_id as counterpart_line_id, other.move_id as counterpart_id,
                coalesce(move.name, other.move_name) as counterpart_name,
                abs(part.settled) as amount, abs(part.settled_currency) as amount_currency,
                coalesce(currency.name, '') as currency,
                coalesce(currency.decimal_places, 2) as currency_places,
                coalesce(company_currency.decimal_places, 2) as decimals,
                part.full_reconcile_id, part.exchange_move_id
         from report.journal_item item
         cross join lateral report.parts_of(item.id, item.balance, item.amount_currency) part
         left join odoo.account_move_line other on other.id = part.counterpart_id
         left join odoo.account_move move on move.id = other.move_id
         left join odoo.res_currency currency on currency.id = item.currency_id
         left join odoo.res_company company on company.id = item.company_id
         left join odoo.res_currency company_currency on company_currency.id = company.currency_id
         where item.{column} = $1 and item._deleted_at is null
         order by part.max_date, part.partial_id, item.id
         limit $2"
    )
}
