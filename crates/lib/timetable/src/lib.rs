//! A cron line in a time zone, and the instants that it names.
//!
//! Pure arithmetic: the caller passes the time. Two services must agree on the instants of a
//! schedule (one announces them, the other settles them), so this is the only place that reads a
//! cron line.
//!
//! Clock changes work as in cron. A line with fixed hours and minutes comes once for each of them:
//! a time in the skipped hour at the first instant after it, a time in the repeated hour at the
//! earlier of the two instants. A line with `*` in its hour or minute comes at every real instant
//! that it matches.

#[cfg(test)]
mod clock_changes;
#[cfg(test)]
mod hostile;
pub mod relative;
mod words;

use croner::Cron;
use croner::errors::CronError;
use croner::parser::{CronParser, Seconds, Year};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

/// A cron line of five fields (minute, hour, day, month, weekday) in a zone.
#[derive(Debug, Clone)]
pub struct Timetable {
    cron: Cron,
    zone: TimeZone,
    keeps_pace: bool,
    line: String,
}

/// Why a line or a zone is invalid. The text is for the author of the line.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum ParseError {
    #[error("the cron line `{line}` has {found} field(s), not five: minute hour day month weekday")]
    Fields { line: String, found: usize },
    #[error("the cron line `{line}` is not understood: {reason}")]
    Line { line: String, reason: String },
    #[error("the cron line `{0}` names a day that does not exist in any year")]
    Never(String),
    #[error("`{0}` is not a time zone of the IANA database, such as America/Lima")]
    Zone(String),
}

impl Timetable {
    /// Reads a cron line and the name of its zone.
    pub fn parse(cron: &str, zone: &str) -> Result<Self, ParseError> {
        let line = cron.trim().to_owned();
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [minute, hour, ..] = fields[..] else {
            return Err(ParseError::Fields {
                found: fields.len(),
                line,
            });
        };
        if fields.len() != 5 {
            return Err(ParseError::Fields {
                found: fields.len(),
                line,
            });
        }
        let keeps_pace = minute.contains('*') || hour.contains('*');
        let parser = CronParser::builder()
            .seconds(Seconds::Disallowed)
            .year(Year::Disallowed)
            .build();
        let cron = match parser.parse(&line) {
            Ok(cron) => cron,
            Err(error) => {
                return Err(ParseError::Line {
                    line,
                    reason: reason(error),
                });
            }
        };
        let zone = TimeZone::get(zone).map_err(|_| ParseError::Zone(zone.to_owned()))?;
        let timetable = Self {
            cron,
            zone,
            keeps_pace,
            line,
        };
        if timetable.following(Timestamp::UNIX_EPOCH).is_none() {
            return Err(ParseError::Never(timetable.line));
        }
        Ok(timetable)
    }

    /// The instants in English words, such as `at 07:00 from Monday to Friday`.
    pub fn in_english(&self) -> String {
        self.in_words(&words::ENGLISH)
    }

    /// The instants in Spanish words, such as `a las 07:00 de lunes a viernes`.
    pub fn in_spanish(&self) -> String {
        self.in_words(&words::SPANISH)
    }

    fn in_words(&self, language: &words::Language) -> String {
        let fields: Vec<&str> = self.line.split_whitespace().collect();
        match fields.try_into() {
            Ok(fields) => words::sentence(fields, language),
            Err(_) => self.line.clone(),
        }
    }

    /// The instants in (`after`, `until`], oldest first, at most `limit`.
    pub fn instants(&self, after: Timestamp, until: Timestamp, limit: usize) -> Vec<Timestamp> {
        std::iter::successors(self.following(after), |last| self.following(*last))
            .take_while(|instant| *instant <= until)
            .take(limit)
            .collect()
    }

    /// The newest instant in (`after`, `until`]. Fast even if the interval is long.
    pub fn latest(&self, after: Timestamp, until: Timestamp) -> Option<Timestamp> {
        // Searches forward from one hour ago, then from two hours ago, four hours ago, ...
        let mut window = SignedDuration::from_hours(1);
        loop {
            let start = until
                .checked_sub(window)
                .map_or(after, |start| start.max(after));
            let latest = self.instants(start, until, usize::MAX).pop();
            if latest.is_some() || start <= after {
                return latest;
            }
            window = window.saturating_add(window);
        }
    }

    /// The next `count` instants after `after`.
    pub fn next(&self, after: Timestamp, count: usize) -> Vec<Timestamp> {
        self.instants(after, Timestamp::MAX, count)
    }

    /// The day of an instant in the timetable's zone.
    pub fn day_of(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.zone.clone()).date()
    }

    /// Whether the line names exactly this instant.
    pub fn contains(&self, instant: Timestamp) -> bool {
        let just_before = instant.checked_sub(SignedDuration::from_nanos(1));
        just_before.is_ok_and(|before| self.following(before) == Some(instant))
    }

    /// The first instant after `after`.
    fn following(&self, after: Timestamp) -> Option<Timestamp> {
        let start = after.to_zoned(self.zone.clone());
        if self.keeps_pace {
            let found: Zoned = self.cron.find_next_occurrence(&start, false).ok()?;
            return Some(found.timestamp());
        }
        let mut wall_clock = start.datetime();
        loop {
            wall_clock = self.cron.find_next_occurrence(&wall_clock, false).ok()?;
            let instant = self.once(wall_clock)?;
            // This is false only in the later half of a repeated hour.
            if instant > after {
                return Some(instant);
            }
        }
    }

    /// The one instant of a local time.
    fn once(&self, wall_clock: DateTime) -> Option<Timestamp> {
        let ambiguous = self.zone.to_ambiguous_timestamp(wall_clock);
        match ambiguous.offset() {
            AmbiguousOffset::Gap { .. } => {
                let before_the_gap = ambiguous.earlier().ok()?;
                self.zone
                    .following(before_the_gap)
                    .next()
                    .map(|change| change.timestamp())
            }
            _ => ambiguous.earlier().ok(),
        }
    }
}

/// Only the reason: the other texts of the variants repeat ours.
fn reason(error: CronError) -> String {
    match error {
        CronError::InvalidPattern(reason)
        | CronError::IllegalCharacters(reason)
        | CronError::ComponentError(reason) => reason.trim_end_matches('.').to_owned(),
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}
