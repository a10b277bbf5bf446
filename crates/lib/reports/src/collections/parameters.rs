//! Parameters of billing and collections.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::balances::after;
use crate::companies::Companies;
use crate::customers::PartnerLevel;
use crate::error::Error;
use crate::line_filter::check_period;

/// Maximum number of months in a period.
const MAX_MONTHS: usize = 120;
/// Default and maximum of `top`.
const DEFAULT_TOP: u32 = 10;
const MAX_TOP: u32 = 100;

/// What a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CollectionsGroupBy {
    #[default]
    Month,
    /// The salesperson of the documents, over the whole period.
    Salesperson,
}

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CollectionsParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// First day. Default: the first day of the month eleven months before the month of `date_to`.
    #[param(example = "2026-01-01")]
    pub date_from: Option<Date>,
    /// Last day. It decides which receivables are open and overdue; default today.
    #[param(example = "2026-11-22")]
    pub date_to: Option<Date>,
    /// Odoo's id of the customer or vendor, or of one of its contacts.
    pub partner_id: Option<i64>,
    /// Whether the contacts of the partner count, too; default `commercial`.
    #[param(inline)]
    pub partner_level: Option<PartnerLevel>,
    /// What a row is: a `month` (the default), or a `salesperson` over the whole period.
    #[param(inline)]
    pub group_by: Option<CollectionsGroupBy>,
    /// Number of debtors that are listed and make up the concentration: 1 to 100, default 10.
    #[param(minimum = 1, maximum = 100)]
    pub top: Option<u32>,
}

/// A month, or the part of it that is in the period. Both days are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) from: Date,
    pub(super) to: Date,
}

impl Month {
    pub(super) fn days(self) -> i64 {
        i64::from((self.to - self.from).get_days()) + 1
    }
}

impl CollectionsParameters {
    /// Fills in every default but the company.
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
                format!("{top} is out of range"),
                format!("1 to {MAX_TOP}"),
            ));
        }
        Ok(Self {
            date_from: Some(from),
            date_to: Some(to),
            group_by: Some(self.group_by.unwrap_or_default()),
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
                "use a shorter period",
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

    use super::{CollectionsGroupBy, CollectionsParameters, months};

    #[test]
    fn a_period_is_split_at_the_ends_of_months() {
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
    fn the_default_period_is_the_twelve_months_until_today() {
        let settled = CollectionsParameters::default().settled(date(2026, 11, 22));
        let settled = settled.unwrap();
        assert_eq!(settled.date_from, Some(date(2025, 12, 1)));
        assert_eq!(settled.date_to, Some(date(2026, 11, 22)));
        assert_eq!(settled.top, Some(10));
        assert_eq!(settled.group_by, Some(CollectionsGroupBy::Month));
    }
}
