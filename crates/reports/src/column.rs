//! How a report's columns are to be shown, for renderers that know nothing of the report.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A text in the languages that files are made in.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Date,
    Money,
    Days,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    /// Stable: the row's field of the same name.
    pub key: &'a str,
    pub title: Title<'a>,
    pub kind: Kind,
    /// In characters.
    pub width: u16,
    /// The sum of the column means something.
    pub total: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    Int(i64),
    Date(Date),
    Money(Decimal),
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
    }
}

pub(crate) const fn total(column: Column<'_>) -> Column<'_> {
    Column {
        total: true,
        ..column
    }
}

#[cfg(test)]
mod tests {
    use super::Title;

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
