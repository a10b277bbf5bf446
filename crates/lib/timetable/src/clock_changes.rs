//! Tables of instants at clock changes, and in zones without clock changes.

use jiff::Timestamp;

use crate::{ParseError, Timetable};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// All instants in (after, until], as text in UTC.
fn table(cron: &str, zone: &str, after: &str, until: &str) -> Vec<String> {
    let timetable = Timetable::parse(cron, zone).unwrap();
    let instants = timetable.instants(at(after), at(until), 1000);
    assert_eq!(
        timetable.latest(at(after), at(until)),
        instants.last().copied()
    );
    assert!(instants.iter().all(|instant| timetable.contains(*instant)));
    instants.iter().map(ToString::to_string).collect()
}

#[test]
fn lima_and_buenos_aires_never_change_their_clocks() {
    for (zone, utc) in [
        ("America/Lima", "11:30"),
        ("America/Argentina/Buenos_Aires", "09:30"),
    ] {
        for month in 1..=12 {
            let day = table(
                "30 6 * * *",
                zone,
                &format!("2026-{month:02}-08T00:00:00Z"),
                &format!("2026-{month:02}-09T00:00:00Z"),
            );
            assert_eq!(day, [format!("2026-{month:02}-08T{utc}:00Z")], "{zone}");
        }
    }
}

#[test]
fn a_time_in_the_skipped_hour_occurs_once_right_after_it() {
    // New York: 02:00 EST becomes 03:00 EDT at 07:00Z; Madrid: 02:00 CET, 03:00 CEST at 01:00Z.
    let new_york = (
        "America/New_York",
        "2026-03-07T12:00:00Z",
        "2026-03-09T12:00:00Z",
    );
    let madrid = (
        "Europe/Madrid",
        "2026-03-28T12:00:00Z",
        "2026-03-30T12:00:00Z",
    );
    let line =
        |cron: &str, (zone, after, until): (&str, &str, &str)| table(cron, zone, after, until);
    assert_eq!(
        line("30 2 * * *", new_york),
        ["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"]
    );
    assert_eq!(
        line("30 2 * * *", madrid),
        ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]
    );
    // Two times in the gap and one directly after it are one instant.
    assert_eq!(line("0,30 2 * * *", madrid).len(), 3);
    assert_eq!(
        line("0 2,3 * * *", new_york),
        [
            "2026-03-08T07:00:00Z",
            "2026-03-09T06:00:00Z",
            "2026-03-09T07:00:00Z"
        ]
    );
}

#[test]
fn a_time_in_the_repeated_hour_occurs_only_the_first_time() {
    // New York: 02:00 EDT becomes 01:00 EST at 06:00Z on 1 November.
    let day = ("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z");
    assert_eq!(
        table("30 1 * * *", "America/New_York", day.0, day.1),
        ["2026-11-01T05:30:00Z"]
    );
    assert_eq!(
        table("0 1,13 * * *", "America/New_York", day.0, day.1),
        ["2026-11-01T05:00:00Z", "2026-11-01T18:00:00Z"]
    );
    // Madrid: 03:00 CEST becomes 02:00 CET at 01:00Z on 25 October.
    assert_eq!(
        table(
            "30 2 * * *",
            "Europe/Madrid",
            "2026-10-24T12:00:00Z",
            "2026-10-25T12:00:00Z"
        ),
        ["2026-10-25T00:30:00Z"]
    );
    // From within the second half, today's instant has passed.
    assert_eq!(
        table(
            "30 1 * * *",
            "America/New_York",
            "2026-11-01T06:10:00Z",
            "2026-11-02T12:00:00Z"
        ),
        ["2026-11-02T06:30:00Z"]
    );
}

#[test]
fn a_repeating_schedule_keeps_its_interval_over_both_clock_changes() {
    for (zone, after, until) in [
        (
            "America/New_York",
            "2026-03-08T00:00:00Z",
            "2026-03-09T00:00:00Z",
        ),
        (
            "America/New_York",
            "2026-11-01T00:00:00Z",
            "2026-11-02T00:00:00Z",
        ),
        (
            "Europe/Madrid",
            "2026-03-29T00:00:00Z",
            "2026-03-30T00:00:00Z",
        ),
        (
            "Europe/Madrid",
            "2026-10-25T00:00:00Z",
            "2026-10-26T00:00:00Z",
        ),
    ] {
        let quarters = table("*/15 * * * *", zone, after, until);
        assert_eq!(quarters.len(), 96, "{zone} {after}");
        assert_eq!(
            table("0 * * * *", zone, after, until).len(),
            24,
            "{zone} {after}"
        );
    }
}

