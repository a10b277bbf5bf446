//! Totals of Odoo and of the mirror for an id range, as a whole and by company, and the rules by
//! which they are equal. Pure: it reads and writes nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;

/// 2^-52: the largest relative error of a number that was sent as a binary float.
const FLOAT: Decimal = Decimal::from_parts(4_242_924_515, 516, 0, false, 28);
/// Sums are rounded to six decimal places.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// The key for records without a company; ids begin at 1.
pub(crate) const NO_COMPANY: i64 = 0;

/// Totals of one side for a range, or for one company in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) count: i64,
    /// `None` if Odoo's protocol could not carry it.
    pub(crate) id_sum: Option<Decimal>,
    pub(crate) sums: BTreeMap<String, Decimal>,
    pub(crate) last_write: Option<Timestamp>,
    /// Tolerance of each sum: how far it may be from the exact decimal sum.
    pub(crate) slack: BTreeMap<String, Decimal>,
}

/// Totals of one side for a range, as a whole and by company.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Side {
    pub(crate) whole: Totals,
    pub(crate) companies: BTreeMap<i64, Totals>,
}

impl Totals {
    pub(crate) fn of_nothing(sums: &[String]) -> Self {
        Self {
            count: 0,
            id_sum: Some(Decimal::ZERO),
            sums: sums
                .iter()
                .map(|sum| (sum.clone(), Decimal::ZERO))
                .collect(),
            last_write: None,
            slack: BTreeMap::new(),
        }
    }

    /// Sets the tolerance of sums that Odoo sends: its database adds amounts exactly, and the
    /// result is sent as a binary float and rounded.
    pub(crate) fn sent(mut self) -> Self {
        let slack = |sum: &Decimal| sum.abs() * FLOAT + ROUNDING;
        let slack = |(field, sum): (&String, &Decimal)| (field.clone(), slack(sum));
        self.slack = self.sums.iter().map(slack).collect();
        self
    }

    /// Adds tolerance for a sum that Odoo may compute in binary floats. `size` is the sum of the
    /// absolute values. In the worst case, each value adds one more error.
    pub(crate) fn loosen(&mut self, field: &str, size: Decimal) {
        let slack = size * FLOAT * Decimal::from(self.count + 1);
        *self.slack.entry(field.to_owned()).or_default() += slack;
    }

    /// True if nothing differs and Odoo has no write that should be in the mirror.
    pub(crate) fn agrees(&self, mirror: &Self, until: Option<Timestamp>) -> bool {
        self.equals(mirror) && (self.last_write <= mirror.last_write || self.is_in_flight(until))
    }

    /// True if Odoo's last write is not before the end of the window.
    pub(crate) fn is_in_flight(&self, until: Option<Timestamp>) -> bool {
        self.last_write
            .is_some_and(|at| until.is_none_or(|until| at >= until))
    }

    fn equals(&self, mirror: &Self) -> bool {
        let slack = |side: &Self, field| side.slack.get(field).copied().unwrap_or_default();
        self.count == mirror.count
            && self
                .id_sum
                .is_none_or(|id_sum| Some(id_sum) == mirror.id_sum)
            && self.sums.len() == mirror.sums.len()
            && self.sums.iter().all(|(field, sum)| {
                mirror.sums.get(field).is_some_and(|theirs| {
                    (sum - theirs).abs() <= slack(self, field) + slack(mirror, field)
                })
            })
    }

    pub(crate) fn add(&mut self, part: &Self) {
        self.count += part.count;
        self.id_sum = self.id_sum.zip(part.id_sum).map(|(sum, more)| sum + more);
        for (field, sum) in &part.sums {
            *self.sums.entry(field.clone()).or_default() += sum;
        }
        for (field, slack) in &part.slack {
            *self.slack.entry(field.clone()).or_default() += slack;
        }
        self.last_write = self.last_write.max(part.last_write);
    }
}

