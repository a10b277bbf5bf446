//! The names of files, from parameters and tax ids.

use serde_json::{Map, Value, json};

use crate::world::{World, day};

async fn name(world: &World, key: &str, parameters: Value, locale: &str) -> String {
    let Value::Object(parameters): Value = parameters else {
        panic!("{parameters}")
    };
    let parameters: Map<String, Value> = parameters;
    let kind = (locale, "xlsx");
    let client = world.client().await;
    reports::file_name(&client, key, &parameters, kind, day("2026-11-22"))
        .await
        .unwrap()
}

async fn with_tax_ids() -> World {
    let world = World::with_a_company().await;
    let partners = json!([
        {"id": 70, "name": "Andina", "vat": "20512345678"},
        {"id": 71, "name": "Cliente", "vat": "20.601.234-561"},
        {"id": 72, "name": "Sin RUC"},
    ]);
    world.insert("res_partner", partners).await;
    world
        .run("update odoo.res_company set partner_id = 70")
        .await;
    world
}

#[tokio::test]
async fn a_file_is_named_after_report_tax_id_and_days_in_the_language_of_the_locale() {
    let world = with_tax_ids().await;
    let on_a_day = |side| json!({"side": side, "company_id": 2, "as_of": "2026-10-31"});
    let [receivable, payable] = ["receivable", "payable"].map(on_a_day);
    let period = json!({"company_id": 2, "date_from": "2026-01-01", "date_to": "2026-10-31"});
    let (day, company) = ("2026-10-31", "20512345678");
    for (key, parameters, locale, expected) in [
        (
            "ageing",
            &receivable,
            "es-PE",
            format!("antiguedad-por-cobrar_{company}_{day}"),
        ),
        (
            "ageing",
            &receivable,
            "en",
            format!("receivables-ageing_{company}_{day}"),
        ),
        (
            "ageing",
            &payable,
            "es",
            format!("antiguedad-por-pagar_{company}_{day}"),
        ),
        (
            "open-items",
            &payable,
            "pt-BR",
            format!("payables-open-items_{company}_{day}"),
        ),
        (
            "general-ledger",
            &period,
            "es",
            format!("libro-mayor_{company}_2026-01-01_{day}"),
        ),
    ] {
        let found = name(&world, key, parameters.clone(), locale).await;
        assert_eq!(found, format!("{expected}.xlsx"));
    }
    for (key, parameters, expected) in [
        (
            "journal-items",
            json!({"company_id": 2}),
            "apuntes-contables_20512345678_2026-11-22",
        ),
        (
            "model",
            json!({"model": "res.partner"}),
            "res.partner_2026-11-22",
        ),
    ] {
        let found = name(&world, key, parameters, "es").await;
        assert_eq!(found, format!("{expected}.xlsx"));
    }
}

#[tokio::test]
async fn a_statement_is_named_after_the_tax_id_or_the_id_of_its_partner() {
    let world = with_tax_ids().await;
    for (partner, side, locale, expected) in [
        (71, "receivable", "es", "estado-de-cuenta_20601234561"),
        (72, "receivable", "en", "statement-of-account_72"),
        (
            71,
            "payable",
            "es",
            "estado-de-cuenta-de-proveedor_20601234561",
        ),
    ] {
        let parameters = json!({
            "side": side, "company_id": 2, "partner_id": partner,
            "date_from": "2026-01-01", "date_to": "2026-10-31",
        });
        let found = name(&world, "partner-statement", parameters, locale).await;
        assert_eq!(found, format!("{expected}_2026-10-31.xlsx"));
    }
}

#[tokio::test]
async fn a_company_without_a_tax_id_leaves_this_part_out() {
    let world = World::with_a_company().await;
    let parameters = json!({"side": "receivable", "company_id": 2, "as_of": "2026-10-31"});
    assert_eq!(
        name(&world, "ageing", parameters, "es").await,
        "antiguedad-por-cobrar_2026-10-31.xlsx"
    );
}
