//! What a report puts on paper: tables, headings, rows and notes, in reading order. A renderer
//! formats, measures and draws them; it does not know the reports.
//!
//! A [`Form`] turns rows into blocks one after the other, so that a paper of any length needs little
//! memory.

mod language;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

pub use language::{Language, decimal_comma};

/// A paper about to be filled.
pub struct Paper<R> {
    pub sheet: Sheet,
    pub form: Box<dyn Form<R>>,
}

/// What is known of a paper before its first row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    pub title: String,
    pub is_wide: bool,
    pub days: Days,
    /// How the paper is made: `Por fecha de vencimiento, tramos de 30 días`.
    pub made: String,
    /// The customer or vendor whom the paper is about, for the headers of later pages.
    pub subject: Option<String>,
    pub tables: Vec<Table>,
    /// Whether the customer gets it.
    pub is_for_customers: bool,
}

/// The days in the parameters of a report.
impl From<&serde_json::Map<String, serde_json::Value>> for Days {
    fn from(parameters: &serde_json::Map<String, serde_json::Value>) -> Self {
        let day = |name: &str| parameters.get(name)?.as_str()?.parse().ok();
        match (day("as_of"), day("date_from"), day("date_to")) {
            (Some(day), ..) | (None, None, Some(day)) => Self::AsOf(day),
            (None, Some(from), Some(to)) => Self::Period(from, to),
            (None, _, None) => Self::None,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Days {
    #[default]
    None,
    AsOf(Date),
    Period(Date, Date),
    /// A statement: its last day, and the day from which it lists movements.
    Since(Date, Date),
}

/// Columns that some rows share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Headings above the column headings, and how many columns each of them covers.
    pub over: Vec<(String, usize)>,
    /// The words for a running balance at a page break; the label stands in the column.
    pub carried: Option<Carried>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    pub column: usize,
    pub carried: &'static str,
    pub brought: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    pub align: Align,
    pub width: Width,
    /// Columns with higher numbers are left out first if the paper is too narrow; 0 stays.
    pub optional: u8,
    /// Whether its figures are always bold.
    pub is_strong: bool,
    /// The colour beside the heading of an ageing's bucket: its age and the number of buckets.
    pub age: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Centre,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As wide as its widest text, and never broken.
    Content,
    /// The same, but as wide as the widest column with this number.
    Equal(u8),
    /// Texts that are broken into lines if there is no room.
    Text,
}

impl Column {
    pub fn new(title: impl Into<String>, align: Align, width: Width) -> Self {
        Self {
            title: title.into(),
            align,
            width,
            optional: 0,
            is_strong: false,
            age: None,
        }
    }

    /// Broken into lines.
    pub fn text(title: impl Into<String>) -> Self {
        Self::new(title, Align::Left, Width::Text)
    }

    /// Never broken: a date or a document number.
    pub fn word(title: impl Into<String>) -> Self {
        Self::new(title, Align::Left, Width::Content)
    }

    pub fn number(title: impl Into<String>) -> Self {
        Self::new(title, Align::Right, Width::Content)
    }

    /// One of several amounts of equal width.
    pub fn amount(title: impl Into<String>, kind: u8) -> Self {
        Self::new(title, Align::Right, Width::Equal(kind))
    }

    #[must_use]
    pub fn optional(mut self, rank: u8) -> Self {
        self.optional = rank;
        self
    }
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Empty,
    Text(String),
    Day(Date),
    Count(i64),
    /// Days overdue: a dash if there are none.
    DaysOverdue(i64),
    Amount {
        amount: Decimal,
        places: u32,
        zero: Zero,
    },
    /// Any number that is not money.
    Number(Decimal),
    Answer(bool),
    Instant(Timestamp),
    /// A part of a whole, in percent with one place.
    Share {
        part: Decimal,
        whole: Decimal,
    },
}

/// A text as paper shows it: without spaces around it, with one space between words, and without
/// control characters. Lines stay lines.
pub(crate) fn tidy(text: &str) -> String {
    let is_space = |letter: char| letter.is_whitespace() || letter.is_control();
    let line = |line: &str| -> String {
        let words = line.split(is_space).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    let lines = text.split('\n').map(line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// How an amount of zero is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zero {
    /// A balance: `0.00`.
    Figure,
    /// In a matrix: `–`.
    Dash,
    /// In pairs such as debit and credit.
    Nothing,
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        match tidy(&text.into()) {
            text if text.is_empty() => Self::Empty,
            text => Self::Text(text),
        }
    }

    pub fn of_text(text: Option<&String>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub fn of_day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    pub fn figure(amount: Decimal, places: u32) -> Self {
        Self::Amount {
            amount,
            places,
            zero: Zero::Figure,
        }
    }

    pub fn dash(amount: Decimal, places: u32) -> Self {
        Self::Amount {
            amount,
            places,
            zero: Zero::Dash,
        }
    }

    /// One side of a pair: shown only if it is not zero.
    pub fn side(amount: Decimal, places: u32) -> Self {
        Self::Amount {
            amount,
            places,
            zero: Zero::Nothing,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Plain,
    /// An opening balance: its label is pale, its last amount bold.
    Edge,
    /// A row that sums up the rows below it.
    Group,
    Subtotal,
    Total,
    /// The last total of a paper, with a double line.
    Grand,
    /// Text that is less important, such as shares below a total.
    Pale,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The index of its table.
    pub table: usize,
    pub weight: Weight,
    pub cells: Vec<Value>,
    /// Levels by which the first two cells are indented.
    pub indent: u8,
    /// A line below the cells.
    pub note: Option<String>,
    /// The running sums after the row, in the columns where a page break shows them.
    pub carried: Option<Vec<Value>>,
}

impl Row {
    pub fn new(table: usize, weight: Weight, cells: Vec<Value>) -> Self {
        Self {
            table,
            weight,
            cells,
            indent: 0,
            note: None,
            carried: None,
        }
    }

    #[must_use]
    pub fn carrying(mut self, sums: Vec<Value>) -> Self {
        self.carried = Some(sums);
        self
    }

    #[must_use]
    pub fn indented(mut self, levels: u8) -> Self {
        self.indent = levels;
        self
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The customer and the amounts due, at the top of a statement.
    Due(Due),
    /// A heading above a table.
    Section(String),
    /// The column headings of a table.
    Table(usize),
    /// The heading of rows that belong together. Groups of a higher level contain those of a lower.
    Group {
        level: u8,
        text: String,
        detail: String,
    },
    Row(Row),
    /// Space before the next group.
    Gap,
    Note(String),
    /// Whether figures agree with others.
    Check {
        holds: bool,
        text: String,
    },
    Ageing(Ageing),
    /// Bank accounts and whom to ask, from the tenant's file.
    HowToPay,
}

/// The amounts due of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// What the partner is: `Cliente`.
    pub label: String,
    /// Whether the last page says how to pay.
    pub tells_how_to_pay: bool,
    pub name: String,
    /// Tax id and address.
    pub lines: Vec<String>,
    pub amounts: Vec<DueAmount>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAmount {
    /// ISO 4217 code.
    pub currency: String,
    pub places: u32,
    pub due: Decimal,
    pub overdue: Decimal,
    /// The earliest due date of what is overdue.
    pub since: Option<Date>,
}

/// Open amounts by age, as a bar with figures below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ageing {
    pub title: String,
    pub places: u32,
    /// From not due to oldest.
    pub buckets: Vec<(String, Decimal)>,
    pub total: Decimal,
    pub note: Option<String>,
}

/// Turns the rows of a report into blocks.
pub trait Form<R>: Send {
    fn begin(&mut self, _out: &mut Vec<Block>) {}
    fn row(&mut self, row: &R, out: &mut Vec<Block>);
    fn end(&mut self, _out: &mut Vec<Block>) {}
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn paper_shows_one_space_between_words_and_no_control_characters() {
        for (text, shown) in [
            ("  Espacios  al margen ", "Espacios al margen"),
            ("Tab\ty otros\u{7}caracteres", "Tab y otros caracteres"),
            ("Línea uno\r\nLínea dos\n", "Línea uno\nLínea dos"),
            (" \t ", ""),
        ] {
            assert_eq!(tidy(text), shown);
        }
    }
}
