//! Only the filters that a mirror needs. Each means the same in every version of Odoo.
//!
//! Date-times are compared by `>=` and `<` with whole seconds only. Odoo stores microseconds and
//! shows seconds, and its versions differ in what `>`, `<=` and `=` mean then.

use jiff::Timestamp;
use serde_json::{Value, json};

/// A conjunction of terms on `id`, `write_date`, `company_id` and fields that refer to records.
#[must_use]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Domain {
    terms: Vec<Term>,
    bounds: Bounds,
}

/// One condition of a domain.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// `id > id`
    IdAfter(i64),
    /// `id >= id`
    IdFrom(i64),
    /// `id < id`
    IdBelow(i64),
    /// `id <= id`
    IdUpTo(i64),
    /// `id in ids`
    IdIn(Vec<i64>),
    /// `write_date >= from`
    WrittenFrom(Timestamp),
    /// `write_date < before`
    WrittenBefore(Timestamp),
    /// `write_date >= from`, or no `write_date`.
    ChangedFrom(Timestamp),
    /// `field in ids`, for a many2one or a many2many.
    Refers { field: String, ids: Vec<i64> },
}

/// The limits that the terms set for ids, to check answers. Both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) lowest: i64,
    pub(crate) highest: i64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            lowest: i64::MIN,
            highest: i64::MAX,
        }
    }
}

impl Bounds {
    pub(crate) fn contain(self, id: i64) -> bool {
        (self.lowest..=self.highest).contains(&id)
    }

    fn of(term: &Term) -> Self {
        let (lowest, highest) = match term {
            Term::IdAfter(id) => (id.saturating_add(1), i64::MAX),
            Term::IdFrom(id) => (*id, i64::MAX),
            Term::IdBelow(id) => (i64::MIN, id.saturating_sub(1)),
            Term::IdUpTo(id) => (i64::MIN, *id),
            Term::IdIn(ids) => (
                ids.iter().copied().min().unwrap_or(i64::MAX),
                ids.iter().copied().max().unwrap_or(i64::MIN),
            ),
            _ => (i64::MIN, i64::MAX),
        };
        Self { lowest, highest }
    }
}

impl Domain {
    /// Every record of the model.
    pub fn all() -> Self {
        Self::default()
    }

    /// `id > id`: what follows the last record of a page.
    pub fn id_after(self, id: i64) -> Self {
        self.and(Term::IdAfter(id))
    }

    /// `id >= id`.
    pub fn id_from(self, id: i64) -> Self {
        self.and(Term::IdFrom(id))
    }

    /// `id < id`.
    pub fn id_below(self, id: i64) -> Self {
        self.and(Term::IdBelow(id))
    }

    /// `id <= id`.
    pub fn id_up_to(self, id: i64) -> Self {
        self.and(Term::IdUpTo(id))
    }

    /// `write_date >= from`; fractions of the second are dropped.
    pub fn written_from(self, from: Timestamp) -> Self {
        self.and(Term::WrittenFrom(from))
    }

    /// `write_date < before`; fractions of the second are dropped.
    pub fn written_before(self, before: Timestamp) -> Self {
        self.and(Term::WrittenBefore(before))
    }

    /// `id in ids`.
    pub fn id_in(self, ids: &[i64]) -> Self {
        self.and(Term::IdIn(ids.to_vec()))
    }

    /// Written at `from` or later, or without a `write_date`, which a migration may leave empty.
    /// There is no end: a record that is written while pages are read may be read again.
    pub fn changed_from(self, from: Timestamp) -> Self {
        self.and(Term::ChangedFrom(from))
    }

    /// `field in ids`, for a many2one or a many2many.
    pub fn referring_to(self, field: &str, ids: &[i64]) -> Self {
        self.and(Term::Refers {
            field: field.to_owned(),
            ids: ids.to_vec(),
        })
    }

    /// `company_id in ids`. Records without a company are not included.
    pub fn company_in(self, ids: &[i64]) -> Self {
        self.referring_to("company_id", ids)
    }

    /// A record belongs to the domain if it fulfils all of them.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    pub(crate) fn bounds(&self) -> Bounds {
        self.bounds
    }

    pub(crate) fn to_value(&self) -> Value {
        self.terms.iter().flat_map(Term::to_values).collect()
    }

    fn and(mut self, term: Term) -> Self {
        let bounds = Bounds::of(&term);
        self.bounds.lowest = self.bounds.lowest.max(bounds.lowest);
        self.bounds.highest = self.bounds.highest.min(bounds.highest);
        self.terms.push(term);
        self
    }
}

impl Term {
    /// In Odoo's notation, where an operator comes before its two conditions.
    fn to_values(&self) -> Vec<Value> {
        let written =
            |operator: &str, at: &Timestamp| json!(["write_date", operator, date_time(*at)]);
        match self {
            Self::IdAfter(id) => vec![json!(["id", ">", id])],
            Self::IdFrom(id) => vec![json!(["id", ">=", id])],
            Self::IdBelow(id) => vec![json!(["id", "<", id])],
            Self::IdUpTo(id) => vec![json!(["id", "<=", id])],
            Self::IdIn(ids) => vec![json!(["id", "in", ids])],
            Self::WrittenFrom(from) => vec![written(">=", from)],
            Self::WrittenBefore(before) => vec![written("<", before)],
            Self::ChangedFrom(from) => vec![
                json!("|"),
                json!(["write_date", "=", false]),
                written(">=", from),
            ],
            Self::Refers { field, ids } => vec![json!([field, "in", ids])],
        }
    }
}

/// As Odoo writes a date-time, without the fraction of the second.
pub fn date_time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p3_a_window_uses_whole_seconds_and_operators_of_all_versions() {
        let from: Timestamp = "2026-11-22T21:26:49.999Z".parse().unwrap();
        let before: Timestamp = "2026-11-22T22:00:00-05:00".parse().unwrap();
        let domain = Domain::all()
            .written_from(from)
            .written_before(before)
            .id_after(7);
        assert_eq!(
            domain.to_value(),
            json!([
                ["write_date", ">=", "2026-11-22 21:26:49"],
                ["write_date", "<", "2026-11-23 03:00:00"],
                ["id", ">", 7]
            ])
        );
    }

    #[test]
    fn a_window_includes_records_without_write_date() {
        let from: Timestamp = "2026-11-22T21:26:49Z".parse().unwrap();
        let domain = Domain::all().changed_from(from).id_after(7);
        assert_eq!(
            domain.to_value(),
            json!([
                "|",
                ["write_date", "=", false],
                ["write_date", ">=", "2026-11-22 21:26:49"],
                ["id", ">", 7]
            ])
        );
    }

    #[test]
    fn bounds_are_the_intersection_of_all_id_terms() {
        let bounds = Domain::all()
            .id_after(10)
            .id_from(3)
            .id_up_to(50)
            .id_below(21)
            .bounds();
        assert_eq!(
            bounds,
            Bounds {
                lowest: 11,
                highest: 20
            }
        );
        assert!(!bounds.contain(10) && bounds.contain(11));
        assert!(bounds.contain(20) && !bounds.contain(21));
    }

    #[test]
    fn companies_are_listed_in_one_term() {
        let domain = Domain::all().company_in(&[2, 1]);
        assert_eq!(domain.to_value(), json!([["company_id", "in", [2, 1]]]));
    }
}
