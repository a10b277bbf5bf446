//! Limits of days and amounts in a filter.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Wanted;
use crate::buckets::AgedBy;
use crate::error::Error;

/// First and last day; None means no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

/// Least and most of what is open of an item, without sign; None means no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub(crate) least: Option<Decimal>,
    pub(crate) most: Option<Decimal>,
}

impl Amounts {
    pub(crate) fn is_unlimited(self) -> bool {
        self == Self::default()
    }
}

/// Days of the date that items age from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aged {
    pub(crate) by: AgedBy,
    pub(crate) days: Days,
}

impl Days {
    pub(super) fn is_unlimited(self) -> bool {
        self == Self::default()
    }

    /// The days that are in both.
    fn and(self, other: Self) -> Self {
        let both = |one: Option<Date>, two: Option<Date>, choose: fn(Date, Date) -> Date| {
            one.zip(two)
                .map(|(one, two)| choose(one, two))
                .or(one)
                .or(two)
        };
        Self {
            from: both(self.from, other.from, Ord::max),
            to: both(self.to, other.to, Ord::min),
        }
    }
}

/// The due and the invoice days of the filter.
pub(super) fn days(wanted: &Wanted<'_>) -> Result<(Days, Days), Error> {
    let days = |name: &'static str, from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(first), Some(last)) if first > last => Err(Error::parameter(
            name,
            format!("{first} is after the last day {last}"),
            "the first day must not be after the last",
        )),
        _ => Ok(Days { from, to }),
    };
    let due = days("due_from", wanted.due_from, wanted.due_to)?;
    let invoiced = days("invoiced_from", wanted.invoiced_from, wanted.invoiced_to)?;
    Ok(match wanted.bucket {
        None => (due, invoiced),
        Some(Aged { by, days }) if by.is_due_date() => (due.and(days), invoiced),
        Some(Aged { days, .. }) => (due, invoiced.and(days)),
    })
}
