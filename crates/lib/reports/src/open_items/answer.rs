//! What open items are answered with.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use states::MoveType;
use utoipa::ToSchema;

use crate::document_kind::DocumentKind;
use crate::figures::Money;
use crate::notes::LatestNote;
use crate::tie_out::TieOut;

/// One open journal item. Positive amounts are debits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenItem {
    /// Odoo's id of the journal item.
    pub line_id: i64,
    #[schema(example = "/v1/journal-items/7")]
    pub item_url: String,
    pub move_id: Option<i64>,
    #[schema(example = "/v1/documents/7")]
    pub document_url: Option<String>,
    /// The page of its document in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    pub odoo_url: Option<String>,
    pub move_type: Option<MoveType>,
    pub company_id: Option<i64>,
    #[schema(example = "F FFI-00000123")]
    pub move_name: Option<String>,
    pub document_kind: DocumentKind,
    /// The number as the tax authority writes it.
    #[schema(example = "FFI-00000123")]
    pub document_number: Option<String>,
    #[schema(example = "01")]
    pub document_type_code: Option<String>,
    #[schema(example = "Factura")]
    pub document_type_name: Option<String>,
    pub r#ref: Option<String>,
    /// The customer or vendor: the commercial entity.
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    #[schema(example = "20512345678")]
    pub partner_tax_id: Option<String>,
    /// The contact that the item is booked on; often the partner itself.
    pub contact_id: Option<i64>,
    /// Names, separated by commas.
    #[schema(example = "Gobierno, Mayorista")]
    pub partner_tags: Option<String>,
    pub account_code: Option<String>,
    pub account_name: Option<String>,
    /// Accounting date.
    pub date: Date,
    pub invoice_date: Option<Date>,
    pub due_date: Date,
    /// Days from the due date to `as_of`; negative if not due yet.
    pub days_overdue: i64,
    /// ISO 4217 code of the document's currency.
    #[schema(example = "USD")]
    pub currency: String,
    #[schema(value_type = Money)]
    pub amount_currency: Decimal,
    /// Residual in the document's currency.
    #[schema(value_type = Money)]
    pub residual_currency: Decimal,
    /// The part of `residual_currency` for which a payment is registered in Odoo that has no journal
    /// entry yet.
    #[schema(value_type = Option<Money>)]
    pub pending_currency: Option<Decimal>,
    /// ISO 4217 code of the company's currency.
    #[schema(example = "PEN")]
    pub company_currency: String,
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// Residual in the company's currency.
    #[schema(value_type = Money)]
    pub residual: Decimal,
    pub salesperson_id: Option<i64>,
    pub salesperson_name: Option<String>,
    pub journal_code: Option<String>,
    /// The latest note about its document, otherwise about its partner.
    pub latest_note: Option<LatestNote>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenItemsPage {
    pub rows: Vec<OpenItem>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// Totals over the whole filter, not of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenItemsTotals {
    pub items: i64,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    #[schema(value_type = Money)]
    pub residual: Decimal,
    /// Totals by currency of the documents (ISO 4217).
    pub by_currency: Vec<CurrencyTotal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CurrencyTotal {
    pub currency: String,
    pub items: i64,
    /// Residual in this currency.
    #[schema(value_type = Money)]
    pub residual_currency: Decimal,
    /// Residual of the same items in the company's currency.
    #[schema(value_type = Money)]
    pub residual: Decimal,
    /// URL of the same items.
    pub items_url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OpenItemsAnswer {
    pub data: Vec<OpenItem>,
    /// Over the whole filter. Only on the first page; null on later pages.
    pub totals: Option<OpenItemsTotals>,
    /// Whether the residual equals the ledger balance of the same accounts. Only on the first page;
    /// null if a filter separates documents from their payments.
    pub tie_out: Option<TieOut>,
}
