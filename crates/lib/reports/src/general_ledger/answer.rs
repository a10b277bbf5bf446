//! What the general ledger is answered with.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::rows::LedgerRow;
use crate::figures::Money;

/// Totals over the whole filter, not of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerTotals {
    /// Number of accounts with an opening balance or journal items.
    pub accounts: i64,
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
pub struct GeneralLedgerPage {
    pub rows: Vec<LedgerRow>,
    pub totals: LedgerTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GeneralLedgerAnswer {
    pub data: Vec<LedgerRow>,
    /// Over the whole filter, on every page.
    pub totals: LedgerTotals,
}
