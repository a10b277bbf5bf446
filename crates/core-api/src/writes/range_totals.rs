//! What Odoo and the mirror each have in an id range, as a whole and by company, and when the two
//! are equal. Pure: it reads and writes nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;

/// Odoo adds up binary floats: sums that differ by less are equal.
const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The key of records of no company, for ids begin with 1.
pub(super) const NO_COMPANY: i64 = 0;

/// What one side has in a range, or in a company's part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Totals {
    pub(super) count: i64,
    /// Unknown where Odoo's protocol could not carry it.
    pub(super) id_sum: Option<Decimal>,
    pub(super) sums: BTreeMap<String, Decimal>,
    pub(super) last_write: Option<Timestamp>,
}

/// What one side has in a range: as a whole and by company.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Side {
    pub(super) whole: Totals,
    pub(super) companies: BTreeMap<i64, Totals>,
}

impl Totals {
    pub(super) fn of_nothing(sums: &[String]) -> Self {
        Self {
            count: 0,
            id_sum: Some(Decimal::ZERO),
            sums: sums
                .iter()
                .map(|sum| (sum.clone(), Decimal::ZERO))
                .collect(),
            last_write: None,
        }
    }

    pub(super) fn equals(&self, mirror: &Self) -> bool {
        self.count == mirror.count
            && self
                .id_sum
                .is_none_or(|id_sum| Some(id_sum) == mirror.id_sum)
            && self.sums.len() == mirror.sums.len()
            && self.sums.iter().all(|(field, sum)| {
                mirror
                    .sums
                    .get(field)
                    .is_some_and(|theirs| (sum - theirs).abs() < TOLERANCE)
            })
    }

    pub(super) fn add(&mut self, part: &Self) {
        self.count += part.count;
        self.id_sum = self.id_sum.zip(part.id_sum).map(|(sum, more)| sum + more);
        for (field, sum) in &part.sums {
            *self.sums.entry(field.clone()).or_default() += sum;
        }
        self.last_write = self.last_write.max(part.last_write);
    }
}

impl Side {
    /// Without a difference in the whole or in any company.
    pub(super) fn equals(&self, mirror: &Self, until: Option<Timestamp>) -> bool {
        let nothing = Totals::of_nothing(&[]);
        let same_companies =
            self.companies.iter().all(|(company, odoo)| {
                odoo.equals(mirror.companies.get(company).unwrap_or(&nothing))
            }) && mirror
                .companies
                .keys()
                .all(|company| self.companies.contains_key(company) || self.companies.is_empty());
        self.whole.equals(&mirror.whole) && same_companies && !self.is_newer(mirror, until)
    }

    /// Odoo has a write that should be in the mirror: it was made before the end of the window.
    fn is_newer(&self, mirror: &Self, until: Option<Timestamp>) -> bool {
        self.whole.last_write > mirror.whole.last_write && !self.is_in_flight(until)
    }

    pub(super) fn is_in_flight(&self, until: Option<Timestamp>) -> bool {
        let last_write = self.whole.last_write;
        last_write.is_some_and(|at| until.is_none_or(|until| at >= until))
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
        }
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
    fn a_cent_makes_a_difference_and_the_dust_of_floats_does_not() {
        assert!(totals(1, "10.00").equals(&totals(1, "9.999999")));
        assert!(!totals(1, "10.00").equals(&totals(1, "9.99")));
        assert!(!totals(1, "10.00").equals(&totals(2, "10.00")));
    }

    #[test]
    fn what_moved_between_companies_makes_a_difference() {
        let odoo = side(&[(1, totals(1, "5")), (2, totals(1, "7"))], None);
        let moved = side(&[(1, totals(1, "7")), (2, totals(1, "5"))], None);
        assert_eq!(odoo.whole, moved.whole);
        assert!(odoo.equals(&odoo, None));
        assert!(!odoo.equals(&moved, None));
        let ungrouped = Side {
            companies: BTreeMap::new(),
            ..odoo.clone()
        };
        assert!(
            ungrouped.equals(&moved, None),
            "nothing is known by company"
        );
    }

    #[test]
    fn a_later_write_counts_only_within_the_window() {
        let until = Some("2026-11-22T10:00:00Z".parse().unwrap());
        let at = |last| side(&[(1, totals(1, "5"))], last);
        let mirror = at(Some("2026-11-22T09:00:00Z"));
        assert!(!at(Some("2026-11-22T09:30:00Z")).equals(&mirror, until));
        let in_flight = at(Some("2026-11-22T10:00:00Z"));
        assert!(in_flight.equals(&mirror, until) && in_flight.is_in_flight(until));
        assert!(at(Some("2026-11-22T08:00:00Z")).equals(&mirror, until));
    }
}
