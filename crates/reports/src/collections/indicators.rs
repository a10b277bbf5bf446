//! Ratios of receivables and payables, from the rounded figures that stand beside them, so that
//! whoever has the answer can compute them again. One whose divisor is not positive says nothing,
//! and is null.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::currencies::rounded;

const PERCENT: Decimal = Decimal::ONE_HUNDRED;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Indicators {
    /// Days of the period.
    pub days: i64,
    /// DSO: outstanding / billed × days.
    pub days_sales_outstanding: Option<Decimal>,
    /// DSO as it would be if nothing were overdue: not due / billed × days.
    pub best_possible_days_sales_outstanding: Option<Decimal>,
    /// DSO less best possible DSO.
    pub average_days_delinquent: Option<Decimal>,
    /// DPO: payables outstanding / billed by vendors × days.
    pub days_payable_outstanding: Option<Decimal>,
    /// CEI: (opening + billed − outstanding) / (opening + billed − not due) × 100.
    pub collection_effectiveness_percent: Option<Decimal>,
    /// Overdue / (not due + overdue) × 100.
    pub overdue_percent: Option<Decimal>,
    /// What the listed debtors owe / what all partners with a positive balance owe × 100.
    pub concentration_percent: Option<Decimal>,
}

/// What the indicators are made of, at the end of the period where it is not said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ground {
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

pub(super) fn indicators(ground: &Ground) -> Indicators {
    let days = |amount, flow| ratio(amount, flow, Decimal::from(ground.days), 1);
    let dso = days(ground.outstanding, ground.billed);
    let best = days(ground.not_due, ground.billed);
    let to_collect = ground.opening + ground.billed;
    Indicators {
        days: ground.days,
        days_sales_outstanding: dso,
        best_possible_days_sales_outstanding: best,
        average_days_delinquent: dso.zip(best).map(|(dso, best)| dso - best),
        days_payable_outstanding: days(ground.payables, ground.billed_by_vendors),
        collection_effectiveness_percent: ratio(
            to_collect - ground.outstanding,
            to_collect - ground.not_due,
            PERCENT,
            2,
        ),
        overdue_percent: ratio(ground.overdue, ground.not_due + ground.overdue, PERCENT, 2),
        concentration_percent: ratio(ground.owed_by_listed, ground.owed_by_all, PERCENT, 2),
    }
}

/// `part / whole × times`, rounded last.
pub(super) fn ratio(part: Decimal, whole: Decimal, times: Decimal, places: i32) -> Option<Decimal> {
    if whole <= Decimal::ZERO {
        return None;
    }
    let exact = part.checked_mul(times)?.checked_div(whole)?;
    Some(rounded(exact, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_worked_out_by_hand() {
        let amount = |number: i64| Decimal::new(number, 0);
        let quarter = Ground {
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
        // 285,000 collected of 310,000 that could have been.
        assert_eq!(found.collection_effectiveness_percent, number("91.94"));
        assert_eq!(found.overdue_percent, number("25.00"));
        assert_eq!(found.concentration_percent, number("37.50"));
    }

    #[test]
    fn a_period_without_sales_has_no_ratio() {
        let found = indicators(&Ground::default());
        assert_eq!(found.days_sales_outstanding, None);
        assert_eq!(found.average_days_delinquent, None);
        assert_eq!(found.collection_effectiveness_percent, None);
        assert_eq!(found.overdue_percent, None);
    }
}
