//! What each paper says, word by word. The texts are files in `papers/`; with `ESPEJO_UPDATE_PAPERS=true`
//! they are written again, to be read in the difference.

use std::fmt::Write as _;
use std::path::PathBuf;

use futures::TryStreamExt;
use reports::paper::{Block, Language, Row, Sheet, Value as Shown};
use serde_json::{Value, json};

use crate::world::{World, day, line};

/// A Peruvian company with invoices in two currencies, a credit note, payments and a loss.
async fn world() -> World {
    let world = World::with_a_company().await;
    world
        .insert(
            "res_country",
            json!([{"id": 173, "name": "Perú", "code": "PE"}]),
        )
        .await;
    world
        .run(
            "update odoo.res_company set partner_id = 1;
             update odoo.res_partner set vat = '20601234561', country_id = 173, name = '  Ñandú  y Cía. '
             where id = 7",
        )
        .await;
    let own = json!([{"id": 1, "name": "Andina S.A.C.", "vat": "20512345678", "country_id": 173,
        "street": "Av. Los Conquistadores 1184", "city": "Lima", "zip": "15073"}]);
    world.insert("res_partner", own).await;
    let accounts = json!([
        {"id": 10, "code": "1041", "name": "Cuenta corriente", "account_type": "asset_cash", "company_id": 2},
        {"id": 94, "code": "9411", "name": "Gastos administrativos", "account_type": "expense", "company_id": 2},
        {"id": 63, "code": "6311", "name": "Servicios", "account_type": "expense", "company_id": 2},
        {"id": 79, "code": "7911", "name": "Cargas imputables", "account_type": "income", "company_id": 2},
    ]);
    world.insert("account_account", accounts).await;
    let groups = json!([
        {"id": 1, "code_prefix_start": "1", "code_prefix_end": "1", "name": "Activo disponible", "company_id": 2},
        {"id": 2, "code_prefix_start": "12", "code_prefix_end": "12", "name": "Cuentas por cobrar", "company_id": 2},
    ]);
    world.insert("account_group", groups).await;
    let journals = json!([
        {"id": 1, "code": "INV", "name": "Ventas", "type": "sale", "company_id": 2},
        {"id": 2, "code": "BNK1", "name": "Banco", "type": "bank", "company_id": 2},
    ]);
    world.insert("account_journal", journals).await;
    let kinds = json!([
        {"id": 1, "code": "01", "name": "Factura", "doc_code_prefix": "F", "internal_type": "invoice"},
        {"id": 7, "code": "07", "name": "Nota de crédito", "doc_code_prefix": "NC", "internal_type": "credit_note"},
    ]);
    world.insert("l10n_latam_document_type", kinds).await;
    world.insert("account_move", documents()).await;
    world.insert("account_move_line", items()).await;
    world.run("select report.rebuild()").await;
    world
}

fn documents() -> Value {
    let document = |id: i64, name: &str, kind: &str, journal: i64, more: Value| {
        let mut document = json!({"id": id, "name": name, "move_type": kind, "journal_id": journal,
            "state": "posted", "company_id": 2});
        let more = more.as_object().unwrap().clone();
        document.as_object_mut().unwrap().extend(more);
        document
    };
    let invoice = json!({"l10n_latam_document_type_id": 1});
    json!([
        document(1, "F F001-00000011", "out_invoice", 1, invoice.clone()),
        document(2, "F F001-00000012", "out_invoice", 1, invoice.clone()),
        document(
            3,
            "NC FC01-00000003",
            "out_refund",
            1,
            json!({"l10n_latam_document_type_id": 7})
        ),
        document(
            4,
            "BNK1/2026/00004",
            "entry",
            2,
            json!({"ref": "F F001-00000011"})
        ),
        document(5, "MISC/2026/00005", "entry", 1, json!({"ref": null})),
        document(6, "F F002-00000001", "out_invoice", 1, invoice),
        document(
            7,
            "BILL/2026/00007",
            "in_invoice",
            1,
            json!({"ref": "E001-77"})
        ),
    ])
}

