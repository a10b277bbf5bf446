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

#[tokio::test]
async fn a_file_is_named_after_report_tax_id_and_days_in_the_language_of_the_locale() {
    let world = World::with_a_company().await;
    let partners = json!([
        {"id": 70, "name": "Andina", "vat": "20512345678"},
        {"id": 71, "name": "Cliente", "vat": "20.601.234-561"},
        {"id": 72, "name": "Sin RUC"},
    ]);
    world.insert("res_partner", partners).await;
    let ask = async |key, parameters, locale| name(&world, key, parameters, locale).await;
    let as_of = json!({"side": "receivable", "company_id": 2, "as_of": "2026-10-31"});
    // The company's partner is not mirrored yet.
    assert_eq!(
        ask("ageing", as_of.clone(), "es-PE").await,
        "antiguedad-por-cobrar_2026-10-31.xlsx"
    );
    world
        .run("update odoo.res_company set partner_id = 70")
        .await;
    let payable = json!({"side": "payable", "company_id": 2, "as_of": "2026-10-31"});
    let period = json!({"company_id": 2, "date_from": "2026-01-01", "date_to": "2026-10-31"});
    let of_partner = |partner| {
        json!({"side": "receivable", "company_id": 2, "partner_id": partner,
               "date_from": "2026-01-01", "date_to": "2026-10-31"})
    };
    for (key, parameters, locale, expected) in [
        (
            "ageing",
            as_of.clone(),
            "es-PE",
            "antiguedad-por-cobrar_20512345678_2026-10-31",
        ),
        (
            "ageing",
            as_of.clone(),
            "en",
            "receivables-ageing_20512345678_2026-10-31",
        ),
        (
            "ageing",
            payable.clone(),
            "es",
            "antiguedad-por-pagar_20512345678_2026-10-31",
        ),
        (
            "open-items",
            payable,
            "pt-BR",
            "payables-open-items_20512345678_2026-10-31",
        ),
        (
            "general-ledger",
            period,
            "es",
            "libro-mayor_20512345678_2026-01-01_2026-10-31",
        ),
        (
            "partner-statement",
            of_partner(71),
            "es",
            "estado-de-cuenta_20601234561_2026-10-31",
        ),
        (
            "partner-statement",
            of_partner(72),
            "en",
            "statement-of-account_72_2026-10-31",
        ),
        (
            "journal-items",
            json!({"company_id": 2}),
            "es",
            "apuntes-contables_20512345678_2026-11-22",
        ),
        (
            "model",
            json!({"model": "res.partner"}),
            "es",
            "res.partner_2026-11-22",
        ),
    ] {
        let found = ask(key, parameters, locale).await;
        assert_eq!(found, format!("{expected}.xlsx"));
    }
}
