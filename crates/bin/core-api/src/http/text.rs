//! What no text of a request may contain. Query strings and bodies are checked here before anything
//! else reads them, so that no query of the database has to expect it.

use std::ops::RangeInclusive;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::Value;

use crate::http::problem::Violation;

/// Years of dates and instants. The notation also knows years before the first one, which the database
/// does not.
const YEARS: RangeInclusive<i16> = 1..=9999;

/// Longer texts are no dates.
const LONGEST_DATE: usize = 64;

/// What is wrong with the text, and what would be valid.
pub(crate) fn problem(text: &str) -> Option<(&'static str, &'static str)> {
    if text.contains('\0') {
        return Some(("it has the character U+0000", "leave the character out"));
    }
    // The decoder puts this character where bytes are not UTF-8.
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Some(("it is not valid UTF-8", "encode it in UTF-8"));
    }
    let year = year(text)?;
    let good = YEARS.contains(&year);
    (!good).then_some((
        "its year is beyond the calendar of this API",
        "a year from 0001 to 9999",
    ))
}

/// The first text in the value that is refused, with its JSON pointer.
pub(crate) fn violation(value: &Value, pointer: &str) -> Option<Violation> {
    let refused = |pointer: &str, (problem, hint): (&str, &str)| {
        Violation::in_body(pointer, problem).hinting(hint)
    };
    match value {
        Value::String(text) => problem(text).map(|problem| refused(pointer, problem)),
        Value::Array(values) => {
            let mut values = values.iter().enumerate();
            values.find_map(|(at, value)| violation(value, &format!("{pointer}/{at}")))
        }
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            let place = format!("{pointer}/{}", escaped(name));
            let problem = problem(name).map(|problem| refused(&place, problem));
            problem.or_else(|| violation(value, &place))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// A name as a segment of a JSON pointer (RFC 6901).
pub(crate) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The year, if the text is a date or an instant.
fn year(text: &str) -> Option<i16> {
    let looks_like_one = text.len() <= LONGEST_DATE
        && text.starts_with(|first: char| first.is_ascii_digit() || "+-\u{2212}".contains(first))
        && text.contains(['-', '\u{2212}']);
    if !looks_like_one {
        return None;
    }
    let date = text.parse::<Date>().ok().or_else(|| {
        let at: Timestamp = text.parse().ok()?;
        Some(at.to_zoned(TimeZone::UTC).date())
    });
    date.map(Date::year)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nul_and_years_beyond_the_calendar_are_refused() {
        for text in [
            "a\0",
            "\u{fffd}",
            "0000-12-31",
            "-004800-01-01",
            "-000001-12-31T00:00:00Z",
        ] {
            assert!(problem(text).is_some(), "{text:?}");
        }
        for text in [
            "",
            "Ñandú\n",
            "0001-01-01",
            "9999-12-31",
            "2999-12-31T23:59:59Z",
            "99991231",
            "-009999-01-01 en adelante",
            "-12500.00",
        ] {
            assert!(problem(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_refused_text_is_named_by_its_pointer() {
        let pointer = |value: Value| violation(&value, "").unwrap().pointer;
        let nested = json!({ "a/b": [{}, { "~": ["", "\0"] }] });
        assert_eq!(pointer(nested).as_deref(), Some("/a~1b/1/~0/1"));
        assert_eq!(pointer(json!({ "x\0": 1 })).as_deref(), Some("/x\0"));
        assert_eq!(pointer(json!("\0")).as_deref(), Some(""));
        assert!(violation(&json!({ "a": [1, null, "b"] }), "").is_none());
    }
}
