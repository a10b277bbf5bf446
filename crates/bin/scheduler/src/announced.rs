//! What this process has already announced, to avoid repeated announcements. This is only an
//! optimization: if it is lost, events are repeated, and repeated events have no second effect.

use std::collections::HashMap;

use contracts::schedule::ScheduleDue;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// An instant that is still unsettled in the database after this time is announced again, because
/// the broker may have lost its event.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// The last announcement of each schedule of one tenant.
#[derive(Debug, Default)]
pub struct Announced {
    last: HashMap<Uuid, (ScheduleDue, Timestamp)>,
}

impl Announced {
    /// Whether an announcement at `now` would repeat a recent one.
    pub fn is_repetition(&self, due: &ScheduleDue, now: Timestamp) -> bool {
        self.last.get(&due.schedule).is_some_and(|(said, said_at)| {
            let elapsed = now.duration_since(*said_at);
            said == due && elapsed < AGAIN_AFTER && !elapsed.is_negative()
        })
    }

    /// Notes a confirmed announcement.
    pub fn note(&mut self, due: ScheduleDue, now: Timestamp) {
        self.last.insert(due.schedule, (due, now));
    }

    /// Forgets schedules that no longer exist.
    pub fn keep_only(&mut self, is_there: impl Fn(Uuid) -> bool) {
        self.last.retain(|schedule, _| is_there(*schedule));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn event(version: i32, due_at: i64) -> ScheduleDue {
        ScheduleDue {
            schedule: Uuid::from_u128(1),
            version,
            due_at: at(due_at),
        }
    }

    #[test]
    fn the_same_instant_is_announced_again_only_after_a_minute() {
        let mut announced = Announced::default();
        assert!(!announced.is_repetition(&event(1, 0), at(1)));
        announced.note(event(1, 0), at(1));
        assert!(announced.is_repetition(&event(1, 0), at(1)));
        assert!(announced.is_repetition(&event(1, 0), at(60)));
        assert!(!announced.is_repetition(&event(1, 0), at(61)));
    }

    #[test]
    fn another_instant_or_version_is_announced_at_once() {
        let mut announced = Announced::default();
        announced.note(event(1, 0), at(1));
        assert!(!announced.is_repetition(&event(1, 300), at(2)));
        assert!(!announced.is_repetition(&event(2, 0), at(2)));
    }

    #[test]
    fn a_clock_that_went_back_suppresses_no_announcement() {
        let mut announced = Announced::default();
        announced.note(event(1, 0), at(1000));
        assert!(!announced.is_repetition(&event(1, 0), at(10)));
    }

    #[test]
    fn a_deleted_schedule_is_removed_from_the_announced_ones() {
        let mut announced = Announced::default();
        announced.note(event(1, 0), at(1));
        announced.keep_only(|_| false);
        assert!(!announced.is_repetition(&event(1, 0), at(2)));
    }
}
