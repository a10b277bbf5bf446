//! What the overview shows. Amounts are in the company's currency.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::ageing::AgeingTotals;
use crate::collections::{CollectionsRow, Debtor};
use crate::figures::{DecimalNumber, Money, Percent};
use crate::treasury_balances::TreasuryTotals;
use crate::treasury_forecast::Forecast;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OverviewFigures {
    pub cash: OverviewCash,
    pub receivables: OverviewSide,
    pub payables: OverviewSide,
    /// The twelve months until the day, as collections show them.
    pub months_of_collection: Vec<OverviewMonth>,
    /// The ten largest debtors on the day.
    pub debtors: Vec<Debtor>,
}

/// Banks, cash and credit cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OverviewCash {
    /// Balance on the day.
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// This balance less that of the day before.
    #[schema(value_type = Money)]
    pub balance_difference: Decimal,
    /// The last day of the forecast, thirty days later.
    pub forecast_day: Option<Date>,
    /// Balance that the forecast expects at the end of that day, with planned movements.
    #[schema(value_type = Money)]
    pub forecast_balance: Decimal,
    /// URL of the journal items of `balance`; null if there are no accounts.
    pub items_url: Option<String>,
}

/// What is open on one side: what customers owe is positive, what is owed to vendors is negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OverviewSide {
    /// Number of open journal items.
    pub items: i64,
    #[schema(value_type = Money)]
    pub total: Decimal,
    /// The part of the total that was due before the day.
    #[schema(value_type = Money)]
    pub overdue: Decimal,
    /// `overdue` in per cent of the total; null if the total is zero.
    #[schema(value_type = Option<Percent>)]
    pub overdue_percent: Option<Decimal>,
    /// The total less that of the day before.
    #[schema(value_type = Money)]
    pub total_difference: Decimal,
    /// What is overdue less what was overdue the day before.
    #[schema(value_type = Money)]
    pub overdue_difference: Decimal,
    /// URL of the open items.
    pub items_url: Option<String>,
    /// URL of those in `overdue`.
    pub overdue_items_url: Option<String>,
}

/// How well a month was collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OverviewMonth {
    pub date_from: Date,
    pub date_to: Date,
    /// DSO of the month: outstanding / billed × days of the month.
    #[schema(value_type = Option<DecimalNumber>)]
    pub days_sales_outstanding: Option<Decimal>,
    /// CEI of the month: (opening + billed − outstanding) / (opening + billed − not due) × 100.
    #[schema(value_type = Option<Percent>)]
    pub collection_effectiveness_percent: Option<Decimal>,
}

impl OverviewCash {
    pub(super) fn new(
        totals: TreasuryTotals,
        before: &TreasuryTotals,
        forecast: &Forecast,
    ) -> Self {
        Self {
            balance_difference: totals.balance - before.balance,
            balance: totals.balance,
            forecast_day: forecast.periods.last().map(|last| last.date_to),
            forecast_balance: forecast.totals.closing,
            items_url: totals.items_url,
        }
    }
}

impl OverviewSide {
    pub(super) fn new(totals: AgeingTotals) -> Self {
        let difference = totals.compared.unwrap_or_default();
        Self {
            items: totals.items,
            total: totals.total,
            overdue: totals.overdue.unwrap_or_default(),
            overdue_percent: totals.overdue_percent,
            total_difference: difference.total_difference,
            overdue_difference: difference.overdue_difference.unwrap_or_default(),
            items_url: totals.items_url,
            overdue_items_url: totals.overdue_items_url,
        }
    }
}

impl From<&CollectionsRow> for OverviewMonth {
    fn from(month: &CollectionsRow) -> Self {
        Self {
            date_from: month.date_from,
            date_to: month.date_to,
            days_sales_outstanding: month.days_sales_outstanding,
            collection_effectiveness_percent: month.collection_effectiveness_percent,
        }
    }
}
