//! What is overdue of an ageing, and its shares.

use rust_decimal::Decimal;

use super::{AgedBy, AgeingRow, AgeingTotals};
use crate::currencies::rounded;

/// Decimal places of a percentage.
const PLACES: i32 = 2;

pub(super) fn add_to(row: &mut AgeingRow, totals: &AgeingTotals) {
    row.overdue_percent = percent(row.overdue, row.total);
    row.share_percent = percent(Some(row.total), totals.total);
}

/// All but the first bucket, which has what is not due. By invoice date the buckets do not say it.
pub(super) fn overdue(aged_by: AgedBy, total: Decimal, amounts: &[Decimal]) -> Option<Decimal> {
    let not_due = amounts.first().filter(|_| aged_by.is_due_date())?;
    Some(total - not_due)
}

pub(super) fn percent(part: Option<Decimal>, whole: Decimal) -> Option<Decimal> {
    let exact = part?
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(whole)?;
    Some(rounded(exact, PLACES))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_percentage_has_two_places_and_nothing_has_none() {
        for (part, whole, expected) in [
            ("1", "3", Some("33.33")),
            ("-2", "-3", Some("66.67")),
            ("150.00", "100.00", Some("150.00")),
            ("-0.001", "100", Some("0.00")),
            ("5", "0.00", None),
        ] {
            let found = percent(part.parse().ok(), whole.parse().unwrap());
            let found = found.map(|percent| percent.to_string());
            assert_eq!(found.as_deref(), expected, "{part} of {whole}");
        }
        assert_eq!(percent(None, 3.into()), None);
    }
}
