//! Workbooks made in memory by both writers, and read by another library.

pub(crate) mod both_ways;
pub(crate) mod groups;
pub(crate) mod links;

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use jiff::SignedDuration;
use jiff::civil::date;
use reports::{Cell, Column, Expected, Title, Word};
use rust_decimal::Decimal;
use store::freshness::Proof;

use crate::{
    facts::{
        Facts,
        tests::{COLUMNS, facts},
    },
    formats::{
        Rendering, Summary,
        workbook::{
            book::Book,
            places::{FIRST, HEADER},
            stream::Stream,
        },
    },
};

fn money(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Which code writes the rows.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// The library.
    Few,
    /// Our code, with this many rows per sheet.
    Many(u32),
}

const WAYS: [Way; 2] = [Way::Few, Way::Many(100)];

fn begun<'r>(
    way: Way,
    (columns, facts): (&[Column<'r>], &'r Facts),
    temporary: &Path,
    file: &'r mut Vec<u8>,
) -> Box<dyn Rendering + 'r> {
    let columns = columns.to_vec();
    match way {
        Way::Few => Box::new(Book::begin(columns, facts, temporary, file).unwrap()),
        Way::Many(on_sheet) => {
            Box::new(Stream::begin(columns, facts, temporary, file, on_sheet).unwrap())
        }
    }
}

fn made(rows: &[(&str, &str)], way: Way, facts: &Facts) -> Xlsx<Cursor<Vec<u8>>> {
    let temporary = tempfile::tempdir().unwrap();
    let mut file = Vec::new();
    let mut book = begun(way, (&COLUMNS, facts), temporary.path(), &mut file);
    let mut total = Decimal::ZERO;
    for (name, amount) in rows {
        let cells = [
            Cell::Text(name),
            Cell::Date(date(2026, 3, 31)),
            Cell::Int(-3),
            Cell::Money(money(amount)),
        ];
        book.row(&cells, false).unwrap();
        total += money(amount);
    }
    let rows_written = rows.len() as u64;
    let expected = Expected::new(rows_written, total);
    book.finish(Summary {
        rows: rows_written,
        expected,
    })
    .unwrap();
    Xlsx::new(Cursor::new(file)).unwrap()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// The value beside a label of the cover.
fn on_cover(book: &mut Xlsx<Cursor<Vec<u8>>>, label: &str) -> Data {
    let name = book.sheet_names().pop().unwrap();
    let cover = book.worksheet_range(&name).unwrap();
    let row = cover.rows().find(|row| row[0] == text(label));
    row.unwrap_or_else(|| panic!("{label} is not on the cover"))[1].clone()
}

/// A date cell as text. A spreadsheet counts days from the end of 1899.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "a serial date of this century times the seconds of a day"
)]
fn moment(data: &Data) -> String {
    let Data::DateTime(moment) = data else {
        panic!("{data:?} is no date")
    };
    let seconds = SignedDuration::from_secs((moment.as_f64() * 86_400.0).round() as i64);
    (date(1899, 12, 30).at(0, 0, 0, 0) + seconds)
        .strftime("%F %T")
        .to_string()
}

