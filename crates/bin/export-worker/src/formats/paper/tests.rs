//! Pages of made-up blocks: where things stand.

mod files;

use proptest::prelude::*;
use reports::paper::{Block, Carried, Column, Days, Row, Sheet, Table, Value, Weight};
use rust_decimal::Decimal;

use super::flow::{Flow, Sink};
use super::grid::Measured;
use super::item::{Content, Items};
use super::page::PORTRAIT;
use super::piece::{Piece, Printer, Scratch, Style};
use super::text::Shaper;
use super::{carrying, grid};
use crate::formats::RenderError;
use crate::words::Words;

fn sheet() -> Sheet {
    let table = Table {
        columns: vec![
            Column::word("Fecha"),
            Column::text("Glosa"),
            Column::amount("Debe", 1),
            Column::amount("Saldo", 1),
        ],
        carried: Some(Carried {
            column: 1,
            carried: "Van",
            brought: "Vienen",
        }),
        ..Table::default()
    };
    Sheet {
        title: "Libro mayor".to_owned(),
        days: Days::AsOf(jiff::civil::date(2026, 10, 31)),
        tables: vec![table],
        ..Sheet::default()
    }
}

fn row(number: i64, label: &str, weight: Weight) -> Block {
    let amount = Decimal::new(number * 100, 2);
    let cells = vec![
        Value::Day(jiff::civil::date(2026, 10, 1)),
        Value::text(label),
        Value::side(Decimal::ONE, 2),
        Value::figure(amount, 2),
    ];
    let sums = vec![
        Value::Empty,
        Value::Empty,
        Value::figure(amount, 2),
        Value::figure(amount, 2),
    ];
    let row = Row::new(0, weight, cells);
    Block::Row(if weight == Weight::Plain {
        row.carrying(sums)
    } else {
        row
    })
}

fn group(name: &str) -> Block {
    Block::Group {
        level: 1,
        text: name.to_owned(),
        detail: String::new(),
    }
}

/// What stands where: page, top, height and text.
#[derive(Default)]
struct Listing {
    pages: u64,
    placed: Vec<(u64, f32, String)>,
}

impl Sink for Listing {
    fn begin_page(&mut self, _: &mut Shaper) -> Result<(), RenderError> {
        self.pages += 1;
        Ok(())
    }

    fn draw(&mut self, content: &Content, y: f32, _: &mut Shaper) -> Result<(), RenderError> {
        let text = match content {
            Content::Gap => return Ok(()),
            Content::Heading { .. } => "heading".to_owned(),
            Content::Group { group, continues } => format!("group {} {continues}", group.text),
            Content::Row(row) => {
                let texts = row.cells.iter().map(|(lines, _)| lines.join("⏎"));
                let mark = match row.style {
                    Style::Plain => "row",
                    Style::Carried => "carried",
                    _ => "sum",
                };
                format!("{mark} {}", texts.collect::<Vec<_>>().join(" | "))
            }
            other => format!("{other:?}"),
        };
        self.placed.push((self.pages, y, text));
        Ok(())
    }
}

impl Listing {
    fn page(&self, page: u64) -> Vec<&str> {
        let on_page = self.placed.iter().filter(|(number, ..)| *number == page);
        on_page.map(|(.., text)| text.as_str()).collect()
    }
}

fn placed(blocks: &[Block]) -> Listing {
    let sheet = sheet();
    let mut shaper = Shaper::new().unwrap();
    let printer = Printer {
        language: reports::paper::Language::new("es-PE"),
        words: Words::for_locale("es-PE"),
        zone: jiff::tz::TimeZone::UTC,
    };
    let mut scratch = Scratch::new(&std::env::temp_dir()).unwrap();
    let mut measured: Vec<_> = sheet.tables.iter().map(Measured::new).collect();
    for block in blocks {
        let piece = printer.piece(block);
        if let Piece::Row(row) = &piece {
            measured[0].add(&sheet.tables[0], row, &mut shaper);
        }
        scratch.add(&piece).unwrap();
    }
    let (page, grids) = grid::lay_out(&sheet.tables, &measured, false, &mut shaper);
    assert_eq!(page, PORTRAIT);
    let carrying: Vec<_> = sheet.tables.iter().map(carrying).collect();
    let body = page.body_end() - page.later_body();
    let mut items = Items::new(&grids, page.across, body, 0.0);
    let sink = Listing::default();
    let mut flow = Flow::new(page, (&grids, &carrying), &mut shaper, sink);
    scratch
        .read(|piece| {
            for item in items.of(piece, flow.shaper()) {
                flow.push(item)?;
            }
            Ok::<_, RenderError>(())
        })
        .unwrap();
    flow.finish().unwrap()
}

