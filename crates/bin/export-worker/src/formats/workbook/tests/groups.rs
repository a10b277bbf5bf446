//! Groups of rows with their subtotals, and the totals below them.

use reports::{Group, Kind, Line};

use crate::facts::tests::column;
use crate::formats::workbook::tests::*;

const ITEMS: [Column<'static>; 5] = [
    column("name", "Name", "Nombre", Kind::Text, false),
    column("due", "Due", "Vence", Kind::Date, false),
    column("currency", "Currency", "Moneda", Kind::Text, false),
    Column {
        currency_in: Some("currency"),
        subtotal: true,
        ..column("own", "Own amount", "Importe propio", Kind::Money, false)
    },
    column("amount", "Amount", "Importe", Kind::Money, true),
];

/// Name, currency, amount in the currency and in the company's currency.
type Item = (&'static str, &'static str, &'static str, &'static str);

fn row<'a>(name: &'a str, currency: &'a str, [own, amount]: [&str; 2]) -> [Cell<'a>; 5] {
    [
        Cell::Text(name),
        Cell::Date(date(2026, 3, 31)),
        Cell::Text(currency),
        Cell::Money(money(own)),
        Cell::Money(money(amount)),
    ]
}

fn write<'a>(book: &mut dyn Rendering, cells: &'a [Cell<'a>], group: Group<'a>, is_sum: bool) {
    let line = Line {
        cells,
        control: Decimal::ZERO,
        is_sum,
        group: Some(group),
    };
    book.line(&line).unwrap();
}