fn items() -> Value {
    let item = |id: i64, entry: i64, date: &str, balance: &str, more: Value| {
        let mut item = line(id, date, date, balance);
        item["move_id"] = json!(entry);
        item["debit"] = json!(balance.strip_prefix('-').map_or(balance, |_| "0"));
        item["credit"] = json!(balance.strip_prefix('-').unwrap_or("0"));
        let more = more.as_object().unwrap().clone();
        item.as_object_mut().unwrap().extend(more);
        item
    };
    let of = |account: i64| json!({"account_id": account, "partner_id": null});
    json!([
        item(
            1,
            1,
            "2026-05-10",
            "1180",
            json!({"date_maturity": "2026-06-09"})
        ),
        item(2, 1, "2026-05-10", "-1180", of(70)),
        item(
            3,
            2,
            "2026-10-20",
            "2000.50",
            json!({"date_maturity": "2026-11-30"})
        ),
        item(4, 2, "2026-10-20", "-2000.50", of(70)),
        item(5, 3, "2026-10-25", "-180", json!({})),
        item(6, 3, "2026-10-25", "180", of(70)),
        item(7, 4, "2026-10-28", "-500", json!({"name": "Transferencia"})),
        item(8, 4, "2026-10-28", "500", of(10)),
        item(9, 5, "2026-10-30", "300", of(63)),
        item(10, 5, "2026-10-30", "-300", of(10)),
        item(11, 5, "2026-10-30", "300", of(94)),
        item(12, 5, "2026-10-30", "-300", of(79)),
        item(
            13,
            6,
            "2026-09-01",
            "370",
            json!({"currency_id": 1, "amount_currency": "100",
            "amount_residual_currency": "100", "partner_id": 8, "date_maturity": "2026-10-01"})
        ),
        item(14, 6, "2026-09-01", "-370", of(70)),
        item(
            17,
            7,
            "2026-09-15",
            "-590",
            json!({"account_id": 42, "partner_id": 8,
            "date_maturity": "2026-10-01"})
        ),
        item(18, 7, "2026-09-15", "590", of(63)),
        item(15, 4, "2026-10-28", "-20", json!({"partner_id": null})),
        item(16, 4, "2026-10-28", "20", of(10)),
    ])
}

async fn printed(world: &World, report: &str, asked: &Value, locale: &str) -> String {
    let mut client = world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let asked = asked.as_object().unwrap().clone();
    let report = reports::prepare(
        &snapshot,
        report,
        asked,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let language = Language::new(locale);
    let (sheet, mut chunks) = report.on_paper(&snapshot, &language).await.unwrap();
    let mut text = heading(&sheet);
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        for block in chunk.blocks() {
            add(&mut text, block, &sheet, &language);
        }
    }
    text
}

fn heading(sheet: &Sheet) -> String {
    let side = if sheet.is_wide {
        "landscape"
    } else {
        "portrait"
    };
    let subject = sheet.subject.as_deref().unwrap_or("-");
    format!(
        "{} | {} | {:?} | {subject} | {side}\n",
        sheet.title, sheet.made, sheet.days
    )
}

