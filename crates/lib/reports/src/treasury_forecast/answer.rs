//! What a forecast is answered with.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::figures::Money;

/// Amounts in the company's currency. Both days are inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ForecastRow {
    pub date_from: Date,
    pub date_to: Date,
    #[schema(value_type = Money)]
    pub opening: Decimal,
    /// Open receivables less unallocated payments and credit notes of customers.
    #[schema(value_type = Money)]
    pub inflow: Decimal,
    /// Open payables less unallocated payments and credit notes of vendors.
    #[schema(value_type = Money)]
    pub outflow: Decimal,
    /// Planned incoming movements.
    #[schema(value_type = Money)]
    pub planned_inflow: Decimal,
    /// Planned outgoing movements.
    #[schema(value_type = Money)]
    pub planned_outflow: Decimal,
    /// Both inflows less both outflows.
    #[schema(value_type = Money)]
    pub net: Decimal,
    #[schema(value_type = Money)]
    pub closing: Decimal,
    /// URL of the open receivables of `inflow`; null with drafts or the delay of customers.
    pub inflow_items_url: Option<String>,
    /// URL of the open payables of `outflow`; null with drafts.
    pub outflow_items_url: Option<String>,
}

/// Totals over all periods.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ForecastTotals {
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    /// Balance of bank, cash and credit card accounts on the day.
    #[schema(value_type = Money)]
    pub opening: Decimal,
    #[schema(value_type = Money)]
    pub inflow: Decimal,
    #[schema(value_type = Money)]
    pub outflow: Decimal,
    #[schema(value_type = Money)]
    pub planned_inflow: Decimal,
    #[schema(value_type = Money)]
    pub planned_outflow: Decimal,
    #[schema(value_type = Money)]
    pub net: Decimal,
    #[schema(value_type = Money)]
    pub closing: Decimal,
    /// The part of `inflow` that was expected before the day.
    #[schema(value_type = Money)]
    pub overdue_inflow: Decimal,
    #[schema(value_type = Money)]
    pub overdue_outflow: Decimal,
    pub overdue_inflow_items_url: Option<String>,
    pub overdue_outflow_items_url: Option<String>,
    /// Expected after the last period; not in any row.
    #[schema(value_type = Money)]
    pub later_inflow: Decimal,
    #[schema(value_type = Money)]
    pub later_outflow: Decimal,
    pub later_inflow_items_url: Option<String>,
    pub later_outflow_items_url: Option<String>,
    #[schema(value_type = Money)]
    pub later_planned_inflow: Decimal,
    #[schema(value_type = Money)]
    pub later_planned_outflow: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Forecast {
    pub periods: Vec<ForecastRow>,
    pub totals: ForecastTotals,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TreasuryForecastAnswer {
    /// One row per period, in order.
    pub data: Vec<ForecastRow>,
    pub totals: ForecastTotals,
}