impl Side {
    /// True if neither the whole nor any company differs.
    pub(crate) fn agrees(&self, mirror: &Self, until: Option<Timestamp>) -> bool {
        let nothing = Totals::of_nothing(&[]);
        let same_companies = self.companies.iter().all(|(company, odoo)| {
            odoo.agrees(mirror.companies.get(company).unwrap_or(&nothing), until)
        }) && mirror
            .companies
            .keys()
            .all(|company| self.companies.contains_key(company) || self.companies.is_empty());
        self.whole.agrees(&mirror.whole, until) && same_companies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(count: i64, balance: &str) -> Totals {
        Totals {
            count,
            id_sum: Some(Decimal::ONE),
            sums: BTreeMap::from([("balance".to_owned(), balance.parse().unwrap())]),
            last_write: None,
            slack: BTreeMap::new(),
        }
        .sent()
    }

    fn side(parts: &[(i64, Totals)], last_write: Option<&str>) -> Side {
        let mut whole = Totals::of_nothing(&["balance".to_owned()]);
        for (_, part) in parts {
            whole.add(part);
        }
        whole.last_write = last_write.map(|at| at.parse().unwrap());
        Side {
            whole,
            companies: parts.iter().cloned().collect(),
        }
    }

    #[test]
    fn a_cent_is_a_difference_and_a_float_rounding_error_is_not() {
        assert!(totals(1, "10.00").equals(&totals(1, "9.999999")));
        assert!(!totals(1, "10.00").equals(&totals(1, "9.99")));
        assert!(!totals(1, "10.00").equals(&totals(1, "9.9999")));
        assert!(!totals(1, "10.00").equals(&totals(2, "10.00")));
    }

    #[test]
    fn a_sum_of_money_may_differ_only_by_its_float_precision() {
        // The next float is 0.0020 away from this sum, so a cent still shows.
        let sum = |last: &str| totals(25_000, &format!("9000000000000.{last}"));
        assert!(!sum("00").equals(&sum("01")), "a cent in nine trillion");
        let sum = |last: &str| totals(25_000, &format!("90000000000000.{last}"));
        assert!(sum("00").equals(&sum("01")), "a float cannot show it");
        assert!(!sum("00").equals(&sum("10")));
    }

    #[test]
    fn the_tolerance_of_a_float_sum_grows_with_its_values_and_their_count() {
        let loosened = |count, sum: &str, size: &str| {
            let mut totals = totals(count, sum);
            totals.loosen("balance", size.parse().unwrap());
            totals
        };
        // 25,000 prices of 100,000 each, added one after the other.
        let prices = |sum| loosened(25_000, sum, "2500000000");
        assert!(totals(25_000, "2500000000.01").equals(&prices("2500000000")));
        assert!(!totals(25_000, "2500000000.1").equals(&prices("2500000000")));
        // In a small range even a cent shows.
        let few = |sum| loosened(1_000, sum, "100000000");
        assert!(!totals(1_000, "100000000.01").equals(&few("100000000")));
    }

    #[test]
    fn a_later_write_in_one_company_is_detected_despite_a_later_one_in_another() {
        let at = |last: &str| Totals {
            last_write: Some(last.parse().unwrap()),
            ..totals(1, "5")
        };
        let until = Some("2026-11-22T10:00:00Z".parse().unwrap());
        let late = "2026-11-22T09:59:00Z";
        let of = |first| side(&[(1, at(first)), (2, at(late))], Some(late));
        let mirror = of("2026-11-22T08:00:00Z");
        assert!(mirror.agrees(&mirror, until));
        assert!(!of("2026-11-22T08:30:00Z").agrees(&mirror, until));
    }

    #[test]
    fn a_record_that_moved_between_companies_is_a_difference() {
        let odoo = side(&[(1, totals(1, "5")), (2, totals(1, "7"))], None);
        let moved = side(&[(1, totals(1, "7")), (2, totals(1, "5"))], None);
        assert_eq!(odoo.whole, moved.whole);
        assert!(odoo.agrees(&odoo, None));
        assert!(!odoo.agrees(&moved, None));
        let ungrouped = Side {
            companies: BTreeMap::new(),
            ..odoo.clone()
        };
        assert!(
            ungrouped.agrees(&moved, None),
            "nothing is known by company"
        );
    }

    #[test]
    fn a_later_write_counts_only_within_the_window() {
        let until = Some("2026-11-22T10:00:00Z".parse().unwrap());
        let at = |last| side(&[(1, totals(1, "5"))], last);
        let mirror = at(Some("2026-11-22T09:00:00Z"));
        assert!(!at(Some("2026-11-22T09:30:00Z")).agrees(&mirror, until));
        let in_flight = at(Some("2026-11-22T10:00:00Z"));
        assert!(in_flight.agrees(&mirror, until) && in_flight.whole.is_in_flight(until));
        assert!(at(Some("2026-11-22T08:00:00Z")).agrees(&mirror, until));
    }
}
