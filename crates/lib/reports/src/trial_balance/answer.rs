//! What a trial balance is answered with.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::rows::Figures;
use super::rows::TrialBalanceRow;
use crate::figures::Money;

/// A period; both days are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialBalancePeriod {
    pub date_from: Date,
    pub date_to: Date,
}

/// Totals over all accounts of the filter, each counted once, not of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialBalanceTotals {
    /// Number of accounts with an opening balance or journal items in any of the periods.
    pub accounts: i64,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    #[serde(flatten)]
    pub figures: Figures,
    pub comparison: Vec<Figures>,
    /// Only without filters, because a part of the books need not balance.
    pub check: Option<TrialBalanceCheck>,
}

/// Whether the period balances: debits equal credits, and the openings sum to zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialBalanceCheck {
    #[schema(value_type = Money)]
    pub debit: Decimal,
    #[schema(value_type = Money)]
    pub credit: Decimal,
    /// Debits less credits.
    #[schema(value_type = Money)]
    pub difference: Decimal,
    /// Sum of all openings.
    #[schema(value_type = Money)]
    pub opening: Decimal,
    pub balanced: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialBalancePage {
    pub rows: Vec<TrialBalanceRow>,
    pub totals: TrialBalanceTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TrialBalanceAnswer {
    pub data: Vec<TrialBalanceRow>,
    /// Over all accounts of the filter, on every page.
    pub totals: TrialBalanceTotals,
    /// The period and the periods that it is compared with, in the order of `comparison`.
    pub periods: Vec<TrialBalancePeriod>,
}
