//! Cron lines and days that nobody should send.

use jiff::{Timestamp, civil::Date};
use proptest::prelude::*;

use crate::{Timetable, relative};

proptest! {
    #[test]
    fn any_cron_line_is_read_or_refused_and_ends(
        line in "[0-9*/,\\-LW#? a-zA-Z]{0,40}|([0-9*/,\\-L#?]{1,6} ){4}[0-9*/,\\-L#?A-Z]{1,6}|\\PC{0,60}",
    ) {
        let instant: Timestamp = "2026-02-28T23:59:30Z".parse().unwrap();
        if let Ok(timetable) = Timetable::parse(&line, "America/Santiago") {
            let next = timetable.next(instant, 3);
            prop_assert!(next.iter().all(|at| *at > instant), "{next:?}");
        }
    }

    #[test]
    fn any_text_is_a_day_or_refused(text in "\\PC{0,30}|(today|(start|end) of (last |next |this )?(month|year))[-+0-9d ]{0,12}") {
        let today: Date = "2026-12-31".parse().unwrap();
        let _ = relative::day(&text, today);
    }
}
