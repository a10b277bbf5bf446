//! Blocks with their amounts and dates written out, as they wait on disk for their page. Widths of
//! columns and the number of pages depend on all of them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::Path;

use jiff::tz::TimeZone;
use reports::paper::{Ageing, Block, Due, Language, Row, Value, Weight, Zero};
use serde::{Deserialize, Serialize};

use crate::{facts::on_the_clock, words::Words};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ink {
    Plain,
    Negative,
    /// A dash for nothing.
    Pale,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) ink: Ink,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PrintedRow {
    pub(crate) table: usize,
    pub(crate) style: Style,
    pub(crate) cells: Vec<Text>,
    pub(crate) indent: u8,
    pub(crate) note: Option<String>,
    pub(crate) carried: Option<Vec<Text>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Style {
    Plain,
    Edge,
    Group,
    Subtotal,
    Total,
    Grand,
    Pale,
    /// The running sums at a page break.
    Carried,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DueTexts {
    pub(crate) label: String,
    pub(crate) tells_how_to_pay: bool,
    pub(crate) name: String,
    pub(crate) lines: Vec<String>,
    /// Currency, amount due, overdue, since.
    pub(crate) amounts: Vec<[String; 4]>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AgeingTexts {
    pub(crate) title: String,
    /// Title, amount and share of each bucket; the last is the total.
    pub(crate) buckets: Vec<(String, Text, String)>,
    /// The parts of the bar in thousandths; empty without a bar.
    pub(crate) bar: Vec<u32>,
    pub(crate) note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Piece {
    Due(DueTexts),
    Section(String),
    Table(usize),
    Group {
        level: u8,
        text: String,
        detail: String,
    },
    Row(PrintedRow),
    Gap,
    Note(String),
    Check {
        holds: bool,
        text: String,
    },
    Ageing(AgeingTexts),
    HowToPay,
}

/// Writes blocks out in a language and a time zone.
pub(crate) struct Printer {
    pub(crate) language: Language,
    pub(crate) words: &'static Words,
    pub(crate) zone: TimeZone,
}

impl Printer {
    pub(crate) fn piece(&self, block: &Block) -> Piece {
        match block {
            Block::Due(due) => Piece::Due(self.due(due)),
            Block::Section(title) => Piece::Section(title.clone()),
            Block::Table(table) => Piece::Table(*table),
            Block::Group {
                level,
                text,
                detail,
            } => Piece::Group {
                level: *level,
                text: text.clone(),
                detail: detail.clone(),
            },
            Block::Row(row) => Piece::Row(self.row(row)),
            Block::Gap => Piece::Gap,
            Block::Note(text) => Piece::Note(text.clone()),
            Block::Check { holds, text } => Piece::Check {
                holds: *holds,
                text: text.clone(),
            },
            Block::Ageing(ageing) => Piece::Ageing(self.ageing(ageing)),
            Block::HowToPay => Piece::HowToPay,
        }
    }

    fn row(&self, row: &Row) -> PrintedRow {
        let texts = |values: &[Value]| values.iter().map(|value| self.text(value)).collect();
        PrintedRow {
            table: row.table,
            style: match row.weight {
                Weight::Plain => Style::Plain,
                Weight::Edge => Style::Edge,
                Weight::Group => Style::Group,
                Weight::Subtotal => Style::Subtotal,
                Weight::Total => Style::Total,
                Weight::Grand => Style::Grand,
                Weight::Pale => Style::Pale,
            },
            cells: texts(&row.cells),
            indent: row.indent,
            note: row.note.clone(),
            carried: row.carried.as_deref().map(texts),
        }
    }

    pub(crate) fn text(&self, value: &Value) -> Text {
        let plain = |text: String| Text {
            text,
            ink: Ink::Plain,
        };
        let dash = || Text {
            text: "–".to_owned(),
            ink: Ink::Pale,
        };
        match value {
            Value::Empty => plain(String::new()),
            Value::Text(text) => plain(text.clone()),
            Value::Day(day) => plain(self.language.day(*day)),
            Value::Count(count) => plain(count.to_string()),
            Value::DaysOverdue(days) if *days > 0 => plain(days.to_string()),
            Value::DaysOverdue(_) => dash(),
            Value::Number(number) => plain(self.language.amount(*number, 0)),
            Value::Answer(answer) => plain(self.words.answer(*answer).to_owned()),
            Value::Instant(at) => plain(self.words.instant(on_the_clock(&self.zone, *at))),
            Value::Share { part, whole } => plain(self.language.share(*part, *whole)),
            Value::Amount { amount, zero, .. } if amount.is_zero() && *zero == Zero::Nothing => {
                plain(String::new())
            }
            Value::Amount { amount, zero, .. } if amount.is_zero() && *zero == Zero::Dash => dash(),
            Value::Amount { amount, places, .. } => Text {
                text: self.language.amount(*amount, *places),
                ink: if amount.is_sign_negative() && !amount.is_zero() {
                    Ink::Negative
                } else {
                    Ink::Plain
                },
            },
        }
    }

    fn due(&self, due: &Due) -> DueTexts {
        let amounts = due.amounts.iter().map(|amount| {
            let shown = |value| self.language.amount(value, amount.places);
            let since = amount.since.map(|day| self.language.day(day));
            [
                amount.currency.clone(),
                shown(amount.due),
                shown(amount.overdue),
                since.unwrap_or_else(|| "–".to_owned()),
            ]
        });
        DueTexts {
            label: due.label.clone(),
            tells_how_to_pay: due.tells_how_to_pay,
            name: due.name.clone(),
            lines: due.lines.clone(),
            amounts: amounts.collect(),
        }
    }

    fn ageing(&self, ageing: &Ageing) -> AgeingTexts {
        use rust_decimal::Decimal;
        use rust_decimal::prelude::ToPrimitive;
        let total = (self.language.say("Total", "Total").to_owned(), ageing.total);
        let all = ageing.buckets.iter().cloned().chain([total]);
        let buckets = all.map(|(title, amount)| {
            let shown = self.text(&Value::dash(amount, ageing.places));
            let share = if amount.is_zero() {
                String::new()
            } else {
                self.language.share(amount, ageing.total)
            };
            (title, shown, share)
        });
        let positive = ageing
            .buckets
            .iter()
            .map(|(_, amount)| (*amount).max(Decimal::ZERO));
        let whole: Decimal = positive.clone().sum();
        let parts = positive.map(|amount| {
            let part = (amount * Decimal::ONE_THOUSAND).checked_div(whole);
            part.and_then(|part| part.round().to_u32())
                .unwrap_or_default()
        });
        AgeingTexts {
            title: ageing.title.clone(),
            buckets: buckets.collect(),
            bar: if ageing.total > Decimal::ZERO {
                parts.collect()
            } else {
                Vec::new()
            },
            note: ageing.note.clone(),
        }
    }
}

/// The pieces of a paper on disk, one a line.
pub(crate) struct Scratch {
    file: BufWriter<File>,
}

impl Scratch {
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(tempfile::tempfile_in(folder)?),
        })
    }

    pub(crate) fn add(&mut self, piece: &Piece) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, piece)?;
        self.file.write_all(b"\n")
    }

    /// Calls `visit` with each piece, from the first.
    pub(crate) fn read<E: From<io::Error>>(
        &mut self,
        mut visit: impl FnMut(Piece) -> Result<(), E>,
    ) -> Result<(), E> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.rewind()?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            visit(serde_json::from_slice(&line).map_err(io::Error::from)?)?;
            line.clear();
        }
        Ok(())
    }
}
