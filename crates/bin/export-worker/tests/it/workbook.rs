//! What is in the file.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::{Value, json};

use crate::world::{AGEING, OPEN_ITEMS, TENANT, World, request};

/// Has one report made; what is said of it, and the file.
async fn made(world: &World, report: &str, more: Value) -> (Value, Xlsx<BufReader<File>>) {
    let running = world.start(None, &[]);
    running.publish(&request(TENANT, report, &more)).await;
    let finished = world.events("export.finished", 1).await.remove(0);
    running.end().await;
    let file = world
        .files()
        .join(finished["data"]["file_key"].as_str().unwrap());
    (
        finished["data"].clone(),
        calamine::open_workbook(file).unwrap(),
    )
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// The row of the titles, below the block of the company.
const HEADER: usize = 6;

/// The column under a title.
fn column(data: &Range<Data>, title: &str) -> Vec<Data> {
    let header = data.rows().nth(HEADER).unwrap();
    let index = header.iter().position(|cell| *cell == text(title));
    let index = index.unwrap_or_else(|| panic!("no column {title}: {header:?}"));
    data.rows()
        .skip(HEADER + 1)
        .map(|row| row[index].clone())
        .collect()
}

/// The numbers under a title.
fn numbers(data: &Range<Data>, title: &str) -> Vec<Option<f64>> {
    let number = |cell| match cell {
        Data::Float(number) => Some(number),
        _ => None,
    };
    column(data, title).into_iter().map(number).collect()
}

/// The value beside a label of the cover.
fn beside(cover: &Range<Data>, label: &str) -> Data {
    let row = cover.rows().find(|row| row[0] == text(label));
    row.unwrap_or_else(|| panic!("{label} is not on the cover"))[1].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_has_the_open_items_of_a_day_and_their_totals() {
    let world = World::create().await;
    let by_partner = json!({ "sort": "partner" });
    let (finished, mut book) = made(&world, OPEN_ITEMS, by_partner).await;
    assert_eq!(finished["rows"], 3);
    assert_eq!(finished["control_total"], "1347.55");
    assert_eq!(finished["data_as_of"], "2026-04-01T05:30:00Z");
    assert_eq!(book.sheet_names(), ["Datos", "Acerca de"]);
    let data = book.worksheet_range("Datos").unwrap();
    let partners = column(&data, "Cliente o proveedor");
    let evil = text("=HYPERLINK(\"http://evil\")");
    assert_eq!(
        partners,
        [
            evil.clone(),
            evil,
            text("Total =HYPERLINK(\"http://evil\")"),
            text("Ñandú & Cía. <S.A.>"),
            text("Total Ñandú & Cía. <S.A.>"),
            text("Total"),
            text("Total"),
            text("Total"),
        ]
    );
    let references = column(&data, "Referencia");
    assert_eq!(references[..2], [text("-1+1"), text("\tadelanto")]);
    assert!(
        [0, 1, 3]
            .iter()
            .all(|row| matches!(column(&data, "Vencimiento")[*row], Data::DateTime(_)))
    );
    let days = column(&data, "Días de vencido");
    assert_eq!(
        [0, 1, 3].map(|row| &days[row]),
        [49.0, 16.0, -15.0].map(Data::Float).each_ref()
    );
    // Two items and their subtotal, an item and its subtotal, totals of two currencies and of all.
    let own = [1180.0, -20.2, 1159.8, 50.0, 50.0, 1159.8, 50.0].map(Some);
    assert_eq!(numbers(&data, "Saldo")[..7], own);
    assert_eq!(numbers(&data, "Saldo")[7], None);
    let residual = numbers(&data, "Saldo en moneda de la compañía");
    assert_eq!(
        residual[..5],
        [1180.0, -20.2, 1159.8, 187.75, 187.75].map(Some)
    );
    assert_eq!(residual[5..], [None, None, Some(1347.55)]);
    let formulas = book.worksheet_formula("Datos").unwrap();
    let formulas: Vec<_> = formulas
        .used_cells()
        .map(|(_, _, formula)| formula)
        .collect();
    let of = |begin: &str| {
        let those = formulas.iter().filter(|formula| formula.starts_with(begin));
        those.count()
    };
    // Four columns of two partners, and two columns of all; two columns of two currencies. Nothing
    // else is a formula.
    assert_eq!(
        (of("ROUND(SUBTOTAL(9,"), of("ROUND(SUMIFS("), formulas.len()),
        (10, 4, 14)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cover_shows_the_parameters_and_the_proof() {
    let world = World::create().await;
    let (_, mut book) = made(&world, OPEN_ITEMS, json!({})).await;
    let cover = book.worksheet_range("Acerca de").unwrap();
    assert_eq!(
        cover.get_value((0, 0)),
        Some(&text("Partidas abiertas por cobrar"))
    );
    for (label, value) in [
        ("Moneda", text("PEN")),
        ("Lado", text("Por cobrar")),
        ("Filas escritas", Data::Float(3.0)),
        ("Filas esperadas", Data::Float(3.0)),
        ("Total de control", Data::Float(1347.55)),
        (
            "Comparado con Odoo",
            text("igual en todos los rangos, rangos: 42"),
        ),
    ] {
        assert_eq!(beside(&cover, label), value, "{label}");
    }
    assert!(matches!(beside(&cover, "Datos al"), Data::DateTime(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ageing_buckets_sum_to_the_open_items() {
    let world = World::create().await;
    let (finished, mut book) = made(&world, AGEING, json!({})).await;
    assert_eq!(finished["rows"], 2);
    assert_eq!(finished["control_total"], "1347.55");

    let data = book.worksheet_range("Datos").unwrap();
    let titles = ["Partidas", "Total", "Por vencer", "1–30 días", "31–60 días"];
    let row =
        |from_end: usize| titles.map(|title| column(&data, title).into_iter().nth_back(from_end));
    let sums = [3.0, 1347.55, 187.75, -20.2, 1180.0];
    assert_eq!(row(1), sums.map(|sum| Some(Data::Float(sum))));
    let shares = [1.0, 0.139_327, -0.014_99, 0.875_663].map(|share| Some(Data::Float(share)));
    assert_eq!(row(0)[1..], shares);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_reports_progress_has_all_rows() {
    let world = World::create().await;
    world.add_invoices(120_000).await;
    let (finished, mut book) = made(&world, OPEN_ITEMS, json!({})).await;
    let progressed = world.events("export.progressed", 2).await;
    assert_eq!(finished["rows"], 120_003);
    assert_eq!(finished["control_total"], "2547.55");
    assert!(progressed.iter().any(|event| {
        event["data"]["rows"].as_u64() >= Some(50_000) && event["data"]["rows_expected"] == 120_003
    }));
    let data = book.worksheet_range("Datos").unwrap();
    // Below the titles: the rows, a total for each of two currencies, and the total.
    assert_eq!(data.end().unwrap().0 as usize, HEADER + 120_003 + 3);
}
