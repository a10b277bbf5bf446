//! What is in the file.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::{Value, json};

use crate::world::{AGEING, OPEN_ITEMS, TENANT, World, request};

/// Has one report made; what is said of it, and the file.
async fn made(world: &World, report: &str) -> (Value, Xlsx<BufReader<File>>) {
    let running = world.start(None, &[]);
    running.publish(&request(TENANT, report, &json!({}))).await;
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

/// The column under a title.
fn column(data: &Range<Data>, title: &str) -> Vec<Data> {
    let header = data.rows().next().unwrap();
    let index = header.iter().position(|cell| *cell == text(title));
    let index = index.unwrap_or_else(|| panic!("no column {title}: {header:?}"));
    data.rows().skip(1).map(|row| row[index].clone()).collect()
}

/// The value beside a label of the cover.
fn beside(cover: &Range<Data>, label: &str) -> Data {
    let row = cover.rows().find(|row| row[0] == text(label));
    row.unwrap_or_else(|| panic!("{label} is not on the cover"))[1].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_has_the_open_items_of_a_day_and_their_totals() {
    let world = World::create().await;
    let (finished, mut book) = made(&world, OPEN_ITEMS).await;
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
            text("Ñandú & Cía. <S.A.>"),
            text("Total")
        ]
    );
    let references = column(&data, "Referencia");
    assert_eq!(references[..2], [text("-1+1"), text("\tadelanto")]);
    assert!(
        column(&data, "Vencimiento")[..3]
            .iter()
            .all(|due| matches!(due, Data::DateTime(_)))
    );
    assert_eq!(
        column(&data, "Días de vencido")[..3],
        [49.0, 16.0, -15.0].map(Data::Float)
    );
    assert_eq!(
        column(&data, "Saldo")[..3],
        [1180.0, -20.2, 50.0].map(Data::Float)
    );
    let residual = column(&data, "Saldo en moneda de la compañía");
    assert_eq!(residual, [1180.0, -20.2, 187.75, 1347.55].map(Data::Float));
    let formulas = book.worksheet_formula("Datos").unwrap();
    let formulas: Vec<_> = formulas
        .used_cells()
        .map(|(row, _, formula)| (row, formula))
        .collect();
    let of = |begin: &str| {
        let those = formulas
            .iter()
            .filter(|(_, formula)| formula.starts_with(begin));
        those.count()
    };
    // Two columns have a total, and nothing else is a formula.
    assert_eq!((of("SUBTOTAL("), formulas.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cover_shows_the_parameters_and_the_proof() {
    let world = World::create().await;
    let (_, mut book) = made(&world, OPEN_ITEMS).await;
    let cover = book.worksheet_range("Acerca de").unwrap();
    assert_eq!(cover.get_value((0, 0)), Some(&text("Partidas abiertas")));
    for (label, value) in [
        ("Organización", text("Andina Comercial S.A.C.")),
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
    let (finished, mut book) = made(&world, AGEING).await;
    assert_eq!(finished["rows"], 2);
    assert_eq!(finished["control_total"], "1347.55");

    let data = book.worksheet_range("Datos").unwrap();
    let last = data.end().unwrap().0;
    let sums: Vec<_> = ["Partidas", "Total", "Por vencer", "1–30 días", "31–60 días"]
        .map(|title| column(&data, title)[last as usize - 1].clone())
        .to_vec();
    assert_eq!(sums, [3.0, 1347.55, 187.75, -20.2, 1180.0].map(Data::Float));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_reports_progress_has_all_rows() {
    let world = World::create().await;
    world.add_invoices(120_000).await;
    let (finished, mut book) = made(&world, OPEN_ITEMS).await;
    let progressed = world.events("export.progressed", 2).await;
    assert_eq!(finished["rows"], 120_003);
    assert_eq!(finished["control_total"], "2547.55");
    assert!(progressed.iter().any(|event| {
        event["data"]["rows"].as_u64() >= Some(50_000) && event["data"]["rows_expected"] == 120_003
    }));
    let data = book.worksheet_range("Datos").unwrap();
    assert_eq!(data.end().unwrap().0, 120_004);
}
