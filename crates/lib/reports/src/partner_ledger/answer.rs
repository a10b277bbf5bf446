//! What the partner ledger is answered with.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::figures::Money;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerLedgerRowKind {
    /// The opening balance of the partner.
    Opening,
    /// A journal item.
    Line,
    /// The closing balance of the partner, and its debits and credits of the period.
    Closing,
}

/// A row of a partner: one opening row, one row per journal item, one closing row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerLedgerRow {
    pub kind: PartnerLedgerRowKind,
    /// The customer or vendor: the commercial entity; null for items without one.
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    #[schema(example = "20512345678")]
    pub partner_tax_id: Option<String>,
    /// The contact that the item is booked on; often the partner itself.
    pub contact_id: Option<i64>,
    pub account_id: Option<i64>,
    pub account_code: Option<String>,
    pub account_name: Option<String>,
    /// Odoo's id of the journal item.
    pub line_id: Option<i64>,
    pub move_id: Option<i64>,
    #[schema(example = "F FFI-00000123")]
    pub move_name: Option<String>,
    pub date: Option<Date>,
    pub due_date: Option<Date>,
    pub journal_code: Option<String>,
    pub label: Option<String>,
    pub r#ref: Option<String>,
    /// ISO 4217 code of the item's document.
    #[schema(example = "USD")]
    pub currency: Option<String>,
    #[schema(value_type = Option<Money>)]
    pub amount_currency: Option<Decimal>,
    #[schema(value_type = Option<Money>)]
    pub debit: Option<Decimal>,
    #[schema(value_type = Option<Money>)]
    pub credit: Option<Decimal>,
    /// Debit less credit of the item; null in other rows.
    #[schema(value_type = Option<Money>)]
    pub balance: Option<Decimal>,
    /// Balance of the partner after this row, in the company's currency.
    #[schema(value_type = Money)]
    pub running_balance: Decimal,
    /// URL of the journal items that the row contains; null if no filter expresses them.
    #[schema(example = "/v1/journal-items?company_id=2&account_ids=12&partner_id=7")]
    pub items_url: Option<String>,
    /// URL of the journal item with its document, its settlements and its page in Odoo.
    #[schema(example = "/v1/journal-items/7")]
    pub item_url: Option<String>,
    #[schema(example = "/v1/documents/7")]
    pub document_url: Option<String>,
    /// The page of its document in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    pub odoo_url: Option<String>,
    /// Odoo's id of the group of items that settle each other completely (account.full.reconcile).
    pub full_reconcile_id: Option<i64>,
}

/// Totals over the whole filter, not of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerLedgerTotals {
    /// Number of journal items.
    pub items: i64,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    #[schema(value_type = Money)]
    pub opening: Decimal,
    #[schema(value_type = Money)]
    pub debit: Decimal,
    #[schema(value_type = Money)]
    pub credit: Decimal,
    #[schema(value_type = Money)]
    pub closing: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerLedgerPage {
    pub rows: Vec<PartnerLedgerRow>,
    pub totals: PartnerLedgerTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerLedgerAnswer {
    pub data: Vec<PartnerLedgerRow>,
    /// Over the whole filter, on every page.
    pub totals: PartnerLedgerTotals,
}
