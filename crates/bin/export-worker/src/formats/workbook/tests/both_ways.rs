//! The library and our code write the same cells.

use jiff::{Span, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reports::{Group, Kind, Line};

use crate::facts::tests::column;
use crate::formats::workbook::tests::*;

const KINDS: [Column<'static>; 8] = [
    column("name", "Name", "Nombre", Kind::Text, false),
    column("currency", "Currency", "Moneda", Kind::Text, false),
    Column {
        currency_in: Some("currency"),
        ..column("amount", "Amount", "Importe", Kind::Money, true)
    },
    column("days", "Days", "Días", Kind::Days, true),
    column("rate", "Rate", "Tasa", Kind::Number, false),
    column("due", "Due", "Vence", Kind::Date, false),
    column("at", "At", "Hora", Kind::Instant, false),
    column("open", "Open", "Abierta", Kind::Boolean, false),
];

/// A randomly generated row.
#[derive(Debug, Clone)]
struct Drawn {
    texts: (Option<String>, &'static str),
    amounts: (Option<Decimal>, Option<i64>, Option<Decimal>),
    /// Days since 1890 and seconds since 1970.
    times: (Option<i32>, Option<i64>),
    open: Option<bool>,
    is_sum: bool,
    /// Its group, if the file has groups.
    group: u8,
}

impl Drawn {
    fn cells(&self) -> [Cell<'_>; 8] {
        let day = |days: i32| date(1890, 1, 1) + Span::new().days(days);
        let at = |seconds| Cell::Instant(Timestamp::from_second(seconds).unwrap());
        [
            (&self.texts.0).into(),
            Cell::Text(self.texts.1),
            (&self.amounts.0).into(),
            (&self.amounts.1).into(),
            self.amounts.2.map_or(Cell::Empty, Cell::Number),
            self.times.0.map(day).map_or(Cell::Empty, Cell::Date),
            self.times.1.map_or(Cell::Empty, at),
            self.open.map_or(Cell::Empty, Cell::Boolean),
        ]
    }

    /// Whether the row has several lines in a small workbook.
    fn is_tall(&self) -> bool {
        let name = self.texts.0.as_ref();
        name.is_some_and(|name| name.contains('\n') || name.chars().count() > 12)
    }
}

fn rows() -> impl Strategy<Value = Vec<Drawn>> {
    let name = prop_oneof![
        any::<String>(),
        "[ \\t\\n\\r]?[_x0-9A-F&<>\"'ñ🦙]{0,11}[ \\t\\n]?",
        Just("_x000D_".to_owned()),
        Just("<r>bold</r>".to_owned()),
        Just("Ñandú & Cía.".to_owned()),
    ];
    let currency = prop::sample::select(vec!["PEN", "JPY", "KWD", "=1+1", ""]);
    let amount = || {
        let drawn = (any::<i64>(), 0_u32..12, 0_u32..18);
        let short = |(digits, scale, less)| Decimal::new(digits / 10_i64.pow(less), scale);
        prop::option::of(drawn.prop_map(short))
    };
    let days = prop::option::of((-100_000_i64..100_000).boxed());
    let times = (
        prop::option::of(0..60_000_i32),
        prop::option::of(0..4_000_000_000_i64),
    );
    let row = (
        (prop::option::of(name), currency),
        (amount(), days, amount()),
        times,
        any::<Option<bool>>(),
        prop::bool::weighted(0.1),
        0_u8..3,
    );
    let drawn = |(texts, amounts, times, open, is_sum, group)| Drawn {
        texts,
        amounts,
        times,
        open,
        is_sum,
        group,
    };
    prop::collection::vec(row.prop_map(drawn), 1..40)
}

/// How the rows belong together.
#[derive(Debug, Clone, Copy)]
enum Grouping {
    None,
    Of,
    Closing,
    Level,
}

impl Grouping {
    fn of(self, row: &Drawn) -> Option<Group<'static>> {
        match (self, row.group) {
            (Self::None, _) => None,
            (Self::Of, id) => Some(Group::Of {
                id: id.into(),
                name: Cell::Text("<r>name</r>"),
            }),
            (Self::Closing, 0) => Some(Group::Closing),
            (Self::Closing, _) => Some(Group::Detail),
            (Self::Level, level) => Some(Group::Level {
                level,
                rows: 2 - u32::from(level),
                largest: row.amounts.0.unwrap_or_default().abs(),
            }),
        }
    }
}

fn made_of(rows: &[Drawn], way: Way, (grouping, facts): (Grouping, &Facts)) -> Vec<u8> {
    let temporary = tempfile::tempdir().unwrap();
    let mut file = Vec::new();
    let mut book = begun(way, (&KINDS, facts), temporary.path(), &mut file);
    for row in rows {
        let line = Line {
            cells: &row.cells(),
            control: Decimal::ZERO,
            is_sum: row.is_sum,
            group: grouping.of(row),
        };
        book.line(&line).unwrap();
    }
    let rows = rows.len() as u64;
    let expected = Expected::new(rows, Decimal::ZERO);
    book.finish(Summary { rows, expected }).unwrap();
    file
}

fn values(file: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn formulas(file: &[u8]) -> Vec<(usize, usize, String)> {
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let range = book.worksheet_formula("Data").unwrap();
    let cells = range.used_cells();
    cells
        .map(|(row, column, formula)| (row, column, formula.clone()))
        .collect()
}

/// All texts between `begin` and `end`.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    let parts = text.split(begin).skip(1);
    parts.map(|part| part.split(end).next().unwrap()).collect()
}

/// By cell: its number format, font, border and the rest.
fn formats(file: &[u8]) -> Vec<(String, String)> {
    let styles = part(file, "xl/styles.xml");
    let fonts = between(&styles, "<font>", "</font>");
    let borders = between(&styles, "<border>", "</border>");
    let cell_formats = between(&styles, "<cellXfs", "</cellXfs>")[0];
    let described: Vec<_> = between(cell_formats, "<xf ", "<xf ")
        .into_iter()
        .map(|format| {
            let id = |name| between(format, &format!("{name}Id=\""), "\"")[0];
            let begin = format!("<numFmt numFmtId=\"{}\" ", id("numFmt"));
            let code = between(&styles, &begin, "/>");
            let font = fonts[id("font").parse::<usize>().unwrap()];
            let border = borders[id("border").parse::<usize>().unwrap()];
            let rest = between(format, "xfId", "\u{0}")[0].replace("</xf>", "");
            format!("{:?} {font} {border} {rest}", code.first())
        })
        .collect();
    let sheet = part(file, "xl/worksheets/sheet1.xml");
    let cells = between(&sheet, "<c r=\"", ">").into_iter();
    cells
        .map(|cell| {
            let style: usize = between(cell, "s=\"", "\"")[0].parse().unwrap();
            let place = cell.split('"').next().unwrap();
            (place.to_owned(), described[style].clone())
        })
        .collect()
}

#[test]
fn both_writers_produce_the_same_cells() {
    let facts = facts("en", None);
    let mut runner = TestRunner::new(Config::with_cases(96));
    let groupings = [
        Grouping::None,
        Grouping::Of,
        Grouping::Closing,
        Grouping::Level,
    ];
    let drawn = (rows(), prop::sample::select(groupings.to_vec()));
    let result = runner.run(&drawn, |(rows, grouping)| {
        let [few, many] = WAYS.map(|way| made_of(&rows, way, (grouping, &facts)));
        for sheet in ["About", "Data"] {
            prop_assert_eq!(values(&few, sheet), values(&many, sheet));
        }
        prop_assert_eq!(formulas(&few), formulas(&many));
        if !rows.iter().any(Drawn::is_tall) {
            prop_assert_eq!(formats(&few), formats(&many));
        }
        Ok(())
    });
    result.unwrap();
}