/// A file of these columns, with these rows.
fn file_of(
    (columns, way, facts): (&[Column<'_>], Way, &Facts),
    rows: impl FnOnce(&mut dyn Rendering),
) -> Vec<u8> {
    let temporary = tempfile::tempdir().unwrap();
    let mut file = Vec::new();
    let mut book = begun(way, (columns, facts), temporary.path(), &mut file);
    rows(book.as_mut());
    let expected = Expected::new(0, Decimal::ZERO);
    book.finish(Summary { rows: 0, expected }).unwrap();
    file
}

/// Items by name.
fn items(way: Way, facts: &Facts, rows: &[Item]) -> Vec<u8> {
    file_of((&ITEMS, way, facts), |book| {
        for (name, currency, own, amount) in rows {
            let id = i64::from(name.bytes().next().unwrap());
            let cells = row(name, currency, [own, amount]);
            let group = Group::Of {
                id,
                name: Cell::Text(name),
            };
            write(book, &cells, group, false);
        }
    })
}

/// The texts, numbers and formulas below the titles, by row.
fn shown(file: &[u8], sheet: &str) -> Vec<String> {
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let data = book.worksheet_range(sheet).unwrap();
    let formulas = book.worksheet_formula(sheet).unwrap();
    let end = data.end().unwrap();
    let cell = |row, column| {
        let value = match data.get_value((row, column)) {
            None | Some(Data::Empty | Data::DateTime(_)) => String::new(),
            Some(value) => value.to_string(),
        };
        match formulas.get_value((row, column)) {
            Some(formula) if !formula.is_empty() => format!("{formula} = {value}"),
            _ => value,
        }
    };
    let line = |row| {
        let cells: Vec<_> = (0..=end.1).map(|column| cell(row, column)).collect();
        cells.join(" | ")
    };
    (FIRST..=end.0).map(line).collect()
}

/// By row below the titles: its level.
fn levels(file: &[u8], rows: u32) -> Vec<u8> {
    let sheet = part(file, "xl/worksheets/sheet1.xml");
    let level = |row| {
        let begin = format!("<row r=\"{}\"", row + 1);
        let tag = sheet.split(&begin).nth(1).unwrap();
        let tag = tag.split('>').next().unwrap();
        let level = tag.split("outlineLevel=\"").nth(1);
        level.map_or(0, |level| level.split('"').next().unwrap().parse().unwrap())
    };
    (FIRST..FIRST + rows).map(level).collect()
}

#[test]
fn each_group_has_a_subtotal_by_currency_and_nothing_counts_twice() {
    let rows = [
        ("Ana", "PEN", "10.50", "10.50"),
        ("Ana", "PEN", "-0.50", "-0.50"),
        ("Bob", "USD", "100", "375"),
        ("Bob", "PEN", "5", "5"),
        ("Bob", "USD", "1", "3.75"),
    ];
    for way in WAYS {
        let file = items(way, &facts("en", None), &rows);
        assert_eq!(
            shown(&file, "Data"),
            [
                "Ana |  | PEN | 10.5 | 10.5",
                "Ana |  | PEN | -0.5 | -0.5",
                "Total Ana |  | PEN | ROUND(SUBTOTAL(9,D8:D9),2) = 10 | ROUND(SUBTOTAL(9,E8:E9),2) = 10",
                "Bob |  | USD | 100 | 375",
                "Bob |  | PEN | 5 | 5",
                "Bob |  | USD | 1 | 3.75",
                "Total Bob |  | PEN | ROUND(SUMIFS(D11:D13,C11:C13,\"PEN\"),2) = 5 | ",
                "Total Bob |  | USD | ROUND(SUMIFS(D11:D13,C11:C13,\"USD\"),2) = 101 | ",
                "Total Bob |  |  |  | ROUND(SUBTOTAL(9,E11:E13),2) = 383.75",
                "Total |  | PEN | ROUND(SUMIFS(D8:D13,C8:C13,\"PEN\",B8:B13,\"<>\"),2) = 15 | ",
                "Total |  | USD | ROUND(SUMIFS(D8:D13,C8:C13,\"USD\",B8:B13,\"<>\"),2) = 101 | ",
                "Total |  |  |  | ROUND(SUBTOTAL(9,E8:E13),2) = 393.75",
            ],
            "{way:?}"
        );
        assert_eq!(levels(&file, 10), [1, 1, 0, 1, 1, 1, 0, 0, 0, 0], "{way:?}");
        let sheet = part(&file, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("outlineLevelRow=\"1\""), "{way:?}: {sheet}");
    }
}

#[test]
fn a_group_across_sheets_has_one_subtotal() {
    let rows = [
        ("Ana", "PEN", "1", "1"),
        ("Bob", "PEN", "2", "2"),
        ("Bob", "PEN", "4", "4"),
    ];
    let file = items(Way::Many(3), &facts("en", None), &rows);
    let last = shown(&file, "Data 2");
    let sum = "ROUND(SUBTOTAL(9,'Data'!E10:E10,E8:E8),2) = 6";
    assert!(last[1].starts_with("Total Bob |  | PEN | ") && last[1].ends_with(sum));
    let total = "ROUND(SUBTOTAL(9,'Data'!E8:E10,E8:E8),2) = 7";
    assert!(last[2].ends_with(total), "{last:?}");
}

#[test]
fn a_closing_row_has_the_sum_of_its_details_as_a_formula() {
    let columns = [
        column("name", "Name", "Nombre", Kind::Text, false),
        Column {
            subtotal: true,
            ..column("debit", "Debit", "Debe", Kind::Money, false)
        },
        column("balance", "Balance", "Saldo", Kind::Money, false),
    ];
    for way in WAYS {
        let file = file_of((&columns, way, &facts("en", None)), |book| {
            let mut put = |name, [debit, balance]: [&str; 2], group, is_sum| {
                let debit = match debit {
                    "" => Cell::Empty,
                    debit => Cell::Money(money(debit)),
                };
                let cells = [Cell::Text(name), debit, Cell::Money(money(balance))];
                let line = Line {
                    cells: &cells,
                    control: Decimal::ZERO,
                    is_sum,
                    group,
                };
                book.line(&line).unwrap();
            };
            for details in [&["3", "4.5"][..], &[]] {
                put("opening", ["", "1"], None, true);
                for debit in details {
                    put("line", [debit, "1"], Some(Group::Detail), false);
                }
                let sum = if details.is_empty() { "0" } else { "7.5" };
                put("closing", [sum, "8.5"], Some(Group::Closing), true);
            }
        });
        assert_eq!(
            shown(&file, "Data"),
            [
                "opening |  | 1",
                "line | 3 | 1",
                "line | 4.5 | 1",
                "closing | ROUND(SUBTOTAL(9,B9:B10),2) = 7.5 | 8.5",
                "opening |  | 1",
                "closing | 0 | 8.5",
                "Total | ROUND(SUBTOTAL(9,B8:B13),2) = 7.5 | ",
            ],
            "{way:?}"
        );
        assert_eq!(levels(&file, 6), [0, 1, 1, 0, 0, 0], "{way:?}");
    }
}

#[test]
fn a_level_sums_up_the_rows_below_it() {
    let columns = [
        column("code", "Code", "Código", Kind::Text, false),
        Column {
            subtotal: true,
            ..column("debit", "Debit", "Debe", Kind::Money, false)
        },
    ];
    let mut facts = facts("en", None);
    facts.totals = [("debit".to_owned(), money("10"))].into();
    for way in WAYS {
        let file = file_of((&columns, way, &facts), |book| {
            for (code, debit, level, rows) in [
                ("1", "9", 0, 4),
                ("10", "5", 1, 1),
                ("101", "5", 2, 0),
                ("12", "4", 1, 1),
                ("121", "4", 2, 0),
                ("4", "1", 0, 1),
                ("40", "1", 1, 0),
            ] {
                let cells = [Cell::Text(code), Cell::Money(money(debit))];
                let largest = money("9");
                let group = Group::Level {
                    level,
                    rows,
                    largest,
                };
                write(book, &cells, group, rows > 0);
            }
        });
        assert_eq!(
            shown(&file, "Data"),
            [
                "1 | ROUND(SUBTOTAL(9,B9:B12),2) = 9",
                "10 | ROUND(SUBTOTAL(9,B10:B10),2) = 5",
                "101 | 5",
                "12 | ROUND(SUBTOTAL(9,B12:B12),2) = 4",
                "121 | 4",
                "4 | ROUND(SUBTOTAL(9,B14:B14),2) = 1",
                "40 | 1",
                "Total | ROUND(SUBTOTAL(9,B8:B14),2) = 10",
            ],
            "{way:?}"
        );
        assert_eq!(levels(&file, 7), [0, 1, 2, 1, 2, 0, 1], "{way:?}");
        let sheet = part(&file, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("outlineLevelRow=\"2\""), "{way:?}: {sheet}");
        assert!(sheet.contains("summaryBelow=\"0\""), "{way:?}: {sheet}");
    }
}

#[test]
fn amounts_with_more_than_fifteen_digits_are_texts_and_their_sums_stay_exact() {
    let rows = [
        ("Ana", "PEN", "12345678901234567.89", "12345678901234567.89"),
        ("Ana", "PEN", "0.11", "0.11"),
        ("Bob", "PEN", "1.50", "1.50"),
        ("Cia", "PEN", "999999999999999", "999999999999999"),
        ("Cia", "PEN", "2", "2"),
    ];
    for way in WAYS {
        let file = items(way, &facts("es-ES", None), &rows);
        let found = shown(&file, "Datos");
        let amounts: Vec<_> = found.iter().map(|row| row.split(" | ").last()).collect();
        let note = "Los importes de más de 15 dígitos son textos, porque una hoja de cálculo no puede \
                    guardarlos como números. Los totales los incluyen. |  |  |  | ";
        assert_eq!(
            amounts[..9],
            [
                "12345678901234567,89",
                "0.11",
                "12345678901234568,00",
                "1.5",
                "ROUND(SUBTOTAL(9,E11:E11),2) = 1.5",
                "999999999999999",
                "2",
                "1000000000000001,00",
                "13345678901234570,50",
            ]
            .map(Some)
        );
        assert_eq!(found.last().unwrap(), note);
        let label = "Importes con más de los 15 dígitos que guarda una hoja de cálculo";
        let mut book = Xlsx::new(Cursor::new(file)).unwrap();
        assert_eq!(on_cover(&mut book, label), Data::Float(8.0));
    }
}

#[test]
fn shares_of_the_whole_stand_below_the_total() {
    let part_of = |key, title| Column {
        share_of: Some("total"),
        ..column(key, title, title, Kind::Money, true)
    };
    let columns = [
        column("name", "Name", "Nombre", Kind::Text, false),
        part_of("total", "Total"),
        part_of("due", "Due"),
    ];
    for (way, amounts, expected) in [
        (Way::Few, ["8", "2"], ["1", "0.25"]),
        (Way::Many(9), ["3", "1"], ["1", "0.333333"]),
    ] {
        let file = file_of((&columns, way, &facts("es", None)), |book| {
            let [total, due] = amounts.map(|amount| Cell::Money(money(amount)));
            book.row(&[Cell::Text("x"), total, due], false).unwrap();
        });
        let [total, due] = expected;
        assert_eq!(
            shown(&file, "Datos")[2],
            format!("% del total | IF(B9=0,\"\",B9/B9) = {total} | IF(B9=0,\"\",C9/B9) = {due}")
        );
    }
    // Nothing is a share of zero, and a total that is a text has no formula.
    for (amounts, expected) in [
        (["0", "1"], "% del total |  | "),
        (["10000000000000000.50", "1"], "% del total | 1 | 0"),
    ] {
        let file = file_of((&columns, Way::Few, &facts("es", None)), |book| {
            let [total, due] = amounts.map(|amount| Cell::Money(money(amount)));
            book.row(&[Cell::Text("x"), total, due], false).unwrap();
        });
        assert_eq!(shown(&file, "Datos")[2], expected);
    }
}

#[test]
fn the_block_of_the_company_stands_above_the_titles_and_in_printed_pages() {
    for way in WAYS {
        let mut facts = facts("es-PE", None);
        facts.letterhead.name = "Andina S.A.C.".to_owned();
        facts.letterhead.tax_id = Some("20512345678".to_owned());
        facts.letterhead.country = Some("PE".to_owned());
        let file = items(way, &facts, &[("Ana", "PEN", "1", "1")]);
        let mut book = Xlsx::new(Cursor::new(&file)).unwrap();
        let data = book.worksheet_range("Datos").unwrap();
        let block: Vec<_> = (0..HEADER)
            .map(|row| data.get_value((row, 0)).unwrap().to_string())
            .collect();
        assert_eq!(
            block,
            [
                "Andina S.A.C.",
                "RUC 20512345678",
                "Partidas abiertas",
                "Al 31/03/2026",
                "Expresado en soles (PEN)",
                "",
            ]
        );
        let sheet = part(&file, "xl/worksheets/sheet1.xml");
        for expected in [
            "Andina S.A.C.&amp;\"-,Regular\"\nRUC 20512345678",
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "fitToPage=\"1\"",
            "ySplit=\"7\"",
            "<autoFilter ref=\"A7:E9\"",
        ] {
            assert!(sheet.contains(expected), "{way:?} {expected}: {sheet}");
        }
        let names = book.defined_names();
        for (name, rows) in [("Print_Titles", "$7:$7"), ("Print_Area", "$A$7:$E$10")] {
            let found = names.iter().find(|(found, _)| found.ends_with(name));
            assert!(found.is_some_and(|(_, it)| it.ends_with(rows)), "{names:?}");
        }
    }
}