#[test]
fn header_rows_and_total_round_trip() {
    for way in WAYS {
        let facts = facts("es-PE", None);
        let mut book = made(
            &[("Ñandú & Cía.", "1234.56"), ("<b>", "-0.10")],
            way,
            &facts,
        );
        assert_eq!(book.sheet_names(), ["Datos", "Acerca de"]);
        let data = book.worksheet_range("Datos").unwrap();
        let row = |number: u32| {
            (0..4)
                .map(|c| {
                    data.get_value((HEADER + number, c))
                        .cloned()
                        .unwrap_or_default()
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(row(0), ["Nombre", "Vence", "Días", "Importe"].map(text));
        assert_eq!(row(1)[0], text("Ñandú & Cía."));
        assert_eq!(moment(&row(1)[1]), "2026-03-31 00:00:00");
        assert_eq!(row(1)[2..], [Data::Float(-3.0), Data::Float(1234.56)]);
        assert_eq!((&row(2)[0], &row(2)[3]), (&text("<b>"), &Data::Float(-0.1)));
        assert_eq!(
            (&row(3)[0], &row(3)[3]),
            (&text("Total"), &Data::Float(1234.46))
        );
        let formulas = book.worksheet_formula("Datos").unwrap();
        assert_eq!(
            formulas.get_value((HEADER + 3, 3)).unwrap(),
            "ROUND(SUBTOTAL(9,D8:D9),2)"
        );
    }
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    for way in WAYS {
        let payloads = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "=HYPERLINK(\"http://x\")",
        ];
        let rows: Vec<_> = payloads.iter().map(|payload| (*payload, "1")).collect();
        let mut book = made(&rows, way, &facts("en", None));
        let data = book.worksheet_range("Data").unwrap();
        for (row, payload) in (FIRST..).zip(payloads) {
            assert_eq!(data.get_value((row, 0)), Some(&text(payload)));
        }
        let formulas = book.worksheet_formula("Data").unwrap();
        let formulas: Vec<_> = formulas
            .used_cells()
            .map(|(_, _, formula)| formula.clone())
            .collect();
        assert_eq!(
            formulas,
            [format!("ROUND(SUBTOTAL(9,D8:D{}),2)", payloads.len() + 7)]
        );
        assert_eq!(on_cover(&mut book, "Company"), text("=cmd|'/c calc'!A1"));
        assert_eq!(on_cover(&mut book, "Order"), text("=1+1"));
    }
}

#[test]
fn rows_beyond_the_sheet_limit_go_to_another_sheet_and_into_the_total() {
    let rows: Vec<_> = (0..7).map(|_| ("x", "1.10")).collect();
    let mut book = made(&rows, Way::Many(3), &facts("en", None));
    assert_eq!(book.sheet_names(), ["Data", "Data 2", "Data 3", "About"]);
    for (sheet, last) in [("Data", HEADER + 3), ("Data 2", HEADER + 3)] {
        let range = book.worksheet_range(sheet).unwrap();
        assert_eq!(range.end(), Some((last, 3)), "{sheet}");
        assert_eq!(range.get_value((HEADER, 0)), Some(&text("Name")));
    }
    let last = book.worksheet_range("Data 3").unwrap();
    assert_eq!(last.get_value((HEADER + 2, 3)), Some(&Data::Float(7.7)));
    let formulas = book.worksheet_formula("Data 3").unwrap();
    let sum = "ROUND(SUBTOTAL(9,'Data'!D8:D10,'Data 2'!D8:D10,D8:D8),2)";
    assert_eq!(formulas.get_value((HEADER + 2, 3)).unwrap(), sum);
    assert_eq!(on_cover(&mut book, "Sheets of data"), Data::Float(3.0));
}

#[test]
fn columns_that_cannot_be_summed_show_the_reports_own_total() {
    let mut facts = facts("en", None);
    let totals = [("days", Decimal::from(7)), ("amount", money("9.50"))];
    facts.totals = totals.map(|(key, total)| (key.to_owned(), total)).into();
    for way in WAYS {
        let rows = [("several", "9.50"), ("tags", "9.50")];
        let mut book = made(&rows, way, &facts);
        let data = book.worksheet_range("Data").unwrap();
        let last: Vec<_> = (0..4)
            .map(|column| data.get_value((HEADER + 3, column)))
            .collect();
        let [label, none, days, amount] = last[..] else {
            panic!("{last:?}")
        };
        assert_eq!(label, Some(&text("Total")));
        assert!(none.is_none_or(|none| *none == Data::Empty));
        let told = [7.0, 9.5].map(Data::Float);
        assert_eq!([days, amount], [Some(&told[0]), Some(&told[1])]);
        assert!(book.worksheet_formula("Data").unwrap().is_empty());
    }
}

#[test]
fn the_cover_describes_the_file_and_shows_its_proof() {
    for way in WAYS {
        let proof = Proof {
            proved_at: "2026-04-01T02:00:00Z".parse().unwrap(),
            equal: true,
            ranges: 12,
            differing: 0,
        };
        let mut book = made(
            &[("x", "10.50"), ("y", "-0.25")],
            way,
            &facts("en-US", Some(proof)),
        );
        for (label, value) in [
            ("Company", text("=cmd|'/c calc'!A1")),
            ("Currency", text("PEN")),
            ("Side", text("Receivable")),
            ("Partner id", text("7")),
            (
                "Compared with Odoo",
                text("equal in every range, ranges: 12"),
            ),
            ("Time zone", text("America/Lima")),
            ("Rows written", Data::Float(2.0)),
            ("Rows expected", Data::Float(2.0)),
            ("Control total", Data::Float(10.25)),
        ] {
            assert_eq!(on_cover(&mut book, label), value, "{label}");
        }
        assert_eq!(moment(&on_cover(&mut book, "As of")), "2026-03-31 00:00:00");
        assert_eq!(
            moment(&on_cover(&mut book, "Data as of")),
            "2026-04-01 00:30:00"
        );
        assert_eq!(
            moment(&on_cover(&mut book, "Generated at")),
            "2026-04-01 00:31:02"
        );
        assert_eq!(
            moment(&on_cover(&mut book, "Compared at")),
            "2026-03-31 21:00:00"
        );
    }
}

#[test]
fn the_cover_notes_values_that_excel_cannot_hold() {
    for way in WAYS {
        let long = "a".repeat(40_000);
        let rows = [
            (long.as_str(), "1"),
            ("a\u{1}b", "12345678901234.567"),
            ("x", "100000000000000.00"),
        ];
        let mut book = made(&rows, way, &facts("en", None));
        let data = book.worksheet_range("Data").unwrap();
        assert_eq!(
            data.get_value((FIRST, 0))
                .unwrap()
                .to_string()
                .chars()
                .count(),
            32_767
        );
        assert_eq!(data.get_value((FIRST + 1, 0)), Some(&text("ab")));
        let label = "Texts cut to the 32,767 characters of a cell, marked by …";
        assert_eq!(on_cover(&mut book, label), Data::Float(1.0));
        assert_eq!(
            on_cover(&mut book, "Texts without their control characters"),
            Data::Float(1.0)
        );
        // The amount, and the total that contains it.
        let label = "Amounts with more than the 15 digits that a spreadsheet keeps";
        assert_eq!(on_cover(&mut book, label), Data::Float(2.0));
    }
}

#[test]
fn a_report_without_rows_is_a_workbook_with_a_header() {
    for way in WAYS {
        let mut book = made(&[], way, &facts("es", None));
        let data = book.worksheet_range("Datos").unwrap();
        assert_eq!(data.get_value((HEADER, 0)), Some(&text("Nombre")));
        assert_eq!(data.get_value((FIRST, 3)), Some(&Data::Float(0.0)));
        assert_eq!(on_cover(&mut book, "Filas escritas"), Data::Float(0.0));
        assert_eq!(
            on_cover(&mut book, "Comparado con Odoo"),
            text("todavía no")
        );
    }
}

/// A part of the file as it was written.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_subtotal_row_is_highlighted_and_a_word_is_translated() {
    let word = Word {
        code: "closing",
        title: Title {
            en: "Closing balance",
            es: "Saldo final",
        },
    };
    let facts = facts("es-PE", None);
    for way in WAYS {
        let temporary = tempfile::tempdir().unwrap();
        let mut file = Vec::new();
        let mut book = begun(way, (&COLUMNS, &facts), temporary.path(), &mut file);
        let amount = Cell::Money(money("-1.5"));
        book.row(&[Cell::Word(word), Cell::Empty, Cell::Empty, amount], true)
            .unwrap();
        let expected = Expected::new(1, money("-1.5"));
        book.finish(Summary { rows: 1, expected }).unwrap();
        let mut book = Xlsx::new(Cursor::new(&file)).unwrap();
        let data = book.worksheet_range("Datos").unwrap();
        assert_eq!(data.get_value((FIRST, 0)), Some(&text("Saldo final")));
        let styles = part(&file, "xl/styles.xml");
        assert!(styles.contains("#,##0.00_);[Red]-#,##0.00_)"), "{styles}");
        let sheet = part(&file, "xl/worksheets/sheet1.xml");
        let style = sheet.split("<c r=\"A8\" s=\"").nth(1).unwrap();
        let style: usize = style.split('"').next().unwrap().parse().unwrap();
        let formats = styles.split("<cellXfs").nth(1).unwrap();
        let format = formats.split("<xf ").nth(style + 1).unwrap();
        assert!(
            format.contains("fontId=\"") && !format.contains("fontId=\"0\""),
            "{format}"
        );
    }
}
