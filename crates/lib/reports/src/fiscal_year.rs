//! Start of a company's fiscal year: profit-and-loss accounts begin there at zero.
//!
//! Odoo stores the last day and month in `fiscalyear_last_day` and `fiscalyear_last_month` of the
//! company. Until they have been read, a year ends in December, and reports warn of it.

use jiff::civil::{Date, date};
use store::GenericClient;

use crate::error::Error;
use crate::warning::WarningCode;

/// The last day of a fiscal year, as Odoo stores it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct YearEnd {
    month: i8,
    day: i8,
    is_known: bool,
}

const ASSUMED: YearEnd = YearEnd {
    month: 12,
    day: 31,
    is_known: false,
};

impl YearEnd {
    pub(crate) fn warning(self) -> Option<WarningCode> {
        (!self.is_known).then_some(WarningCode::FiscalYearUnknown)
    }

    /// The first day of the fiscal year that contains `day`.
    pub(crate) fn start_of_year(self, day: Date) -> Date {
        let this_year = self.in_year(day.year());
        let last_end = if this_year < day {
            this_year
        } else {
            self.in_year(day.year() - 1)
        };
        last_end.tomorrow().unwrap_or(last_end)
    }

    /// If a month has no such day, its last day counts.
    fn in_year(self, year: i16) -> Date {
        let first = date(year, self.month, 1);
        let last = first.last_of_month();
        first
            .with()
            .day(self.day.clamp(1, last.day()))
            .build()
            .unwrap_or(last)
    }
}

pub(crate) async fn year_end(
    client: &impl GenericClient,
    company_id: i64,
) -> Result<YearEnd, Error> {
    let statement = client.prepare_cached(YEAR_END).await?;
    let row = client.query_opt(&statement, &[&company_id]).await?;
    let Some(row) = row else {
        return Ok(ASSUMED);
    };
    let month: Option<String> = row.try_get("month")?;
    let month = month.and_then(|month| month.parse().ok());
    let day: Option<i32> = row.try_get("day")?;
    let day = day.and_then(|day| i8::try_from(day).ok());
    Ok(
        match (month.filter(|month| (1..=12).contains(month)), day) {
            (Some(month), Some(day)) => YearEnd {
                month,
                day,
                is_known: true,
            },
            _ => ASSUMED,
        },
    )
}

const YEAR_END: &str = "
    select fiscalyear_last_month as month, fiscalyear_last_day as day
    from odoo.res_company
    where id = $1";

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{ASSUMED, YearEnd};

    #[test]
    fn a_fiscal_year_begins_the_day_after_the_last_one_ended() {
        assert_eq!(ASSUMED.start_of_year(date(2026, 12, 31)), date(2026, 1, 1));
        assert_eq!(ASSUMED.start_of_year(date(2026, 1, 1)), date(2026, 1, 1));
        let ends = |month, day| YearEnd {
            month,
            day,
            is_known: true,
        };
        let march = ends(3, 31);
        assert_eq!(march.start_of_year(date(2026, 3, 31)), date(2025, 4, 1));
        assert_eq!(march.start_of_year(date(2026, 4, 1)), date(2026, 4, 1));
        let february = ends(2, 29);
        assert_eq!(february.start_of_year(date(2026, 2, 28)), date(2025, 3, 1));
        assert_eq!(february.start_of_year(date(2024, 2, 29)), date(2023, 3, 1));
    }
}
