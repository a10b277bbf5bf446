//! How a report's columns are shown, for renderers that do not know the report.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A text in each language of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title<'a> {
    pub en: &'a str,
    pub es: &'a str,
}

impl<'a> Title<'a> {
    /// Spanish for `es` and `es-*`, else English.
    pub fn in_locale(self, locale: &str) -> &'a str {
        if locale == "es" || locale.starts_with("es-") {
            self.es
        } else {
            self.en
        }
    }
}

/// One of a few fixed words: programs read the code, people read the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The code in answers of the API.
    pub code: &'static str,
    pub title: Title<'static>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Date,
    Money,
    Days,
    /// Any number that is not money.
    Number,
    Boolean,
    /// A point in time, shown in the tenant's time zone.
    Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    /// Stable: the name of the row's field.
    pub key: &'a str,
    pub title: Title<'a>,
    pub kind: Kind,
    /// Width in characters.
    pub width: u16,
    /// Whether the column can be summed.
    pub total: bool,
    /// For money: key of the column with its ISO 4217 code; `None` for the company's currency.
    pub currency_in: Option<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    Word(Word),
    Int(i64),
    Date(Date),
    Money(Decimal),
    Number(Decimal),
    Boolean(bool),
    Instant(Timestamp),
    /// A text that names a record in Odoo. A file may link to the record.
    Record {
        text: &'a str,
        model: &'static str,
        id: i64,
    },
}

impl<'a> Cell<'a> {
    /// A record if there is an id to link to; otherwise the text.
    pub fn record(text: Option<&'a String>, model: &'static str, id: Option<i64>) -> Self {
        match (text, id) {
            (Some(text), Some(id)) => Self::Record { text, model, id },
            (text, _) => text.into(),
        }
    }

    /// The word with this code; the text itself if no word has it.
    pub(crate) fn one_of(words: &[Word], code: Option<&'a String>) -> Self {
        let known = code.and_then(|code| words.iter().find(|word| word.code == code));
        known.map_or_else(|| code.into(), |word| Self::Word(*word))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(amount: Decimal) -> Self {
        Self::Money(amount)
    }
}

impl<'a, T> From<Option<T>> for Cell<'a>
where
    Cell<'a>: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Cell::from)
    }
}

pub(crate) const fn column(
    key: &'static str,
    en: &'static str,
    es: &'static str,
    kind: Kind,
    width: u16,
) -> Column<'static> {
    Column {
        key,
        title: Title { en, es },
        kind,
        width,
        total: false,
        currency_in: None,
    }
}

pub(crate) const fn word(code: &'static str, en: &'static str, es: &'static str) -> Word {
    Word {
        code,
        title: Title { en, es },
    }
}

pub(crate) const fn total(column: Column<'_>) -> Column<'_> {
    Column {
        total: true,
        ..column
    }
}

/// Money in the currency that another column names.
pub(crate) const fn money_in<'a>(column: Column<'a>, currency_in: &'a str) -> Column<'a> {
    Column {
        currency_in: Some(currency_in),
        ..column
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Title, word};

    #[test]
    fn a_code_becomes_its_word_and_another_text_stays_as_it_is() {
        let words = [word("bank", "Bank", "Banco")];
        let (known, other) = ("bank".to_owned(), "general".to_owned());
        assert_eq!(Cell::one_of(&words, Some(&known)), Cell::Word(words[0]));
        assert_eq!(Cell::one_of(&words, Some(&other)), Cell::Text("general"));
        assert_eq!(Cell::one_of(&words, None), Cell::Empty);
    }

    #[test]
    fn a_title_follows_the_language_of_the_locale() {
        let title = Title {
            en: "Due date",
            es: "Vencimiento",
        };
        assert_eq!(title.in_locale("es-PE"), "Vencimiento");
        assert_eq!(title.in_locale("es"), "Vencimiento");
        assert_eq!(title.in_locale("en-US"), "Due date");
        assert_eq!(title.in_locale("est"), "Due date");
    }
}
