//! Days since 1970-01-01 and microseconds since then in UTC, as text and back, as Odoo writes them.

use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) const DAY_MICROS: i64 = 86_400_000_000;

/// Microseconds since 1970, UTC. The simulated server uses this machine's clock.
pub(crate) fn now() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_micros()).unwrap_or(0)
}

pub(crate) fn day_of(date: jiff::civil::Date) -> i32 {
    days_from_civil(
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    )
}

/// (year, month, day)
pub(crate) fn civil(day: i32) -> (i64, i64, i64) {
    let shifted = i64::from(day) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (
        year_of_era + era * 400 + i64::from(month <= 2),
        month,
        day_of_month,
    )
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    i32::try_from(era * 146_097 + day_of_era - 719_468).unwrap_or(0)
}

/// As `2026-11-22`.
pub(crate) fn write_day(out: &mut String, day: i32) {
    let (year, month, day) = civil(day);
    two_digits(out, year / 100);
    two_digits(out, year % 100);
    out.push('-');
    two_digits(out, month);
    out.push('-');
    two_digits(out, day);
}

/// As `2026-11-22 21:26:49`: the row stores the microseconds, the answer omits them.
pub(crate) fn write_instant(out: &mut String, micros: i64) {
    write_day(
        out,
        i32::try_from(micros.div_euclid(DAY_MICROS)).unwrap_or(0),
    );
    let seconds = micros.rem_euclid(DAY_MICROS) / 1_000_000;
    out.push(' ');
    two_digits(out, seconds / 3600);
    out.push(':');
    two_digits(out, seconds / 60 % 60);
    out.push(':');
    two_digits(out, seconds % 60);
}

fn two_digits(out: &mut String, value: i64) {
    let value = u8::try_from(value).unwrap_or(0);
    out.push(char::from(b'0' + value / 10));
    out.push(char::from(b'0' + value % 10));
}

/// A date, or the date of a date and time.
pub(crate) fn parse_day(text: &str) -> Option<i32> {
    let mut parts = text
        .get(..10)?
        .split('-')
        .map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then(|| days_from_civil(year, month, day))
}

/// A date and time with up to six decimals of a second, or a date (its midnight).
pub(crate) fn parse_instant(text: &str) -> Option<i64> {
    let midnight = i64::from(parse_day(text)?) * DAY_MICROS;
    let Some(clock) = text.get(11..).filter(|clock| !clock.is_empty()) else {
        return Some(midnight);
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let micros: i64 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
    Some(midnight + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_round_trip() {
        for text in [
            "1970-01-01",
            "2024-02-29",
            "2026-11-22",
            "2000-12-31",
            "1999-03-01",
        ] {
            let mut out = String::new();
            write_day(&mut out, parse_day(text).unwrap());
            assert_eq!(out, text);
        }
        let instant = parse_instant("2026-11-22 21:26:49.120000").unwrap();
        assert_eq!(instant % 1_000_000, 120_000);
        let mut out = String::new();
        write_instant(&mut out, instant);
        assert_eq!(out, "2026-11-22 21:26:49");
        assert_eq!(
            parse_instant("2026-11-22"),
            Some(i64::from(parse_day("2026-11-22").unwrap()) * DAY_MICROS)
        );
        assert_eq!(parse_day("2026-13-01"), None);
    }
}
