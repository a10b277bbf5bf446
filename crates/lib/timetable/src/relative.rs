//! Days relative to another day: `end of last month`. Parameters of schedules use them, so that
//! each file is about the day on which it is made.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A day relative to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelativeDay(Told);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// This many days after today.
    Days(i32),
    /// The start or end of the period that is this many periods after the current one.
    Edge(Edge, Period, i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Weeks begin on Monday (ISO 8601), quarters in January; years are calendar years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

/// The text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a day: write a date such as 2026-11-30, or {FORMS}")]
pub struct NotADay(String);

const FORMS: &str = "today, yesterday, tomorrow, today-30, today+7, or start or end of this, last \
                     or next week, month, quarter or year, such as `end of last month`";

/// Maximum distance of a day from today.
const MAX_DAYS: i32 = 36_600;

impl RelativeDay {
    /// The date, if today is `today`.
    pub fn on(self, today: Date) -> Date {
        match self.0 {
            Told::Days(days) => today.saturating_add(days.days()),
            Told::Edge(edge, period, steps) => {
                let start = period.start(today).saturating_add(period.span(steps));
                match edge {
                    Edge::Start => start,
                    Edge::End => start.saturating_add(period.span(1)).saturating_sub(1.day()),
                }
            }
        }
    }
}

/// A date, or a day relative to `today`.
pub fn day(text: &str, today: Date) -> Result<Date, NotADay> {
    match text.parse::<Date>() {
        Ok(date) => Ok(date),
        Err(_) => text.parse::<RelativeDay>().map(|day| day.on(today)),
    }
}

impl Period {
    fn start(self, day: Date) -> Date {
        match self {
            Self::Week => {
                let since = day.weekday().since(Weekday::Monday);
                day.saturating_sub(i32::from(since).days())
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let into = i32::from((day.month() - 1) % 3);
                day.first_of_month().saturating_sub(into.months())
            }
            Self::Year => day.first_of_year(),
        }
    }

    fn span(self, count: i32) -> Span {
        match self {
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Quarter => (3 * count).months(),
            Self::Year => count.years(),
        }
    }
}

impl FromStr for RelativeDay {
    type Err = NotADay;

    /// Ignores case, underscores and repeated spaces.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let lower = text.to_ascii_lowercase().replace('_', " ");
        let words: Vec<&str> = lower.split_whitespace().collect();
        told(&words)
            .map(Self)
            .ok_or_else(|| NotADay(text.to_owned()))
    }
}

fn told(words: &[&str]) -> Option<Told> {
    match words {
        ["today"] => Some(Told::Days(0)),
        ["yesterday"] => Some(Told::Days(-1)),
        ["tomorrow"] => Some(Told::Days(1)),
        [word] => {
            let offset = word.strip_prefix("today")?;
            let signed = offset.starts_with(['+', '-']);
            let days: i32 = offset.parse().ok()?;
            (signed && days.abs() <= MAX_DAYS).then_some(Told::Days(days))
        }
        [edge, "of", period] => Some(Told::Edge(self::edge(edge)?, self::period(period)?, 0)),
        [edge, "of", which, period] => {
            let steps = match *which {
                "this" => 0,
                "last" => -1,
                "next" => 1,
                _ => return None,
            };
            Some(Told::Edge(self::edge(edge)?, self::period(period)?, steps))
        }
        _ => None,
    }
}

fn edge(word: &str) -> Option<Edge> {
    match word {
        "start" => Some(Edge::Start),
        "end" => Some(Edge::End),
        _ => None,
    }
}

fn period(word: &str) -> Option<Period> {
    match word {
        "week" => Some(Period::Week),
        "month" => Some(Period::Month),
        "quarter" => Some(Period::Quarter),
        "year" => Some(Period::Year),
        _ => None,
    }
}

impl fmt::Display for RelativeDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Told::Days(0) => f.write_str("today"),
            Told::Days(days) => write!(f, "today{days:+}"),
            Told::Edge(edge, period, steps) => {
                let edge = if edge == Edge::Start { "start" } else { "end" };
                let which = match steps {
                    ..0 => "last",
                    0 => "this",
                    1.. => "next",
                };
                let period = match period {
                    Period::Week => "week",
                    Period::Month => "month",
                    Period::Quarter => "quarter",
                    Period::Year => "year",
                };
                write!(f, "{edge} of {which} {period}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// A Tuesday.
    const TODAY: Date = date(2028, 2, 29);

    fn day_of(text: &str) -> Date {
        day(text, TODAY).unwrap()
    }

    #[test]
    fn a_date_is_absolute_and_words_are_relative_to_today() {
        assert_eq!(day_of("2026-11-30"), date(2026, 11, 30));
        assert_eq!(day_of("today"), TODAY);
        assert_eq!(day_of("yesterday"), date(2028, 2, 28));
        assert_eq!(day_of("today+1"), date(2028, 3, 1));
        assert_eq!(day_of("today-366"), date(2027, 2, 28));
    }

    #[test]
    fn start_and_end_of_periods_follow_the_calendar() {
        assert_eq!(day_of("end of last month"), date(2028, 1, 31));
        assert_eq!(day_of("End_Of_Month"), TODAY);
        assert_eq!(day_of("start of next month"), date(2028, 3, 1));
        assert_eq!(day_of("start of this week"), date(2028, 2, 28));
        assert_eq!(day_of("end of last week"), date(2028, 2, 27));
        assert_eq!(day_of("start of quarter"), date(2028, 1, 1));
        assert_eq!(day_of("end of next quarter"), date(2028, 6, 30));
        assert_eq!(day_of("end of last year"), date(2027, 12, 31));
        assert_eq!(
            day("end of last month", date(2028, 3, 31)),
            Ok(date(2028, 2, 29))
        );
    }

    #[test]
    fn a_text_that_is_not_a_day_is_refused_with_the_valid_forms() {
        for text in [
            "",
            "now",
            "today5",
            "today+x",
            "end of month last",
            "middle of month",
            "today+99999999",
            "2026-13-01",
        ] {
            let error = day(text, TODAY).unwrap_err().to_string();
            assert!(error.contains("end of last month"), "{text}: {error}");
        }
    }

    #[test]
    fn a_day_round_trips() {
        for text in [
            "today",
            "today-30",
            "end of last month",
            "start of this week",
            "end of next year",
        ] {
            let told: RelativeDay = text.parse().unwrap();
            assert_eq!(told.to_string(), text);
        }
    }
}
