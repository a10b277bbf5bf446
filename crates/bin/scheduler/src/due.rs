//! What is due: takes schedules and the database's clock, returns announcements. Pure.

use contracts::schedule::ScheduleDue;
use jiff::Timestamp;
use store::schedules::Clock;
use timetable::{ParseError, Timetable};

/// The result for one schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// The newest instant that is not settled. core-api lists the instants between it and the last
    /// settled one.
    Now(ScheduleDue),
    NotYet,
    /// The schedule is invalid; its author must change it.
    Unreadable(ParseError),
}

/// Whether `schedule` has an instant in (its last settled one, `now`].
pub fn due(schedule: &Clock, now: Timestamp) -> Due {
    if schedule.paused {
        return Due::NotYet;
    }
    let timetable = match Timetable::parse(&schedule.cron, &schedule.time_zone) {
        Ok(timetable) => timetable,
        Err(error) => return Due::Unreadable(error),
    };
    match timetable.latest(schedule.last_due_at, now) {
        Some(due_at) => Due::Now(ScheduleDue {
            schedule: schedule.id,
            version: schedule.version,
            due_at,
        }),
        None => Due::NotYet,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn schedule(cron: &str, zone: &str, last_due_at: &str) -> Clock {
        Clock {
            id: Uuid::from_u128(7),
            version: 3,
            name: "nightly".to_owned(),
            cron: cron.to_owned(),
            time_zone: zone.to_owned(),
            paused: false,
            last_due_at: at(last_due_at),
        }
    }

    fn due_at(schedule: &Clock, now: &str) -> Option<String> {
        match due(schedule, at(now)) {
            Due::Now(event) => Some(event.due_at.to_string()),
            Due::NotYet => None,
            Due::Unreadable(error) => panic!("{error}"),
        }
    }

    #[test]
    fn only_the_newest_of_the_missed_instants_is_announced() {
        let quarterly = schedule("*/15 * * * *", "America/Lima", "2026-03-01T10:00:00Z");
        assert_eq!(due_at(&quarterly, "2026-03-01T10:14:59.9Z"), None);
        assert_eq!(
            due_at(&quarterly, "2026-03-01T10:15:00Z").unwrap(),
            "2026-03-01T10:15:00Z"
        );
        assert_eq!(
            due_at(&quarterly, "2026-03-08T09:07:00Z").unwrap(),
            "2026-03-08T09:00:00Z"
        );
    }

    #[test]
    fn a_skipped_local_time_is_due_once_on_that_day() {
        let nightly = schedule("30 2 * * *", "Europe/Madrid", "2026-03-28T01:30:00Z");
        assert_eq!(due_at(&nightly, "2026-03-29T00:59:59Z"), None);
        assert_eq!(
            due_at(&nightly, "2026-03-29T01:00:00Z").unwrap(),
            "2026-03-29T01:00:00Z"
        );
        let settled = schedule("30 2 * * *", "Europe/Madrid", "2026-03-29T01:00:00Z");
        assert_eq!(due_at(&settled, "2026-03-29T23:59:59Z"), None);
    }

    #[test]
    fn a_clock_that_went_back_makes_nothing_due() {
        let hourly = schedule("0 * * * *", "UTC", "2026-03-01T10:00:00Z");
        assert_eq!(due_at(&hourly, "2026-03-01T08:30:00Z"), None);
    }

    #[test]
    fn a_paused_schedule_is_never_due_and_an_invalid_one_reports_why() {
        let paused = Clock {
            paused: true,
            ..schedule("* * * * *", "UTC", "2026-03-01T10:00:00Z")
        };
        assert_eq!(due(&paused, at("2026-03-01T11:00:00Z")), Due::NotYet);
        let broken = schedule("* * *", "UTC", "2026-03-01T10:00:00Z");
        let Due::Unreadable(error) = due(&broken, at("2026-03-01T11:00:00Z")) else {
            panic!()
        };
        assert!(error.to_string().contains("has 3 field(s)"));
    }

    #[test]
    fn two_schedulers_compute_the_same_event_id() {
        let hourly = schedule("0 * * * *", "UTC", "2026-03-01T10:00:00Z");
        let ids = ["2026-03-01T11:00:01Z", "2026-03-01T11:59:59.999Z"].map(|now| {
            let Due::Now(event) = due(&hourly, at(now)) else {
                panic!()
            };
            event.event_id()
        });
        assert_eq!(ids[0], ids[1]);
        let changed = Clock {
            version: 4,
            ..hourly
        };
        let Due::Now(event) = due(&changed, at("2026-03-01T11:00:01Z")) else {
            panic!()
        };
        assert_ne!(event.event_id(), ids[0]);
    }
}