#[test]
fn an_interval_excludes_its_start_and_includes_its_end() {
    let hours = table(
        "0 * * * *",
        "America/Lima",
        "2026-01-01T10:00:00Z",
        "2026-01-01T12:00:00Z",
    );
    assert_eq!(hours, ["2026-01-01T11:00:00Z", "2026-01-01T12:00:00Z"]);
    let none = table(
        "0 * * * *",
        "America/Lima",
        "2026-01-01T10:00:00Z",
        "2026-01-01T10:59:59Z",
    );
    assert!(none.is_empty());
    let part = table(
        "0 * * * *",
        "UTC",
        "2026-01-01T09:59:59.999999Z",
        "2026-01-01T10:00:00.5Z",
    );
    assert_eq!(part, ["2026-01-01T10:00:00Z"]);
    let none = table(
        "0 * * * *",
        "UTC",
        "2026-01-01T10:00:00.25Z",
        "2026-01-01T10:30:00Z",
    );
    assert!(none.is_empty());
    let backwards = table(
        "* * * * *",
        "UTC",
        "2026-01-02T00:00:00Z",
        "2026-01-01T00:00:00Z",
    );
    assert!(backwards.is_empty());
}

#[test]
fn the_latest_instant_is_found_in_a_long_interval() {
    let minutely = Timetable::parse("* * * * *", "Europe/Madrid").unwrap();
    let yearly = Timetable::parse("0 0 29 2 *", "Europe/Madrid").unwrap();
    let (after, until) = (at("2020-01-01T00:00:00Z"), at("2026-06-01T00:00:30Z"));
    assert_eq!(
        minutely.latest(after, until),
        Some(at("2026-06-01T00:00:00Z"))
    );
    assert_eq!(
        yearly.latest(after, until),
        Some(at("2024-02-28T23:00:00Z"))
    );
    assert_eq!(yearly.next(until, 2).len(), 2);
    assert_eq!(minutely.latest(until, after), None);
}

#[test]
fn only_instants_of_the_schedule_are_contained() {
    let timetable = Timetable::parse("*/5 * * * *", "America/Lima").unwrap();
    assert!(timetable.contains(at("2026-01-01T10:05:00Z")));
    assert!(!timetable.contains(at("2026-01-01T10:05:01Z")));
    assert!(!timetable.contains(at("2026-01-01T10:05:00.000001Z")));
    assert!(!timetable.contains(at("2026-01-01T10:06:00Z")));
}

#[test]
fn day_and_weekday_together_match_either() {
    let days = table(
        "0 0 13 * FRI",
        "UTC",
        "2026-03-01T00:00:00Z",
        "2026-03-31T00:00:00Z",
    );
    assert_eq!(days.len(), 4, "Friday the 13th counts once: {days:?}");
}

#[test]
fn an_invalid_schedule_is_reported_with_the_reason() {
    let refused = |cron: &str| Timetable::parse(cron, "UTC").unwrap_err().to_string();
    assert!(refused("").contains("has 0 field(s), not five"));
    assert!(refused("*/5 * * * * *").contains("has 6 field(s)"));
    assert!(refused("@daily").contains("has 1 field(s)"));
    explained(&refused("61 * * * *"), "not understood");
    explained(&refused("*/0 * * * *"), "not understood");
    explained(&refused("a b c d e"), "not understood");
    assert_eq!(
        refused("0 0 30 2 *"),
        "the cron line `0 0 30 2 *` names a day that does not exist in any year"
    );
    assert_eq!(
        Timetable::parse("* * * * *", "America/Limaa").unwrap_err(),
        ParseError::Zone("America/Limaa".to_owned())
    );
}

fn explained(text: &str, part: &str) {
    assert!(text.contains(part) && text.len() > 60, "{text}");
}
