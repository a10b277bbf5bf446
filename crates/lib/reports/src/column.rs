//! How a report's columns are shown, for renderers that do not know the report.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

/// A text in each language of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title<'a> {
    pub en: &'a str,
    pub es: &'a str,
}

impl<'a> Title<'a> {
    pub const fn new(en: &'a str, es: &'a str) -> Self {
        Self { en, es }
    }

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

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ColumnType)]
pub enum Kind {
    Money,
    Text,
    Integer,
    Date,
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
    /// Whether paper leaves it out.
    pub is_internal: bool,
    /// Paper leaves out columns with higher numbers first if it is too narrow; 0 stays.
    pub optional: u8,
    /// Whether the rows of a group can be summed: in one currency, or without rows that sum up others.
    /// True if `total` is.
    pub subtotal: bool,
    /// For files that show shares: key of the column that is the whole.
    pub share_of: Option<&'a str>,
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

/// A column of a report whose rows are `R`: how it is shown, and where its cell comes from.
pub struct ColumnOf<'a, R> {
    pub shown: Column<'a>,
    cell: TakeCell<R>,
    /// For one of several like columns, which of them.
    nth: usize,
}

type TakeCell<R> = for<'r> fn(&'r R, usize) -> Cell<'r>;

/// The columns of a row type, one line for each: key, kind and width, the English and the Spanish
/// title. Then `total` if the column can be summed, `subtotal` if only the rows of a group can,
/// `share_of("<key>")` if it is a part of another column, `money_in("<key>")` if another column names
/// its currency, `internal` if paper leaves it out, `optional(<rank>)` if narrow paper does. The cell
/// is the field that is named like the key, or what the closure returns.
///
/// ```
/// # struct Item { id: i64, name: Option<String>, paid: rust_decimal::Decimal }
/// const COLUMNS: &[reports::ColumnOf<Item>] = &reports::columns![Item;
///     name: Text(36), "Partner", "Cliente o proveedor";
///     paid: Money(16), "Paid", "Pagado", total;
///     page: Text(12), "Page", "Página" => |row| reports::Cell::Int(row.id);
/// ];
/// ```
#[macro_export]
macro_rules! columns {
    (@cell $key:ident) => { |row, _| (&row.$key).into() };
    (@cell $key:ident |$row:ident| $cell:expr) => { |$row, _| $cell };
    (@cell $key:ident |$row:ident, $nth:ident| $cell:expr) => { |$row, $nth| $cell };
    ($type:ty; $(
        $key:ident: $kind:ident($width:literal), $en:literal, $es:literal
        $(, $option:ident $(($value:expr))?)* $(=> |$($from:ident),+| $cell:expr)?;
    )*) => {
        [$(
            $crate::ColumnOf::<$type>::new(
                stringify!($key),
                $crate::Title { en: $en, es: $es },
                $crate::Kind::$kind,
                $width,
                $crate::columns!(@cell $key $(|$($from),+| $cell)?),
            )$(.$option($($value)?))*
        ),*]
    };
}

impl<'a, R> ColumnOf<'a, R> {
    /// Called by [`columns!`](crate::columns).
    pub const fn new(
        key: &'a str,
        title: Title<'a>,
        kind: Kind,
        width: u16,
        cell: TakeCell<R>,
    ) -> Self {
        Self {
            shown: Column {
                key,
                title,
                kind,
                width,
                total: false,
                is_internal: false,
                optional: 0,
                subtotal: false,
                share_of: None,
                currency_in: None,
            },
            cell,
            nth: 0,
        }
    }

    #[must_use]
    pub const fn total(mut self) -> Self {
        self.shown.total = true;
        self.shown.subtotal = true;
        self
    }

    /// The rows of a group can be summed, but not all rows.
    #[must_use]
    pub const fn subtotal(mut self) -> Self {
        self.shown.subtotal = true;
        self
    }

    /// A share of the column with this key.
    #[must_use]
    pub const fn share_of(mut self, whole: &'a str) -> Self {
        self.shown.share_of = Some(whole);
        self
    }

    #[must_use]
    pub const fn internal(mut self) -> Self {
        self.shown.is_internal = true;
        self
    }

    #[must_use]
    pub const fn optional(mut self, rank: u8) -> Self {
        self.shown.optional = rank;
        self
    }

    /// Money in the currency that another column names.
    #[must_use]
    pub const fn money_in(mut self, currency_in: &'a str) -> Self {
        self.shown.currency_in = Some(currency_in);
        self
    }

    /// One of several like columns, with a key and a title of its own.
    pub(crate) fn nth<'b>(&self, nth: usize, key: &'b str, title: Title<'b>) -> ColumnOf<'b, R>
    where
        'a: 'b,
    {
        ColumnOf {
            shown: Column {
                key,
                title,
                ..self.shown
            },
            cell: self.cell,
            nth,
        }
    }

    pub fn cell<'r>(&self, row: &'r R) -> Cell<'r> {
        (self.cell)(row, self.nth)
    }
}

// A derived one would need rows that can be cloned.
impl<R> Clone for ColumnOf<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for ColumnOf<'_, R> {}

impl<'a> Cell<'a> {
    /// A record if there is an id to link to; otherwise the text.
    pub fn record(text: Option<&'a String>, model: &'static str, id: Option<i64>) -> Self {
        match (text, id) {
            (Some(text), Some(id)) => Self::Record { text, model, id },
            (text, _) => text.map_or(Self::Empty, Self::from),
        }
    }

    /// The word with this code; the text itself if no word has it.
    pub(crate) fn one_of(words: &[Word], code: Option<&'a str>) -> Self {
        let known = code.and_then(|code| words.iter().find(|word| word.code == code));
        match known {
            Some(word) => Self::Word(*word),
            None => code.map_or(Self::Empty, Self::Text),
        }
    }
}

/// Cells of the fields of a type, and of its optional fields.
macro_rules! cells_of {
    ($($type:ty: |$value:ident| $cell:expr;)*) => {$(
        impl<'a> From<&'a $type> for Cell<'a> {
            fn from($value: &'a $type) -> Self {
                $cell
            }
        }

        impl<'a> From<&'a Option<$type>> for Cell<'a> {
            fn from(value: &'a Option<$type>) -> Self {
                value.as_ref().map_or(Self::Empty, Self::from)
            }
        }
    )*};
}

cells_of! {
    String: |text| Self::Text(text);
    i64: |number| Self::Int(*number);
    Date: |day| Self::Date(*day);
    Decimal: |amount| Self::Money(*amount);
}

pub(crate) const fn word(code: &'static str, en: &'static str, es: &'static str) -> Word {
    Word {
        code,
        title: Title::new(en, es),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Title, word};

    #[test]
    fn a_known_code_becomes_a_word_and_other_texts_stay_unchanged() {
        let words = [word("bank", "Bank", "Banco")];
        let (known, other) = ("bank", "general");
        assert_eq!(Cell::one_of(&words, Some(known)), Cell::Word(words[0]));
        assert_eq!(Cell::one_of(&words, Some(other)), Cell::Text("general"));
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
