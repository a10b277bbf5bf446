//! Ratios of receivables and payables, from the rounded figures of the same answer, so that readers
//! can compute them again. A ratio is null if its divisor is not positive.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::currencies::rounded;
use crate::figures::{DecimalNumber, Percent};

const PERCENT: Decimal = Decimal::ONE_HUNDRED;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Indicators {
    /// Number of days in the period.
    pub days: i64,
    /// DSO: outstanding / billed × days.
    #[schema(value_type = Option<DecimalNumber>)]
    pub days_sales_outstanding: Option<Decimal>,
    /// Best possible DSO, if nothing were overdue: not due / billed × days.
    #[schema(value_type = Option<DecimalNumber>)]
    pub best_possible_days_sales_outstanding: Option<Decimal>,
    /// DSO less best possible DSO.
    #[schema(value_type = Option<DecimalNumber>)]
    pub average_days_delinquent: Option<Decimal>,
    /// DPO: payables outstanding / billed by vendors × days.
    #[schema(value_type = Option<DecimalNumber>)]
    pub days_payable_outstanding: Option<Decimal>,
    /// CEI: (opening + billed − outstanding) / (opening + billed − not due) × 100.
    #[schema(value_type = Option<Percent>)]
    pub collection_effectiveness_percent: Option<Decimal>,
    /// Overdue / (not due + overdue) × 100.
    #[schema(value_type = Option<Percent>)]
    pub overdue_percent: Option<Decimal>,
    /// Debt of the listed debtors / debt of all partners with a positive balance × 100.
    #[schema(value_type = Option<Percent>)]
    pub concentration_percent: Option<Decimal>,
}

/// Input of the indicators, at the end of the period unless the name says otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct IndicatorInputs {
    pub(super) days: i64,
    pub(super) opening: Decimal,
    pub(super) billed: Decimal,
    pub(super) outstanding: Decimal,
    pub(super) not_due: Decimal,
    pub(super) overdue: Decimal,
    pub(super) billed_by_vendors: Decimal,
    pub(super) payables: Decimal,
    pub(super) owed_by_listed: Decimal,
    pub(super) owed_by_all: Decimal,
}

pub(super) fn indicators(inputs: &IndicatorInputs) -> Indicators {
    let days = |amount, flow| ratio(amount, flow, Decimal::from(inputs.days), 1);
    let dso = days(inputs.outstanding, inputs.billed);
    let best = days(inputs.not_due, inputs.billed);
    let to_collect = inputs.opening + inputs.billed;
    Indicators {
        days: inputs.days,
        days_sales_outstanding: dso,
        best_possible_days_sales_outstanding: best,
        average_days_delinquent: dso.zip(best).map(|(dso, best)| dso - best),
        days_payable_outstanding: days(inputs.payables, inputs.billed_by_vendors),
        collection_effectiveness_percent: ratio(
            to_collect - inputs.outstanding,
            to_collect - inputs.not_due,
            PERCENT,
            2,
        ),
        overdue_percent: ratio(inputs.overdue, inputs.not_due + inputs.overdue, PERCENT, 2),
        concentration_percent: ratio(inputs.owed_by_listed, inputs.owed_by_all, PERCENT, 2),
    }
}

/// `part / whole × times`, rounded at the end.
pub(super) fn ratio(
    part: Decimal,
    whole: Decimal,
    times: Decimal,
    decimals: i32,
) -> Option<Decimal> {
    if whole <= Decimal::ZERO {
        return None;
    }
    let exact = part.checked_mul(times)?.checked_div(whole)?;
    Some(rounded(exact, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indicators_equal_a_quarter_computed_by_hand() {
        let amount = |number: i64| Decimal::new(number, 0);
        let quarter = IndicatorInputs {
            days: 90,
            opening: amount(85_000),
            billed: amount(300_000),
            outstanding: amount(100_000),
            not_due: amount(75_000),
            overdue: amount(25_000),
            billed_by_vendors: amount(180_000),
            payables: amount(60_000),
            owed_by_listed: amount(45_000),
            owed_by_all: amount(120_000),
        };
        let found = indicators(&quarter);
        let number = |text: &str| Some(text.parse::<Decimal>().unwrap());
        assert_eq!(found.days_sales_outstanding, number("30.0"));
        assert_eq!(found.best_possible_days_sales_outstanding, number("22.5"));
        assert_eq!(found.average_days_delinquent, number("7.5"));
        assert_eq!(found.days_payable_outstanding, number("30.0"));
        // 285,000 of 310,000 collectable were collected.
        assert_eq!(found.collection_effectiveness_percent, number("91.94"));
        assert_eq!(found.overdue_percent, number("25.00"));
        assert_eq!(found.concentration_percent, number("37.50"));
    }

    #[test]
    fn a_period_without_sales_has_no_ratio() {
        let found = indicators(&IndicatorInputs::default());
        assert_eq!(found.days_sales_outstanding, None);
        assert_eq!(found.average_days_delinquent, None);
        assert_eq!(found.collection_effectiveness_percent, None);
        assert_eq!(found.overdue_percent, None);
    }
}
