//! One document (account.move) or journal item with its settlements: the last level of drill-down.

mod settlements;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use states::{MoveState, MoveType, PaymentState};
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

pub use settlements::Settlement;

use crate::currencies::rounded;
use crate::error::Error;
use crate::figures::Money;
use crate::journal_items::{self, JournalItem, JournalItemsParameters};
use crate::reader::Scope;
use crate::statement::Statement;

/// Maximum number of journal items, and of settlements, in a document.
const MAX_ITEMS: i64 = 500;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Document {
    /// Odoo's id of the account.move.
    pub id: i64,
    #[schema(example = "F FFI-00000123")]
    pub name: Option<String>,
    pub move_type: Option<MoveType>,
    pub state: Option<MoveState>,
    pub payment_state: Option<PaymentState>,
    #[schema(example = "01")]
    pub document_type_code: Option<String>,
    #[schema(example = "Factura")]
    pub document_type_name: Option<String>,
    pub r#ref: Option<String>,
    pub origin: Option<String>,
    /// Accounting date.
    pub date: Option<Date>,
    pub invoice_date: Option<Date>,
    pub due_date: Option<Date>,
    pub journal_code: Option<String>,
    pub company_id: Option<i64>,
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    /// The document that this one reverses.
    pub reversed_document_id: Option<i64>,
    /// ISO 4217 code of the document's currency. Its amounts are in this currency.
    #[schema(example = "USD")]
    pub currency: String,
    #[schema(value_type = Money)]
    pub amount_untaxed: Decimal,
    #[schema(value_type = Money)]
    pub amount_tax: Decimal,
    #[schema(value_type = Money)]
    pub amount_total: Decimal,
    /// The residual that Odoo has now.
    #[schema(value_type = Money)]
    pub amount_residual: Decimal,
    /// Its journal items by id, 500 at most.
    pub journal_items: Vec<JournalItem>,
    /// Number of its journal items.
    pub items: i64,
    /// URL of all its items, if it is posted or a draft.
    #[schema(example = "/v1/journal-items?company_id=2&move_id=7&include_drafts=true")]
    pub items_url: String,
    /// Its partial reconciliations by date, 500 at most.
    pub settlements: Vec<Settlement>,
    /// Its page in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    pub odoo_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JournalItemDetail {
    #[serde(flatten)]
    pub item: JournalItem,
    pub company_id: Option<i64>,
    /// Residual after its settlements so far, in the company's currency.
    #[schema(value_type = Money)]
    pub residual: Decimal,
    /// The same in the document's currency.
    #[schema(value_type = Money)]
    pub residual_currency: Decimal,
    /// Its partial reconciliations by date, 500 at most.
    pub settlements: Vec<Settlement>,
}

/// None if no document of a company in the scope has this id, or if it is deleted in Odoo.
pub async fn document(
    client: &impl GenericClient,
    scope: &Scope,
    id: i64,
) -> Result<Option<Document>, Error> {
    let statement = client.prepare_cached(DOCUMENT).await?;
    let Some(row) = client.query_opt(&statement, &[&id]).await? else {
        return Ok(None);
    };
    let company_id: Option<i64> = row.try_get("company_id")?;
    if !scope.shows(company_id) {
        return Ok(None);
    }
    let items = items(
        client,
        "move_id",
        id,
        row.try_get("decimal_places")?,
        company_id,
    )
    .await?;
    let settlements = settlements::read(client, "move_id", id).await?;
    Ok(Some(from_row(&row, items, settlements)?))
}

/// None if no journal item of a company in the scope has this id, or if it is deleted in Odoo.
pub async fn journal_item(
    client: &impl GenericClient,
    scope: &Scope,
    id: i64,
) -> Result<Option<JournalItemDetail>, Error> {
    let statement = client.prepare_cached(RESIDUAL).await?;
    let Some(row) = client.query_opt(&statement, &[&id]).await? else {
        return Ok(None);
    };
    let company_id: Option<i64> = row.try_get("company_id")?;
    if !scope.shows(company_id) {
        return Ok(None);
    }
    let decimals = row.try_get("decimals")?;
    let Some(item) = items(client, "id", id, decimals, company_id).await?.pop() else {
        return Ok(None);
    };
    Ok(Some(JournalItemDetail {
        company_id,
        residual: rounded(row.try_get("residual")?, row.try_get("decimals")?),
        residual_currency: rounded(
            row.try_get("residual_currency")?,
            row.try_get("currency_places")?,
        ),
        settlements: settlements::read(client, "id", id).await?,
        item,
    }))
}

