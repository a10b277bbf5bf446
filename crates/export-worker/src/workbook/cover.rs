//! The first sheet: what the file shows, from when, and what proves that it is complete.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use reports::{Company, Expected};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};
use serde_json::{Map, Value};
use store::freshness::Freshness;

use super::book::float;
use super::styles::Styles;
use super::text::fit;
use super::words::Words;

/// What the cover says, known before the first row.
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) locale: String,
    pub(crate) tenant: String,
    /// Instants are shown in it.
    pub(crate) time_zone: String,
    pub(crate) company: Option<Company>,
    /// With every default written out.
    pub(crate) parameters: Map<String, Value>,
    pub(crate) freshness: Freshness,
    pub(crate) generated_at: Timestamp,
}

/// What could not be put into cells as it was: counts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Notes {
    pub(super) cut_texts: u64,
    pub(super) cleaned_texts: u64,
    pub(super) long_amounts: u64,
}

pub(super) struct Line {
    label: String,
    value: Shown,
}

enum Shown {
    /// The line is the heading of those below it.
    Nothing,
    Text(String),
    Count(u64),
    Date(Date),
    Instant(DateTime),
    Money(Decimal),
}

pub(super) fn lines(
    facts: &Facts,
    words: &Words,
    (rows, expected): (u64, Expected),
    notes: Notes,
    sheets: usize,
) -> Vec<Line> {
    let mut lines = vec![line(words.tenant, Shown::Text(facts.tenant.clone()))];
    if let Some(company) = &facts.company {
        lines.push(line(words.company, Shown::Text(company.name.clone())));
        lines.push(line(words.currency, Shown::Text(company.currency.clone())));
    }
    lines.push(line(words.parameters, Shown::Nothing));
    for (key, value) in &facts.parameters {
        lines.push(line(words.parameter(key), parameter(words, value)));
    }
    lines.push(line("", Shown::Nothing));
    lines.extend(freshness(facts, words));
    lines.push(line(words.generated_at, instant(facts, facts.generated_at)));
    lines.push(line(words.time_zone, Shown::Text(facts.time_zone.clone())));
    lines.push(line("", Shown::Nothing));
    lines.push(line(words.rows_written, Shown::Count(rows)));
    lines.push(line(words.rows_expected, Shown::Count(expected.rows)));
    lines.push(line(
        words.control_total,
        Shown::Money(expected.control_total),
    ));
    if sheets > 1 {
        lines.push(line(words.sheets, Shown::Count(sheets as u64)));
    }
    let exceptions = [
        (words.cut_texts, notes.cut_texts),
        (words.cleaned_texts, notes.cleaned_texts),
        (words.long_amounts, notes.long_amounts),
    ];
    lines.extend(
        exceptions
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(label, n)| line(label, Shown::Count(n))),
    );
    lines
}

pub(super) fn write(
    sheet: &mut Worksheet,
    title: &str,
    lines: &[Line],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 34)?.set_column_width(1, 48)?;
    sheet.write_string_with_format(0, 0, title, &styles.title)?;
    for (row, line) in (2..).zip(lines) {
        let label = if matches!(line.value, Shown::Nothing) {
            &styles.heading
        } else {
            &styles.label
        };
        if !line.label.is_empty() {
            sheet.write_string_with_format(row, 0, line.label.as_str(), label)?;
        }
        match &line.value {
            Shown::Nothing => {}
            Shown::Text(text) => {
                // Quoted, since names and parameters may begin with anything.
                sheet.write_string_with_format(row, 1, fit(text).text, &styles.quoted)?;
            }
            Shown::Count(count) => {
                let count = float(Decimal::from(*count));
                sheet.write_number_with_format(row, 1, count, &styles.value)?;
            }
            Shown::Date(date) => {
                sheet.write_datetime_with_format(row, 1, date, &styles.day)?;
            }
            Shown::Instant(instant) => {
                sheet.write_datetime_with_format(row, 1, instant, &styles.instant)?;
            }
            Shown::Money(amount) => {
                sheet.write_number_with_format(row, 1, float(*amount), styles.control(amount))?;
            }
        }
    }
    Ok(())
}

fn freshness(facts: &Facts, words: &Words) -> Vec<Line> {
    let as_of = match facts.freshness.data_as_of {
        Some(at) => instant(facts, at),
        None => Shown::Text(words.never_loaded.to_owned()),
    };
    let mut lines = vec![line(words.data_as_of, as_of)];
    let Some(proof) = &facts.freshness.proof else {
        lines.push(line(words.proof, Shown::Text(words.not_proved.to_owned())));
        return lines;
    };
    let result = if proof.equal {
        format!("{} {}", words.proved_equal, proof.ranges)
    } else {
        format!(
            "{} {} / {}",
            words.proved_different, proof.differing, proof.ranges
        )
    };
    lines.push(line(words.proof, Shown::Text(result)));
    lines.push(line(words.proved_at, instant(facts, proof.proved_at)));
    lines
}

fn parameter(words: &Words, value: &Value) -> Shown {
    match value {
        Value::String(text) => match text.parse() {
            Ok(date) => Shown::Date(date),
            Err(_) => Shown::Text(words.parameter(text).to_owned()),
        },
        other => Shown::Text(other.to_string()),
    }
}

/// On the tenant's clock, in whole seconds.
fn instant(facts: &Facts, at: Timestamp) -> Shown {
    let zone = TimeZone::get(&facts.time_zone).unwrap_or(TimeZone::UTC);
    let shown = zone.to_datetime(at);
    Shown::Instant(shown.with().subsec_nanosecond(0).build().unwrap_or(shown))
}

fn line(label: &str, value: Shown) -> Line {
    Line {
        label: label.to_owned(),
        value,
    }
}
