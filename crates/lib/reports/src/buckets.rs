//! Bounds of the ageing buckets.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Maximum number of bounds in a report.
const MOST: usize = 12;
/// One more than the bounds, and what is not due.
pub(crate) const MOST_BUCKETS: usize = MOST + 2;
/// Ten years.
const MOST_DAYS: u16 = 3_650;

/// Days after the due or invoice date (`30,60,90`), or calendar months (`months:3`): the month of
/// the report and the months before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Bounds {
    Days(Vec<u16>),
    Months(u8),
}

/// The date that an item ages from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgedBy {
    #[default]
    DueDate,
    InvoiceDate,
}

impl AgedBy {
    pub(crate) fn is_due_date(self) -> bool {
        self == Self::DueDate
    }

    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::DueDate => "due",
            Self::InvoiceDate => "invoice_date",
        }
    }
}

/// The interval between two bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Bucket {
    /// `not_due` (`current` by invoice date), `1-30`, `over-90`; `2026-11`, `before-2026-08`.
    #[schema(example = "1-30")]
    pub key: String,
    /// First due or invoice date of its items; null if the bucket has no first day.
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
}

/// Buckets from not due to oldest, and the first days of all buckets but the oldest, in ascending
/// order.
#[derive(Debug, Clone)]
pub(crate) struct Buckets {
    pub(crate) list: Vec<Bucket>,
    pub(crate) begin: Vec<Date>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self::Days(vec![30, 60, 90, 120])
    }
}

impl TryFrom<String> for Bounds {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl std::str::FromStr for Bounds {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "buckets are 1 to 12 ascending numbers of days up to 3650, such as \
                             30,60,90, or calendar months, such as months:3";
        let is_few = |count: usize| (1..=MOST).contains(&count);
        if let Some(months) = text.strip_prefix("months:") {
            let months: u8 = months.parse().map_err(|_| WRONG)?;
            return is_few(usize::from(months))
                .then_some(Self::Months(months))
                .ok_or(WRONG);
        }
        let days: Result<Vec<u16>, _> = text.split(',').map(|day| day.trim().parse()).collect();
        let days = days.map_err(|_| WRONG)?;
        let rising = days.is_sorted_by(|one, next| one < next);
        let within = days.iter().all(|day| (1..=MOST_DAYS).contains(day));
        (rising && within && is_few(days.len()))
            .then_some(Self::Days(days))
            .ok_or(WRONG)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(months) => write!(formatter, "months:{months}"),
            Self::Days(days) => {
                let days: Vec<String> = days.iter().map(u16::to_string).collect();
                formatter.write_str(&days.join(","))
            }
        }
    }
}

impl From<Bounds> for String {
    fn from(bounds: Bounds) -> Self {
        bounds.to_string()
    }
}

impl Bounds {
    pub(crate) fn buckets(&self, aged_by: AgedBy, as_of: Date) -> Buckets {
        // First day and key of each bucket, youngest first.
        let mut begins = vec![(as_of, first_key(aged_by))];
        let oldest = match self {
            Self::Days(days) => {
                let mut after = 0;
                for day in days {
                    let begin = as_of.saturating_sub(i64::from(*day).days());
                    begins.push((begin, format!("{}-{day}", after + 1)));
                    after = *day;
                }
                format!("over-{after}")
            }
            Self::Months(months) => {
                let month = as_of.first_of_month();
                for back in 0..*months {
                    let begin = month.saturating_sub(i64::from(back).months());
                    begins.push((begin, begin.strftime("%Y-%m").to_string()));
                }
                let last = month.saturating_sub(i64::from(months.saturating_sub(1)).months());
                format!("before-{}", last.strftime("%Y-%m"))
            }
        };
        let mut list = Vec::new();
        let mut last_day = None;
        for (begin, key) in &begins {
            list.push(Bucket {
                key: key.clone(),
                first_day: Some(*begin),
                last_day,
            });
            last_day = Some(begin.saturating_sub(1.day()));
        }
        list.push(Bucket {
            key: oldest,
            first_day: None,
            last_day,
        });
        let begin = begins.iter().rev().map(|(begin, _)| *begin).collect();
        Buckets { list, begin }
    }
}

fn first_key(aged_by: AgedBy) -> String {
    match aged_by {
        AgedBy::DueDate => "not_due",
        AgedBy::InvoiceDate => "current",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{AgedBy, Bounds};

    fn shown(bounds: &str, as_of: &str) -> Vec<String> {
        let bounds: Bounds = bounds.parse().unwrap();
        let buckets = bounds.buckets(AgedBy::DueDate, as_of.parse().unwrap());
        assert!(buckets.begin.is_sorted());
        assert_eq!(buckets.begin.len() + 1, buckets.list.len());
        let day =
            |day: Option<jiff::civil::Date>| day.map_or("…".to_owned(), |day| day.to_string());
        buckets
            .list
            .iter()
            .map(|it| format!("{} {} {}", it.key, day(it.first_day), day(it.last_day)))
            .collect()
    }

    #[test]
    fn buckets_of_days_are_contiguous() {
        assert_eq!(
            shown("30,60", "2026-11-22"),
            [
                "not_due 2026-11-22 …",
                "1-30 2026-10-23 2026-11-21",
                "31-60 2026-09-23 2026-10-22",
                "over-60 … 2026-09-22",
            ]
        );
    }

    #[test]
    fn buckets_of_months_are_calendar_months() {
        assert_eq!(
            shown("months:2", "2026-03-31"),
            [
                "not_due 2026-03-31 …",
                "2026-03 2026-03-01 2026-03-30",
                "2026-02 2026-02-01 2026-02-28",
                "before-2026-02 … 2026-01-31",
            ]
        );
        assert_eq!(
            shown("months:1", "2026-03-01")[1],
            "2026-03 2026-03-01 2026-02-28"
        );
    }

    #[test]
    fn valid_bounds_round_trip_and_others_are_refused() {
        for good in ["30,60,90,120", "1", "months:12"] {
            assert_eq!(good.parse::<Bounds>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "0",
            "30,30",
            "60,30",
            "3651",
            "-1",
            "a",
            "30,",
            "months:0",
            "months:13",
            "months",
            "1,2,3,4,5,6,7,8,9,10,11,12,13",
        ] {
            assert!(bad.parse::<Bounds>().is_err(), "{bad}");
        }
    }
}