/// The journal items with this value in an id column.
async fn items(
    client: &impl GenericClient,
    column: &'static str,
    id: i64,
    decimals: i32,
    company_id: Option<i64>,
) -> Result<Vec<JournalItem>, Error> {
    let mut statement = Statement::default();
    let company = statement.bind(&company_id);
    statement.push_with(
        &format!(
            "with page as (
    select line.* from report.journal_item line
    where line.{column} = ? and line._deleted_at is null and line.account_id is not null
    order by line.id"
        ),
        &id,
    );
    statement.push_with(" limit ?\n)\n", &MAX_ITEMS);
    journal_items::details(&mut statement, company);
    statement.push("\norder by page.id");
    let rows = statement.query(client).await?;
    rows.iter()
        .map(|row| journal_items::item(row, decimals))
        .collect()
}

fn from_row(
    row: &Row,
    items: Vec<JournalItem>,
    settlements: Vec<Settlement>,
) -> Result<Document, Error> {
    let id: i64 = row.try_get("id")?;
    let decimals: i32 = row.try_get("decimal_places")?;
    let amount = |name| -> Result<Decimal, Error> { Ok(rounded(row.try_get(name)?, decimals)) };
    let company_id = row.try_get("company_id")?;
    let all_items = JournalItemsParameters {
        company_id,
        date_to: Some(Date::MAX),
        move_id: Some(id),
        include_drafts: Some(true),
        ..JournalItemsParameters::default()
    };
    Ok(Document {
        id,
        name: row.try_get("name")?,
        move_type: row.try_get("move_type")?,
        state: row.try_get("state")?,
        payment_state: row.try_get("payment_state")?,
        document_type_code: row.try_get("document_type_code")?,
        document_type_name: row.try_get("document_type_name")?,
        r#ref: row.try_get("ref")?,
        origin: row.try_get("invoice_origin")?,
        date: row.try_get("date")?,
        invoice_date: row.try_get("invoice_date")?,
        due_date: row.try_get("invoice_date_due")?,
        journal_code: row.try_get("journal_code")?,
        company_id,
        partner_id: row.try_get("partner_id")?,
        partner_name: row.try_get("partner_name")?,
        reversed_document_id: row.try_get("reversed_entry_id")?,
        currency: row.try_get("currency")?,
        amount_untaxed: amount("amount_untaxed")?,
        amount_tax: amount("amount_tax")?,
        amount_total: amount("amount_total")?,
        amount_residual: amount("amount_residual")?,
        journal_items: items,
        items: row.try_get("items")?,
        items_url: all_items.url(),
        settlements,
        odoo_url: None,
    })
}

const DOCUMENT: &str = "
    select move.id, move.name, move.move_type, move.state, move.payment_state,
           document_type.code as document_type_code, document_type.name as document_type_name,
           move.ref, move.invoice_origin, move.date, move.invoice_date, move.invoice_date_due,
           journal.code as journal_code, move.company_id, move.partner_id,
           partner.name as partner_name, move.reversed_entry_id,
           coalesce(currency.name, '') as currency,
           coalesce(currency.decimal_places, 2) as decimal_places,
           coalesce(move.amount_untaxed, 0) as amount_untaxed,
           coalesce(move.amount_tax, 0) as amount_tax,
           coalesce(move.amount_total, 0) as amount_total,
           coalesce(move.amount_residual, 0) as amount_residual,
           (select count(*) from odoo.account_move_line line
            where line.move_id = move.id and line._deleted_at is null
              and line.account_id is not null) as items
    from odoo.account_move move
    left join odoo.l10n_latam_document_type document_type
        on document_type.id = move.l10n_latam_document_type_id
    left join odoo.account_journal journal on journal.id = move.journal_id
    left join odoo.res_partner partner on partner.id = move.partner_id
    left join odoo.res_currency currency on currency.id = move.currency_id
    where move.id = $1 and move._deleted_at is null";

const RESIDUAL: &str = "
    select line.company_id, coalesce(company_currency.decimal_places, 2) as decimals,
           coalesce(currency.decimal_places, 2) as currency_places,
           line.balance + coalesce(settled.amount, 0) as residual,
           line.amount_currency + coalesce(settled.amount_currency, 0) as residual_currency
    from report.journal_item line
    left join odoo.res_company company on company.id = line.company_id
    left join odoo.res_currency company_currency on company_currency.id = company.currency_id
    left join odoo.res_currency currency on currency.id = line.currency_id
    cross join lateral (
        select sum(part.settled) as amount, sum(part.settled_currency) as amount_currency
        from report.parts_of(line.id, line.balance, line.amount_currency) part
    ) settled
    where line.id = $1 and line._deleted_at is null";
