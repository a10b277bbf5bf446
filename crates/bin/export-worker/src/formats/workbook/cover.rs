//! The last sheet: content of the file, age of its data, and the proof that it is complete.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::{
    facts::{Facts, Line, Shown},
    formats::workbook::{
        numbers::{self, float, is_long},
        page_setup,
        styles::Styles,
        text::fit,
    },
    words::{Words, decimal_comma},
};

/// Adds the cover after the existing sheets.
pub(crate) fn add(
    workbook: &mut Workbook,
    facts: &Facts,
    lines: &[Line],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = Words::for_locale(&facts.locale);
    let sheet = workbook.add_worksheet();
    sheet.set_name(words.cover)?;
    write(sheet, (&facts.heading(), &facts.locale), lines, styles)?;
    page_setup::lay_out_cover(sheet, words);
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (title, locale): (&str, &str),
    lines: &[Line],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 34)?.set_column_width(1, 60)?;
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
                // Quoted, because names and parameters may begin with any character.
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
            Shown::Money(amount) if is_long(*amount) => {
                let digits = numbers::digits(amount, decimal_comma(locale));
                sheet.write_string_with_format(row, 1, digits, &styles.value)?;
            }
            Shown::Money(amount) => {
                sheet.write_number_with_format(row, 1, float(*amount), styles.control(amount))?;
            }
        }
    }
    Ok(())
}