fn add(text: &mut String, block: &Block, sheet: &Sheet, language: &Language) {
    match block {
        Block::Due(due) => {
            writeln!(text, "DUE {} | {}", due.name, due.lines.join(" | ")).unwrap();
            for amount in &due.amounts {
                let shown = |value| language.amount(value, amount.places);
                let since = amount
                    .since
                    .map(|day| language.day(day))
                    .unwrap_or_default();
                let (due, overdue) = (shown(amount.due), shown(amount.overdue));
                writeln!(text, "    {} {due} | {overdue} | {since}", amount.currency).unwrap();
            }
        }
        Block::Section(title) => writeln!(text, "\n# {title}").unwrap(),
        Block::Table(table) => {
            let columns = &sheet.tables[*table].columns;
            let titles: Vec<_> = columns
                .iter()
                .map(|it| it.title.replace('\n', " "))
                .collect();
            writeln!(text, "= {}", titles.join(" | ")).unwrap();
        }
        Block::Group {
            level,
            text: name,
            detail,
        } => {
            writeln!(
                text,
                "{} {name} [{detail}]",
                "*".repeat(usize::from(*level))
            )
            .unwrap();
        }
        Block::Row(row) => row_of(text, row, language),
        Block::Gap => text.push('\n'),
        Block::Note(note) => writeln!(text, "note: {note}").unwrap(),
        Block::Check { holds, text: words } => writeln!(text, "check {holds}: {words}").unwrap(),
        Block::Ageing(ageing) => {
            let buckets = ageing.buckets.iter().map(|(title, amount)| {
                format!("{title} {}", language.amount(*amount, ageing.places))
            });
            let buckets: Vec<_> = buckets.collect();
            writeln!(text, "~ {}: {}", ageing.title, buckets.join(" | ")).unwrap();
            if let Some(note) = &ageing.note {
                writeln!(text, "  {note}").unwrap();
            }
        }
        Block::HowToPay => writeln!(text, "(how to pay)").unwrap(),
    }
}

fn row_of(text: &mut String, row: &Row, language: &Language) {
    let cell = |value: &Shown| match value {
        Shown::Empty => String::new(),
        Shown::Text(text) => text.clone(),
        Shown::Day(day) => language.day(*day),
        Shown::Count(count) | Shown::DaysOverdue(count) => count.to_string(),
        Shown::Amount { amount, places, .. } => language.amount(*amount, *places),
        Shown::Share { part, whole } => language.share(*part, *whole),
        other => format!("{other:?}"),
    };
    let cells: Vec<_> = row.cells.iter().map(cell).collect();
    writeln!(text, "{:?}: {}", row.weight, cells.join(" | ")).unwrap();
    if let Some(note) = &row.note {
        writeln!(text, "    {note}").unwrap();
    }
}

#[tokio::test]
async fn papers_say_what_they_said() {
    let world = world().await;
    let receivable = json!({"side": "receivable", "as_of": "2026-10-31"});
    let month = json!({"date_from": "2026-10-01", "date_to": "2026-10-31"});
    let statement = json!({"partner_id": 7, "date_from": "2026-10-01", "date_to": "2026-10-31"});
    let by_function =
        json!({"date_from": "2026-01-01", "date_to": "2026-10-31", "results": "both"});
    let payable = json!({"side": "payable", "as_of": "2026-10-31"});
    let vendor = json!({"partner_id": 8, "side": "payable", "date_from": "2026-10-01",
        "date_to": "2026-10-31"});
    for (report, asked) in [
        ("ageing", &receivable),
        ("open-items", &receivable),
        ("general-ledger", &month),
        ("trial-balance", &by_function),
        ("partner-statement", &statement),
        ("journal-items", &month),
        ("ageing", &payable),
        ("open-items", &payable),
        ("partner-statement", &vendor),
    ] {
        for locale in ["es-PE", "en"] {
            let found = printed(&world, report, asked, locale).await;
            let side = asked.get("side").and_then(Value::as_str);
            let side = side
                .filter(|side| *side == "payable")
                .map_or("", |_| "-payable");
            same_as_file(&format!("{report}{side}.{locale}.txt"), &found);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a switch of the test, not a setting"
)]
fn is_update() -> bool {
    std::env::var("ESPEJO_UPDATE_PAPERS").is_ok()
}

fn same_as_file(name: &str, found: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/papers");
    let path = folder.join(name);
    if is_update() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert_eq!(found, expected, "{name}");
}

#[tokio::test]
async fn a_customer_sees_no_journal_id_or_link() {
    let world = world().await;
    let asked = json!({"partner_id": 7, "date_from": "2026-01-01", "date_to": "2026-10-31"});
    let text = printed(&world, "partner-statement", &asked, "es-PE").await;
    for internal in ["BNK1", "MISC", "INV", "Odoo", "http", "PEN 0"] {
        assert!(!text.contains(internal), "{internal} in\n{text}");
    }
}
