//! What can be asked of billing and collections.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::balances::after;
use crate::error::Error;
use crate::line_filter::check_period;

/// Months of a period, at most.
const MAX_MONTHS: usize = 120;
/// Debtors that are listed unless `top` says otherwise, and at most.
const DEFAULT_TOP: u32 = 10;
const MAX_TOP: u32 = 100;

/// From the query string of the API, and as JSON in an export job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CollectionsParameters {
    /// May be left out if there is only one company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// First day; if left out, the first of the month eleven months before that of `date_to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-01-01")]
    pub date_from: Option<Date>,
    /// Last day, and the day as of which receivables are open and overdue; today if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-11-22")]
    pub date_to: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_id: Option<i64>,
    /// How many debtors are listed and make the concentration: 1 to 100, 10 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 100)]
    pub top: Option<u32>,
}

/// A month, or the part of it that is in the period. Both days are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) from: Date,
    pub(super) to: Date,
}

impl CollectionsParameters {
    /// With every default but the company.
    pub(super) fn settled(&self, today: Date) -> Result<Self, Error> {
        let to = self.date_to.unwrap_or(today);
        let eleven_months = Span::new().months(11);
        let from = self.date_from.unwrap_or_else(|| {
            let first = to.first_of_month().checked_sub(eleven_months);
            first.unwrap_or(Date::MIN)
        });
        check_period(from, to)?;
        let top = self.top.unwrap_or(DEFAULT_TOP);
        if !(1..=MAX_TOP).contains(&top) {
            return Err(Error::parameter(
                "top",
                format!("{top} is not possible"),
                format!("1 to {MAX_TOP}"),
            ));
        }
        Ok(Self {
            date_from: Some(from),
            date_to: Some(to),
            top: Some(top),
            ..self.clone()
        })
    }
}

pub(super) fn months(from: Date, to: Date) -> Result<Vec<Month>, Error> {
    let mut months = Vec::new();
    let mut first = from;
    while first <= to {
        if months.len() == MAX_MONTHS {
            return Err(Error::parameter(
                "date_from",
                format!("{from} to {to} is more than {MAX_MONTHS} months"),
                "a shorter period",
            ));
        }
        let last = first.last_of_month().min(to);
        months.push(Month {
            from: first,
            to: last,
        });
        if last == Date::MAX {
            break;
        }
        first = after(last);
    }
    Ok(months)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{CollectionsParameters, months};

    #[test]
    fn a_period_is_cut_at_the_ends_of_months() {
        let cut = months(date(2025, 12, 17), date(2026, 2, 3)).unwrap();
        let days: Vec<_> = cut.iter().map(|month| (month.from, month.to)).collect();
        assert_eq!(
            days,
            [
                (date(2025, 12, 17), date(2025, 12, 31)),
                (date(2026, 1, 1), date(2026, 1, 31)),
                (date(2026, 2, 1), date(2026, 2, 3)),
            ]
        );
        assert!(months(date(2016, 1, 1), date(2025, 12, 31)).is_ok());
        assert!(months(date(2016, 1, 1), date(2026, 1, 1)).is_err());
    }

    #[test]
    fn twelve_months_until_today_are_asked_unless_others_are() {
        let settled = CollectionsParameters::default().settled(date(2026, 11, 22));
        let settled = settled.unwrap();
        assert_eq!(settled.date_from, Some(date(2025, 12, 1)));
        assert_eq!(settled.date_to, Some(date(2026, 11, 22)));
        assert_eq!(settled.top, Some(10));
    }
}
