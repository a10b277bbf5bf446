//! Parameters of the forecast.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::balances::after;
use crate::companies::Companies;
use crate::error::Error;

/// Maximum number of periods.
const MAX_PERIODS: u32 = 366;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TreasuryForecastParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// The day on which the forecast begins; default today.
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
    /// Length of a period; default `week`.
    #[param(inline)]
    pub by: Option<ForecastPeriod>,
    /// Number of periods: 1 to 366; default 31 days, 13 weeks or 12 months.
    #[param(minimum = 1, maximum = 366)]
    pub periods: Option<u32>,
    /// Whether draft documents count as well; default false.
    pub include_drafts: Option<bool>,
    /// Whether customers are expected to pay as late as they did on average in the past year;
    /// default false.
    pub customer_delay: Option<bool>,
    /// Whether planned movements count as well; default true.
    pub include_planned: Option<bool>,
}

/// Weeks begin on Monday; the first period begins on the day itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForecastPeriod {
    Day,
    #[default]
    Week,
    Month,
}

impl ForecastPeriod {
    pub(crate) fn default_number(self) -> u32 {
        match self {
            Self::Day => 31,
            Self::Week => 13,
            Self::Month => 12,
        }
    }

    /// The first day of the period that contains `day`.
    pub(crate) fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week if day.weekday() == Weekday::Monday => day,
            Self::Week => day.nth_weekday(-1, Weekday::Monday).unwrap_or(Date::MIN),
            Self::Month => day.first_of_month(),
        }
    }

    /// The last day of the period that contains `day`.
    fn end(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week if day.weekday() == Weekday::Sunday => day,
            Self::Week => day.nth_weekday(1, Weekday::Sunday).unwrap_or(Date::MAX),
            Self::Month => day.last_of_month(),
        }
    }
}

impl TreasuryForecastParameters {
    /// Fills in every default but the company.
    pub(super) fn settled(&self, today: Date) -> Result<Self, Error> {
        let by = self.by.unwrap_or_default();
        let periods = self.periods.unwrap_or_else(|| by.default_number());
        if !(1..=MAX_PERIODS).contains(&periods) {
            return Err(Error::parameter(
                "periods",
                format!("{periods} is out of range"),
                format!("1 to {MAX_PERIODS}"),
            ));
        }
        Ok(Self {
            company_id: self.company_id,
            companies: self.companies.clone(),
            as_of: Some(self.as_of.unwrap_or(today)),
            by: Some(by),
            periods: Some(periods),
            include_drafts: Some(self.include_drafts.unwrap_or_default()),
            customer_delay: Some(self.customer_delay.unwrap_or_default()),
            include_planned: Some(self.include_planned.unwrap_or(true)),
        })
    }
}

/// The first and the last day of each period.
pub(super) fn periods(by: ForecastPeriod, as_of: Date, number: u32) -> Vec<(Date, Date)> {
    let mut first = as_of;
    let mut periods = Vec::new();
    for _ in 0..number {
        let last = by.end(first);
        periods.push((first, last));
        if last == Date::MAX {
            break;
        }
        first = after(last);
    }
    periods
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{ForecastPeriod, periods};

    #[test]
    fn the_first_period_ends_with_its_calendar_period() {
        // 2026-11-25 is a Wednesday.
        let day = date(2026, 11, 25);
        assert_eq!(
            periods(ForecastPeriod::Day, day, 2),
            [(day, day), (date(2026, 11, 26), date(2026, 11, 26))]
        );
        assert_eq!(
            periods(ForecastPeriod::Week, day, 2),
            [
                (day, date(2026, 11, 29)),
                (date(2026, 11, 30), date(2026, 12, 6))
            ]
        );
        let sunday = date(2026, 11, 29);
        assert_eq!(periods(ForecastPeriod::Week, sunday, 1), [(sunday, sunday)]);
        assert_eq!(
            periods(ForecastPeriod::Month, day, 2),
            [
                (day, date(2026, 11, 30)),
                (date(2026, 12, 1), date(2026, 12, 31))
            ]
        );
    }
}
