//! The same rows in every format.

use std::path::PathBuf;

use contracts::export::ExportFormat;
use serde_json::{Value, json};

use crate::world::{OPEN_ITEMS, TENANT, World, request_for};

async fn made(world: &World, format: ExportFormat) -> (Value, PathBuf) {
    let running = world.start(None, &[]);
    let request = request_for(TENANT, OPEN_ITEMS, &json!({}), format);
    running.publish(&request).await;
    let finished = world.events("export.finished", 1).await.remove(0);
    running.end().await;
    let data = finished["data"].clone();
    assert_eq!(
        (&data["rows"], &data["control_total"]),
        (&json!(3), &json!("1347.55"))
    );
    let path = world.files().join(data["file_key"].as_str().unwrap());
    (data, path)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_csv_file_has_one_line_per_row_and_every_digit() {
    let world = World::create().await;
    let (_, path) = made(&world, ExportFormat::Csv).await;
    assert_eq!(path.extension().unwrap(), "csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let titles = reader.headers().unwrap().clone();
    let at = |title: &str| titles.iter().position(|found| found == title).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let residuals: Vec<_> = rows
        .iter()
        .map(|row| &row[at("Saldo en moneda de la compañía")])
        .collect();
    assert_eq!(residuals, ["1180.00", "-20.20", "187.75"]);
    assert_eq!(
        &rows[0][at("Cliente o proveedor")],
        "'=HYPERLINK(\"http://evil\")"
    );
    assert_eq!(&rows[0][at("Vencimiento")], "2026-02-10");
    assert_eq!(&rows[1][at("Referencia")], "'\tadelanto");
    for (title, expected) in [
        ("Última nota", ["'=1+1", "'=1+1", ""]),
        ("Nota de", ["'@Ana", "'@Ana", ""]),
        (
            "Nota del",
            ["2026-03-20T15:00:00Z", "2026-03-20T15:00:00Z", ""],
        ),
        ("Prometido para", ["2026-05-01", "2026-05-01", ""]),
        ("Importe prometido", ["1180.00", "1180.00", ""]),
        ("Prometido en", ["PEN", "PEN", ""]),
    ] {
        let found: Vec<_> = rows.iter().map(|row| &row[at(title)]).collect();
        assert_eq!(found, expected, "{title}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parquet_file_has_exact_decimals_and_a_proof() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    let world = World::create().await;
    let (_, path) = made(&world, ExportFormat::Parquet).await;
    let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    let metadata = reader.metadata().file_metadata();
    let entries = metadata.key_value_metadata().unwrap();
    let total = entries.iter().find(|entry| entry.key == "control_total");
    assert_eq!(total.unwrap().value.as_deref(), Some("1347.55"));
    let schema = metadata.schema_descr();
    let at = |key: &str| {
        (0..schema.num_columns())
            .find(|i| schema.column(*i).name() == key)
            .unwrap()
    };
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let names: Vec<_> = rows
        .iter()
        .map(|row| row.get_string(at("move_name")).unwrap())
        .collect();
    assert_eq!(names, ["F 001", "F 004", "F 002"]);
    let residual = rows[2].get_decimal(at("residual")).unwrap();
    assert_eq!((residual.precision(), residual.scale()), (38, 10));
    let shown = rows[2]
        .get_column_iter()
        .nth(at("residual"))
        .unwrap()
        .1
        .to_string();
    assert_eq!(shown, "187.7500000000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pdf_has_the_company_the_customers_and_the_totals() {
    let world = World::create().await;
    let (data, path) = made(&world, ExportFormat::Pdf).await;
    let content = std::fs::read(path).unwrap();
    assert_eq!(data["size_bytes"], content.len());
    let pdf = lopdf::Document::load_mem(&content).unwrap();
    let text = pdf.extract_text(&[1]).unwrap().replace('\n', " ");
    for part in [
        "Partidas abiertas por cobrar",
        "=HYPERLINK(\"http://evil\")",
        "1,180.00",
        "−20.20",
        "1,347.55",
        "Página 1 de 1",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}
