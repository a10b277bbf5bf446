//! What billing and collections are answered with.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::debtors::Debtor;
use super::indicators::Indicators;
use crate::figures::{DecimalNumber, Money, Percent};
use crate::tie_out::TieOut;

/// Receivables in the company's currency: opening + billed − collected + other = outstanding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CollectionsFigures {
    /// Balance of the receivable accounts before the first day.
    #[schema(value_type = Money)]
    pub opening: Decimal,
    /// Sale journals without credit notes.
    #[schema(value_type = Money)]
    pub invoiced: Decimal,
    /// Credit notes of sale journals (`move_type` out_refund).
    #[schema(value_type = Money)]
    pub credited: Decimal,
    /// Invoiced less credited, taxes included.
    #[schema(value_type = Money)]
    pub billed: Decimal,
    /// Credits less debits of bank and cash journals: payments less refunds.
    #[schema(value_type = Money)]
    pub collected: Decimal,
    /// Changes by other journals: write-offs, exchange differences, openings.
    #[schema(value_type = Money)]
    pub other: Decimal,
    /// Balance of the receivable accounts after the last day.
    #[schema(value_type = Money)]
    pub outstanding: Decimal,
}

/// A month, or the part of it that is in the period; by salesperson, the whole period. Both days are
/// inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CollectionsRow {
    pub date_from: Date,
    pub date_to: Date,
    /// Odoo's id of the salesperson (res.users); null by month, and for items without a salesperson.
    pub salesperson_id: Option<i64>,
    pub salesperson_name: Option<String>,
    #[serde(flatten)]
    pub figures: CollectionsFigures,
    /// Open items on the last day that fall due on it or later.
    #[schema(value_type = Money)]
    pub not_due: Decimal,
    /// Open items on the last day that fell due before it.
    #[schema(value_type = Money)]
    pub overdue: Decimal,
    /// DSO of the row: outstanding / billed × days from `date_from` to `date_to`.
    #[schema(value_type = Option<DecimalNumber>)]
    pub days_sales_outstanding: Option<Decimal>,
    /// CEI of the row: (opening + billed − outstanding) / (opening + billed − not due) × 100.
    #[schema(value_type = Option<Percent>)]
    pub collection_effectiveness_percent: Option<Decimal>,
    /// Null by salesperson, as journal items do not show theirs.
    #[schema(example = "/v1/journal-items?account_type=asset_receivable&journal_ids=1")]
    pub billed_url: Option<String>,
    /// Null by salesperson.
    #[schema(example = "/v1/journal-items?account_type=asset_receivable&journal_ids=3")]
    pub collected_url: Option<String>,
    /// URL of the journal items of `outstanding`; by salesperson, of the open items.
    pub outstanding_url: String,
    pub not_due_url: String,
    pub overdue_url: String,
}

/// Totals of the whole period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CollectionsTotals {
    /// Number of months in the period.
    pub months: usize,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    #[serde(flatten)]
    pub figures: CollectionsFigures,
    /// Open items that fall due on the last day or later.
    #[schema(value_type = Money)]
    pub not_due: Decimal,
    /// Open items that fell due before the last day.
    #[schema(value_type = Money)]
    pub overdue: Decimal,
    pub billed_url: Option<String>,
    pub collected_url: Option<String>,
    pub outstanding_url: String,
    pub not_due_url: String,
    pub overdue_url: String,
    /// Number of partners whose balance is positive.
    pub debtors: i64,
    /// Sum of the balances of these partners.
    #[schema(value_type = Money)]
    pub owed_by_debtors: Decimal,
}

/// Figures behind days payable outstanding; amounts that we owe are positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PayablesFigures {
    #[schema(value_type = Money)]
    pub opening: Decimal,
    /// Billed by vendors: bills less credit notes.
    #[schema(value_type = Money)]
    pub billed: Decimal,
    #[schema(value_type = Money)]
    pub paid: Decimal,
    #[schema(value_type = Money)]
    pub other: Decimal,
    #[schema(value_type = Money)]
    pub outstanding: Decimal,
    pub billed_url: Option<String>,
    pub paid_url: Option<String>,
    pub outstanding_url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Collections {
    pub rows: Vec<CollectionsRow>,
    pub totals: CollectionsTotals,
    pub payables: PayablesFigures,
    pub indicators: Indicators,
    /// Largest first.
    pub debtors: Vec<Debtor>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CollectionsAnswer {
    /// The months of the period, or its salespersons by name. Items without a salesperson come last.
    pub data: Vec<CollectionsRow>,
    pub totals: CollectionsTotals,
    /// The figures behind days payable outstanding.
    pub payables: PayablesFigures,
    pub indicators: Indicators,
    /// The largest debtors on the last day.
    pub debtors: Vec<Debtor>,
    /// Whether the open items equal the balance of the receivable accounts.
    pub tie_out: Option<TieOut>,
}