#[test]
fn a_running_balance_is_carried_over_a_page_break_with_equal_amounts() {
    let mut blocks = vec![Block::Table(0), group("1041 Banco")];
    blocks.extend((1..=80).map(|number| row(number, "Cobro", Weight::Plain)));
    blocks.push(row(80, "Totales", Weight::Total));
    let listing = placed(&blocks);
    assert_eq!(listing.pages, 2);
    let (first, second) = (listing.page(1), listing.page(2));
    let carried = first.last().unwrap();
    assert!(carried.starts_with("carried  | Van | "), "{carried}");
    assert_eq!(second[..2], ["heading", "group 1041 Banco true"]);
    assert_eq!(second[2], carried.replace("Van", "Vienen"));
    let last_row = first[first.len() - 2].rsplit(' ').next().unwrap();
    assert!(carried.ends_with(last_row), "{carried}: {last_row}");
}

#[test]
fn nothing_is_carried_between_two_groups() {
    let mut blocks = vec![Block::Table(0)];
    for name in ["1041", "1042", "1043", "1044"] {
        blocks.push(group(name));
        blocks.extend((1..=25).map(|number| row(number, "Cobro", Weight::Plain)));
        blocks.push(row(25, "Totales", Weight::Total));
        blocks.push(Block::Gap);
    }
    let listing = placed(&blocks);
    for page in 1..=listing.pages {
        let texts = listing.page(page);
        let ends_inside = texts.last().unwrap().starts_with("carried");
        let next = listing.page(page + 1);
        let begins_inside = next
            .iter()
            .any(|text| text.starts_with("carried") && text.contains("Vienen"));
        assert_eq!(ends_inside, begins_inside, "page {page}");
    }
}

#[test]
fn headings_keep_two_rows_and_a_total_keeps_the_row_before_it() {
    // Each number of rows before the heading puts it elsewhere on the page.
    for before in 40..60 {
        let mut blocks = vec![Block::Table(0), group("A")];
        blocks.extend((0..before).map(|number| row(number, "Cobro", Weight::Plain)));
        blocks.push(row(before, "Totales", Weight::Total));
        blocks.push(Block::Gap);
        blocks.push(group("B"));
        blocks.extend((0..3).map(|number| row(number, "Pago", Weight::Plain)));
        blocks.push(row(3, "Totales", Weight::Total));
        let listing = placed(&blocks);
        for page in 1..=listing.pages {
            let texts = listing.page(page);
            let last = texts.len() - 1;
            let heading = texts
                .iter()
                .rposition(|text| text.starts_with("group"))
                .unwrap_or(0);
            assert!(heading + 2 <= last, "{before}: {texts:?}");
            let first = texts
                .iter()
                .position(|text| text.starts_with("row") || text.starts_with("sum"));
            let first = texts[first.unwrap()];
            assert!(first.starts_with("row"), "{before}: {texts:?}");
        }
    }
}

#[test]
fn a_total_behind_space_does_not_stand_alone_on_a_page() {
    for rows in 40..60 {
        let mut blocks = vec![Block::Table(0), group("A")];
        blocks.extend((0..rows).map(|number| row(number, "Cobro", Weight::Plain)));
        blocks.push(row(rows, "Subtotal", Weight::Subtotal));
        blocks.push(Block::Gap);
        blocks.push(row(rows, "Total", Weight::Grand));
        let listing = placed(&blocks);
        let last = listing.page(listing.pages);
        assert!(
            last.iter().any(|text| text.starts_with("row")),
            "{rows}: {last:?}"
        );
    }
}

