//! CSV according to RFC 4180: a header, then rows, CRLF, quotes where needed, UTF-8. The number of
//! rows and the control total are in the job, not in the file.

use std::fmt::Write as _;
use std::io::Write;

use contracts::export::{CsvOptions, DecimalMark, Separator};
use csv::{Terminator, Writer, WriterBuilder};
use reports::{Cell, Column};
use rust_decimal::Decimal;

use crate::{
    facts::Facts,
    formats::{RenderError, Rendering, Summary, workbook::looks_like_formula},
    words::decimal_comma,
};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(crate) struct Delimited<W: Write> {
    writer: Writer<W>,
    locale: String,
    decimal_comma: bool,
    escape_formulas: bool,
    /// Buffer for a cell's text, used again for each cell.
    text: String,
}

impl<W: Write> Delimited<W> {
    pub(crate) fn begin(
        columns: &[Column<'_>],
        facts: &Facts,
        options: CsvOptions,
        mut file: W,
    ) -> Result<Self, RenderError> {
        let decimal_comma = match options.decimal_mark {
            Some(mark) => mark == DecimalMark::Comma,
            None => decimal_comma(&facts.locale),
        };
        let separator = match options.separator {
            Some(Separator::Comma) => b',',
            Some(Separator::Tab) => b'\t',
            Some(Separator::Bar) => b'|',
            // Spreadsheets expect a semicolon in locales with a decimal comma.
            None if !decimal_comma => b',',
            Some(Separator::Semicolon) | None => b';',
        };
        if options.bom != Some(false) {
            file.write_all(BYTE_ORDER_MARK)?;
        }
        let mut writer = WriterBuilder::new()
            .delimiter(separator)
            .terminator(Terminator::CRLF)
            .from_writer(file);
        let titles = columns
            .iter()
            .map(|column| column.title.in_locale(&facts.locale));
        writer.write_record(titles).map_err(storage)?;
        Ok(Self {
            writer,
            locale: facts.locale.clone(),
            decimal_comma,
            escape_formulas: options.escape_formulas != Some(false),
            text: String::new(),
        })
    }

    fn put(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) | Cell::Record { text, .. } => {
                if self.escape_formulas && looks_like_formula(text) {
                    self.text.push('\'');
                }
                self.text.push_str(text);
            }
            Cell::Word(word) => self.text.push_str(word.title.in_locale(&self.locale)),
            Cell::Int(number) => self.add(number),
            Cell::Date(date) => self.add(date),
            Cell::Instant(instant) => self.add(instant),
            Cell::Boolean(value) => self.add(value),
            Cell::Money(amount) | Cell::Number(amount) => self.add_decimal(amount),
        }
    }

    fn add(&mut self, value: impl std::fmt::Display) {
        let _ = write!(self.text, "{value}");
    }

    fn add_decimal(&mut self, amount: Decimal) {
        self.add(amount);
        if self.decimal_comma
            && let Some(point) = self.text.find('.')
        {
            self.text.replace_range(point..=point, ",");
        }
    }
}

impl<W: Write> Rendering for Delimited<W> {
    fn row(&mut self, cells: &[Cell<'_>], _: bool) -> Result<(), RenderError> {
        for cell in cells {
            self.text.clear();
            self.put(*cell);
            self.writer.write_field(&self.text).map_err(storage)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(storage)
    }

    fn finish(mut self: Box<Self>, _: Summary) -> Result<(), RenderError> {
        Ok(self.writer.flush()?)
    }
}

fn storage(error: csv::Error) -> RenderError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => RenderError::Storage(error),
        other => RenderError::Library(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::tests::{COLUMNS, facts};
    use jiff::civil::date;

    fn made(locale: &str, options: CsvOptions, names: &[&str]) -> String {
        let mut file = Vec::new();
        let mut csv =
            Box::new(Delimited::begin(&COLUMNS, &facts(locale, None), options, &mut file).unwrap());
        for name in names {
            let amount = "-1234.50".parse().unwrap();
            let cells = [
                Cell::Text(name),
                Cell::Date(date(2026, 3, 31)),
                Cell::Int(-3),
                Cell::Money(amount),
            ];
            csv.row(&cells, false).unwrap();
        }
        let expected = reports::Expected::new(0, Decimal::ZERO);
        csv.finish(Summary { rows: 0, expected }).unwrap();
        String::from_utf8(file).unwrap()
    }

    #[test]
    fn the_locale_sets_the_marks_and_texts_are_quoted_if_needed() {
        let names = ["Ñandú, \"Cía.\"", "two\r\nlines", "plain"];
        assert_eq!(
            made("es-PE", CsvOptions::default(), &names),
            "\u{feff}Nombre,Vence,Días,Importe\r\n\
             \"Ñandú, \"\"Cía.\"\"\",2026-03-31,-3,-1234.50\r\n\
             \"two\r\nlines\",2026-03-31,-3,-1234.50\r\n\
             plain,2026-03-31,-3,-1234.50\r\n"
        );
        assert_eq!(
            made("es-ES", CsvOptions::default(), &names[2..]),
            "\u{feff}Nombre;Vence;Días;Importe\r\nplain;2026-03-31;-3;-1234,50\r\n"
        );
    }

    #[test]
    fn options_of_the_caller_override_the_locale() {
        let options = CsvOptions {
            bom: Some(false),
            separator: Some(Separator::Tab),
            decimal_mark: Some(DecimalMark::Comma),
            escape_formulas: Some(false),
        };
        assert_eq!(
            made("en", options, &["=1+1"]),
            "Name\tDue\tDays\tAmount\r\n=1+1\t2026-03-31\t-3\t-1234,50\r\n"
        );
        // If the separator is also the decimal mark, amounts are quoted.
        let comma = CsvOptions {
            separator: Some(Separator::Comma),
            ..options
        };
        assert!(made("en", comma, &["x"]).ends_with("x,2026-03-31,-3,\"-1234,50\"\r\n"));
    }

    #[test]
    fn formulas_are_escaped_unless_the_caller_asks_otherwise_and_numbers_never() {
        let names = ["=1+1", "+1", "-1", "@a", "\tx", "a=1"];
        let first = |options| -> Vec<String> {
            let file = made("en", options, &names);
            assert!(file.contains(",-3,-1234.50\r\n"), "{file}");
            let lines = file.lines().skip(1);
            lines
                .map(|line| line.split(',').next().unwrap().to_owned())
                .collect()
        };
        let escaped = ["'=1+1", "'+1", "'-1", "'@a", "'\tx", "a=1"];
        assert_eq!(first(CsvOptions::default()), escaped);
        let unescaped = CsvOptions {
            escape_formulas: Some(false),
            ..CsvOptions::default()
        };
        assert_eq!(first(unescaped), names);
    }
}
