//! Pages of made-up blocks: where things stand, and what the file holds.

use proptest::prelude::*;
use reports::Expected;
use reports::paper::{Block, Carried, Column, Days, Row, Sheet, Table, Value, Weight};
use rust_decimal::Decimal;

use super::flow::{Flow, Sink};
use super::grid::Measured;
use super::item::{Content, Items};
use super::page::PORTRAIT;
use super::piece::{Piece, Printer, Scratch, Style};
use super::text::Shaper;
use super::{Paper, carrying, grid};
use crate::facts::tests::facts;
use crate::formats::{RenderError, Rendering, Summary};
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

#[test]
fn a_paper_without_rows_has_one_page() {
    let file = pdf(&sheet(), &[]);
    assert_eq!(
        lopdf::Document::load_mem(&file).unwrap().get_pages().len(),
        1
    );
    let file = pdf(&Sheet::default(), &[Block::Note("nada".to_owned())]);
    assert_eq!(
        lopdf::Document::load_mem(&file).unwrap().get_pages().len(),
        1
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

fn pdf(sheet: &Sheet, blocks: &[Block]) -> Vec<u8> {
    let facts = facts("es-PE", None);
    let mut file = Vec::new();
    let folder = std::env::temp_dir();
    let mut paper = Box::new(Paper::begin(&facts, sheet, &folder, &mut file).unwrap());
    paper.blocks(blocks).unwrap();
    let expected = Expected::new(0, Decimal::ZERO);
    paper.finish(Summary { rows: 0, expected }).unwrap();
    file
}

/// The texts of a page.
fn text(pdf: &lopdf::Document, page: u32) -> String {
    let text = pdf.extract_text(&[page]).unwrap();
    text.replace('\n', " ")
}

#[test]
fn a_short_paper_has_its_header_rows_and_page_number_as_text() {
    let blocks = [
        Block::Table(0),
        row(1, "Ñandú y Cía. – cobro", Weight::Plain),
    ];
    let file = pdf(&sheet(), &blocks);
    let pdf = lopdf::Document::load_mem(&file).unwrap();
    let text = text(&pdf, 1);
    for part in [
        "Andina Comercial S.A.C.",
        "RUC 20512345678",
        "Expresado en soles (PEN)",
        "Libro mayor",
        "Al 31 de octubre de 2026",
        "Ñandú y Cía. – cobro",
        "Página 1 de 1",
        "Sin comprobar.",
        "Datos al 01/04/2026 00:30 (Lima)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_paper_has_tags_for_its_title_and_the_cells_of_its_tables() {
    let blocks = [
        Block::Section("Movimientos".to_owned()),
        Block::Table(0),
        group("1041 Banco"),
        row(1, "cobro", Weight::Plain),
        row(2, "pago", Weight::Plain),
    ];
    let file = pdf(&sheet(), &blocks);
    let pdf = lopdf::Document::load_mem(&file).unwrap();
    let tags = pdf.objects.values().filter_map(|object| {
        let kind = object.as_dict().ok()?.get(b"S").ok()?.as_name().ok()?;
        Some(String::from_utf8_lossy(kind).into_owned())
    });
    let tags: Vec<String> = tags.collect();
    let count = |tag: &str| tags.iter().filter(|found| *found == tag).count();
    assert_eq!((count("H1"), count("H2"), count("Table")), (1, 1, 1));
    // The headings, the group and two rows; a row has no tag for an empty cell.
    assert_eq!((count("TR"), count("TH")), (4, 4));
    assert_eq!(count("TD"), 1 + 4 + 4);
    assert!(pdf.catalog().unwrap().has(b"StructTreeRoot"));
}

#[test]
fn the_same_paper_is_the_same_file() {
    let blocks = [Block::Table(0), row(1, "cobro", Weight::Plain)];
    assert_eq!(pdf(&sheet(), &blocks), pdf(&sheet(), &blocks));
}

#[test]
fn a_long_paper_is_joined_from_parts_and_every_row_is_there_once() {
    let mut blocks = vec![Block::Table(0), group("1041 Banco")];
    blocks.extend((1..=6_000).map(|number| row(number, &format!("n{number}."), Weight::Plain)));
    let file = pdf(&sheet(), &blocks);
    let pdf = lopdf::Document::load_mem(&file).unwrap();
    let pages = u32::try_from(pdf.get_pages().len()).unwrap();
    assert!(pages > 100, "{pages}");
    let mut found = Vec::new();
    for page in 1..=pages {
        let text = text(&pdf, page);
        assert!(
            text.contains(&format!("Página {page} de {pages}")),
            "{page}: {text}"
        );
        let numbers = text
            .split(['n', ' '])
            .filter_map(|word| word.strip_suffix('.')?.parse().ok());
        found.extend(numbers.filter(|number: &u32| *number > 0));
    }
    assert!(
        found.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "{found:?}"
    );
    assert_eq!((found[0], found.len()), (1, 6_000));
    let info = pdf.trailer.get(b"Info").unwrap().as_reference().unwrap();
    assert!(pdf.get_object(info).is_ok());
    let language = pdf.catalog().unwrap().get(b"Lang").unwrap();
    assert_eq!(language.as_str().unwrap(), b"es-PE");
}

#[test]
fn every_script_has_a_font_of_the_machine_and_letters_are_joined_and_ordered() {
    let mut shaper = Shaper::new().unwrap();
    for name in [
        "شركة الأنديز للتجارة",
        "株式会社ミラフローレス",
        "한국 무역",
        "Bodega 🥖🇵🇪 👩‍👩‍👧",
        "บริษัท แอนดีส จำกัด",
        "एंडीज व्यापार",
        "חברת האנדים",
        "Ανδεις ΑΕ",
        "Տնտեսություն",
    ] {
        let width = shaper.width(name, super::font::Weight::Regular);
        assert!(width > 1.0, "{name}");
        assert_eq!(shaper.unknown, 0, "{name}");
    }
    // Joined letters are narrower than the same letters apart.
    let weight = super::font::Weight::Regular;
    let joined = shaper.width("ببب", weight);
    let apart = shaper.width("ب ب ب", weight) - 2.0 * shaper.width(" ", weight);
    assert!(joined < apart, "{joined} {apart}");
    // A family is one picture, not three.
    let family = shaper.width("👩‍👩‍👧", weight);
    assert!(family < 2.0 * shaper.width("👩", weight), "{family}");
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