/// The grid of a table with this number of amounts, and the page.
fn grid_of(amounts: usize) -> (super::page::Page, grid::Grid) {
    let mut shaper = Shaper::new().unwrap();
    let columns = (0..amounts).map(|number| Column::number(format!("n{number}")));
    let table = Table {
        columns: columns.collect(),
        ..Table::default()
    };
    let printer = Printer {
        language: reports::paper::Language::new("en"),
        words: Words::for_locale("en"),
        zone: jiff::tz::TimeZone::UTC,
    };
    let cells = vec![Value::figure(Decimal::new(123_456_789, 2), 2); amounts];
    let Piece::Row(row) = printer.piece(&Block::Row(Row::new(0, Weight::Plain, cells))) else {
        panic!()
    };
    let mut measured = Measured::new(&table);
    measured.add(&table, &row, &mut shaper);
    let (page, mut grids) = grid::lay_out(&[table], &[measured], false, &mut shaper);
    (page, grids.remove(0))
}

#[test]
fn letters_shrink_and_paper_grows_before_a_number_is_broken() {
    for amounts in [2, 8, 12, 20, 40] {
        let (page, grid) = grid_of(amounts);
        let across: f32 = grid.columns.iter().map(|column| column.width).sum();
        assert!(across <= page.across + 0.5, "{amounts}: {across}");
        assert!(grid.columns.iter().all(|column| !column.wraps), "{amounts}");
    }
    assert_eq!(grid_of(4).0, PORTRAIT);
    // So many amounts have no room on any paper; then they break, but stay inside.
    let (page, grid) = grid_of(150);
    let across: f32 = grid.columns.iter().map(|column| column.width).sum();
    assert!(
        across <= page.across + 0.5 && grid.columns[0].wraps,
        "{across}"
    );
}

#[test]
fn a_row_that_is_taller_than_a_page_goes_on_with_all_its_lines() {
    let words: Vec<String> = (0..2_000)
        .map(|number| format!("palabra{number}"))
        .collect();
    let blocks = [
        Block::Table(0),
        row(1, &words.join(" "), Weight::Plain),
        row(2, "fin", Weight::Plain),
    ];
    let listing = placed(&blocks);
    assert!(listing.pages > 2, "{}", listing.pages);
    let all: String = listing
        .placed
        .iter()
        .map(|(.., text)| text.as_str())
        .collect();
    for word in &words {
        assert!(all.contains(word.as_str()), "{word}");
    }
    let tops = listing.placed.iter().map(|(_, y, _)| *y);
    assert!(tops.clone().fold(0.0, f32::max) < PORTRAIT.body_end());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_row_stands_once_inside_the_pages(
        groups in proptest::collection::vec(proptest::collection::vec(1_usize..60, 1..30), 1..8),
    ) {
        let mut blocks = vec![Block::Table(0)];
        let mut all = Vec::new();
        for (number, rows) in groups.iter().enumerate() {
            blocks.push(group(&format!("g{number}")));
            for (at, words) in rows.iter().enumerate() {
                let name = format!("r{number}x{at}");
                blocks.push(row(1, &format!("{name}. {}", "más ".repeat(*words)), Weight::Plain));
                all.push(name);
            }
            blocks.push(row(1, "Totales", Weight::Total));
            blocks.push(Block::Gap);
        }
        let listing = placed(&blocks);
        let rows = listing.placed.iter().filter(|(.., text)| text.starts_with("row"));
        let names: Vec<String> = rows
            .map(|(.., text)| text.split(" | ").nth(1).unwrap().split('.').next().unwrap().to_owned())
            .collect();
        prop_assert_eq!(names, all);
        for (page, y, text) in &listing.placed {
            prop_assert!(*y < PORTRAIT.body_end() - 5.0, "{} {} {}", page, y, text);
        }
        for page in 1..=listing.pages {
            prop_assert!(!listing.page(page).is_empty(), "page {} is empty", page);
        }
    }
}
