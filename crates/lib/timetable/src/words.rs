//! Cron lines in words. What has no word of its own is shown as it is written in the line.

use std::ops::Range;

/// The words of a language.
pub(crate) struct Language {
    months: [&'static str; 12],
    /// From Sunday on.
    weekdays: [&'static str; 7],
    /// As they are called after `on_weekdays`.
    each_weekday: [&'static str; 7],
    and: &'static str,
    or: &'static str,
    every_day: &'static str,
    every_minute: &'static str,
    every_hour: &'static str,
    last_day: &'static str,
    /// With `{}` for what is named.
    at: &'static str,
    minutes: &'static str,
    hours: &'static str,
    at_minute: &'static str,
    of_hour: &'static str,
    range: &'static str,
    on_weekdays: &'static str,
    on_days: &'static str,
    in_months: &'static str,
    each_months: &'static str,
}

pub(crate) const ENGLISH: Language = Language {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekdays: [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ],
    each_weekday: [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ],
    and: "and",
    or: "or",
    every_day: "every day",
    every_minute: "every minute",
    every_hour: "every hour",
    last_day: "on the last day of the month",
    at: "at {}",
    minutes: "every {} minutes",
    hours: "every {} hours",
    at_minute: "at minute {}",
    of_hour: "of hour {}",
    range: "from {} to {}",
    on_weekdays: "on {}",
    on_days: "on day {} of the month",
    in_months: "in {}",
    each_months: "every {} months",
};

pub(crate) const SPANISH: Language = Language {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    weekdays: [
        "domingo",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
    ],
    each_weekday: [
        "domingos",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábados",
    ],
    and: "y",
    or: "o",
    every_day: "todos los días",
    every_minute: "cada minuto",
    every_hour: "cada hora",
    last_day: "el último día del mes",
    at: "a las {}",
    minutes: "cada {} minutos",
    hours: "cada {} horas",
    at_minute: "en el minuto {}",
    of_hour: "de la hora {}",
    range: "de {} a {}",
    on_weekdays: "los {}",
    on_days: "el día {} del mes",
    in_months: "en {}",
    each_months: "cada {} meses",
};

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// More instants of a day are not listed.
const TIMES: usize = 6;

/// One field of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Field<'f> {
    Every,
    /// `*/n`
    Step(u32),
    /// `a-b`
    Range(u32, u32),
    List(Vec<u32>),
    /// Anything else, as it is written.
    Other(&'f str),
}

/// The line in words. `fields` are minute, hour, day, month and weekday of a valid line.
pub(crate) fn sentence(fields: [&str; 5], language: &Language) -> String {
    let [minute, hour, day, month, weekday] = fields;
    let (minute, hour) = (Field::read(minute, &[]), Field::read(hour, &[]));
    let (time, is_fixed) = time(minute.even(0..60), hour.even(0..24), language);
    let days = days(
        Field::read(day, &[]),
        Field::read(weekday, &WEEKDAYS),
        language,
    );
    let every_day = is_fixed.then(|| language.every_day.to_owned());
    let months = months(Field::read(month, &MONTHS).even(1..13), language);
    let parts = [Some(time), days.or(every_day), months];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl<'f> Field<'f> {
    /// `names` stand for numbers; those of months begin with 1, those of weekdays with 0.
    fn read(text: &'f str, names: &[&str]) -> Self {
        let first = u32::from(names.len() == 12);
        let number = |text: &str| {
            let position = names
                .iter()
                .position(|name| text.eq_ignore_ascii_case(name));
            match position.and_then(|at| u32::try_from(at).ok()) {
                Some(at) => Some(at + first),
                None => text.parse().ok(),
            }
        };
        if text == "*" || text == "?" || text == "*/1" {
            return Self::Every;
        }
        if let Some(step) = text.strip_prefix("*/") {
            return step.parse().map_or(Self::Other(text), Self::Step);
        }
        let range = text.split_once('-');
        if let Some((from, to)) = range.and_then(|(a, b)| number(a).zip(number(b))) {
            return Self::Range(from, to);
        }
        let list: Option<Vec<u32>> = text.split(',').map(number).collect();
        list.map_or(Self::Other(text), Self::List)
    }

    /// A step that does not divide its values begins anew before the next one: `*/45` comes at the
    /// minutes 0 and 45.
    fn even(self, values: Range<u32>) -> Self {
        match self {
            Self::Step(step)
                if step > 0 && !values.end.abs_diff(values.start).is_multiple_of(step) =>
            {
                Self::List(values.step_by(step as usize).collect())
            }
            other => other,
        }
    }
}

/// The time of day, and whether it is a fixed time or several.
fn time(minute: Field<'_>, hour: Field<'_>, language: &Language) -> (String, bool) {
    let put = |pattern: &str, value: &dyn ToString| pattern.replacen("{}", &value.to_string(), 1);
    let at_minutes = |minutes: &[u32]| match minutes {
        [0] => String::new(),
        several => format!(
            " {}",
            put(language.at_minute, &joined(several, language.and))
        ),
    };
    let words = match (&minute, &hour) {
        (Field::List(minutes), Field::List(hours)) if minutes.len() * hours.len() <= TIMES => {
            let times = hours.iter().flat_map(|hour| {
                minutes
                    .iter()
                    .map(move |minute| format!("{hour:02}:{minute:02}"))
            });
            let times: Vec<String> = times.collect();
            return (put(language.at, &joined(&times, language.and)), true);
        }
        (Field::Every, Field::Every) => language.every_minute.to_owned(),
        (Field::Step(step), Field::Every) => put(language.minutes, step),
        (Field::List(minutes), Field::Every) => {
            format!("{}{}", language.every_hour, at_minutes(minutes))
        }
        (Field::List(minutes), Field::Step(step)) => {
            format!("{}{}", put(language.hours, step), at_minutes(minutes))
        }
        (Field::List(minutes), Field::Range(from, to)) if minutes.len() == 1 => {
            let at = |hour: &u32| format!("{hour:02}:{:02}", minutes[0]);
            format!(
                "{} {}",
                language.every_hour,
                between(&at(from), &at(to), language)
            )
        }
        (Field::Every | Field::Step(_), Field::Range(from, to)) => {
            let each = match minute {
                Field::Step(step) => put(language.minutes, &step),
                _ => language.every_minute.to_owned(),
            };
            let (from, to) = (format!("{from:02}:00"), format!("{to:02}:59"));
            format!("{each} {}", between(&from, &to, language))
        }
        _ => {
            let minute = put(language.at_minute, &raw(&minute));
            format!("{minute} {}", put(language.of_hour, &raw(&hour)))
        }
    };
    (words, false)
}

/// None if the line comes on every day. With a day and a weekday it comes on either.
fn days(day: Field<'_>, weekday: Field<'_>, language: &Language) -> Option<String> {
    let of_month = match &day {
        Field::Every => None,
        Field::Other("L") => Some(language.last_day.to_owned()),
        Field::List(days) => Some(put_one(language.on_days, &joined(days, language.and))),
        other => Some(put_one(language.on_days, &raw(other))),
    };
    let name = |names: &[&'static str; 7], number: u32| names[number as usize % 7];
    let of_week = match &weekday {
        Field::Every => None,
        Field::Range(from, to) => Some(between(
            name(&language.weekdays, *from),
            name(&language.weekdays, *to),
            language,
        )),
        Field::List(days) => {
            let names = days.iter().map(|day| name(&language.each_weekday, *day));
            let names: Vec<&str> = names.collect();
            Some(put_one(language.on_weekdays, &joined(&names, language.and)))
        }
        other => Some(put_one(language.on_weekdays, &raw(other))),
    };
    match (of_month, of_week) {
        (Some(of_month), Some(of_week)) => Some(format!("{of_month} {} {of_week}", language.or)),
        (one, other) => one.or(other),
    }
}

/// None if the line comes in every month.
fn months(month: Field<'_>, language: &Language) -> Option<String> {
    let name = |number: u32| {
        let at = (number as usize).checked_sub(1)?;
        language.months.get(at).copied()
    };
    match &month {
        Field::Every => None,
        Field::Step(step) => Some(put_one(language.each_months, &step.to_string())),
        Field::Range(from, to) => {
            let (from, to) = name(*from).zip(name(*to))?;
            Some(between(from, to, language))
        }
        Field::List(months) => {
            let names: Vec<&str> = months.iter().filter_map(|month| name(*month)).collect();
            Some(put_one(language.in_months, &joined(&names, language.and)))
        }
        Field::Other(text) => Some(put_one(language.in_months, text)),
    }
}

fn between(from: &str, to: &str, language: &Language) -> String {
    put_one(&put_one(language.range, from), to)
}

fn put_one(pattern: &str, value: &str) -> String {
    pattern.replacen("{}", value, 1)
}

fn joined<T: ToString>(values: &[T], and: &str) -> String {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
        _ => texts.concat(),
    }
}

/// As it stands in the line.
fn raw(field: &Field<'_>) -> String {
    match field {
        Field::Every => "*".to_owned(),
        Field::Step(step) => format!("*/{step}"),
        Field::Range(from, to) => format!("{from}-{to}"),
        Field::List(values) => joined(values, ",").replace(" , ", ",").replace(", ", ","),
        Field::Other(text) => (*text).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::Timetable;

    const TOLD: &[(&str, &str, &str)] = &[
        (
            "*/45 * * * *",
            "every hour at minute 0 and 45",
            "cada hora en el minuto 0 y 45",
        ),
        (
            "0 */5 * * *",
            "at 00:00, 05:00, 10:00, 15:00 and 20:00 every day",
            "a las 00:00, 05:00, 10:00, 15:00 y 20:00 todos los días",
        ),
        (
            "0 6 1 */5 *",
            "at 06:00 on day 1 of the month in January, June and November",
            "a las 06:00 el día 1 del mes en enero, junio y noviembre",
        ),
        (
            "0 6 * * *",
            "at 06:00 every day",
            "a las 06:00 todos los días",
        ),
        (
            "30 7 * * mon-fri",
            "at 07:30 from Monday to Friday",
            "a las 07:30 de lunes a viernes",
        ),
        (
            "0 6,18 * * *",
            "at 06:00 and 18:00 every day",
            "a las 06:00 y 18:00 todos los días",
        ),
        ("*/15 * * * *", "every 15 minutes", "cada 15 minutos"),
        ("* * * * *", "every minute", "cada minuto"),
        ("0 * * * *", "every hour", "cada hora"),
        (
            "7,37 * * * *",
            "every hour at minute 7 and 37",
            "cada hora en el minuto 7 y 37",
        ),
        (
            "5 */4 * * *",
            "every 4 hours at minute 5",
            "cada 4 horas en el minuto 5",
        ),
        (
            "0 8-18 * * 1-5",
            "every hour from 08:00 to 18:00 from Monday to Friday",
            "cada hora de 08:00 a 18:00 de lunes a viernes",
        ),
        (
            "*/10 8-18 * * *",
            "every 10 minutes from 08:00 to 18:59",
            "cada 10 minutos de 08:00 a 18:59",
        ),
        (
            "0 9 * * 0,3",
            "at 09:00 on Sunday and Wednesday",
            "a las 09:00 los domingos y miércoles",
        ),
        (
            "0 9 1 * *",
            "at 09:00 on day 1 of the month",
            "a las 09:00 el día 1 del mes",
        ),
        (
            "0 9 L * *",
            "at 09:00 on the last day of the month",
            "a las 09:00 el último día del mes",
        ),
        (
            "0 9 1,15 jan,7 *",
            "at 09:00 on day 1 and 15 of the month in January and July",
            "a las 09:00 el día 1 y 15 del mes en enero y julio",
        ),
        (
            "0 9 1 */3 *",
            "at 09:00 on day 1 of the month every 3 months",
            "a las 09:00 el día 1 del mes cada 3 meses",
        ),
        (
            "0 9 1 * fri",
            "at 09:00 on day 1 of the month or on Friday",
            "a las 09:00 el día 1 del mes o los viernes",
        ),
        (
            "0 9 * * FRI#2",
            "at 09:00 on FRI#2",
            "a las 09:00 los FRI#2",
        ),
        (
            "1-5 3,4,5,6,7 * * *",
            "at minute 1-5 of hour 3,4,5,6,7",
            "en el minuto 1-5 de la hora 3,4,5,6,7",
        ),
    ];

    #[test]
    fn cron_lines_are_told_in_english_and_spanish() {
        for (line, english, spanish) in TOLD {
            let timetable = Timetable::parse(line, "America/Lima").unwrap();
            assert_eq!(timetable.in_english(), *english, "{line}");
            assert_eq!(timetable.in_spanish(), *spanish, "{line}");
        }
    }
}
