//! Records of any model as rows of a file.

use std::ops::ControlFlow;

use futures::TryStreamExt;
use reports::{Error, snapshot};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::world::{World, day};

fn map(value: Value) -> Map<String, Value> {
    let Value::Object(map) = value else { panic!() };
    map
}

/// The rows as text, and the control total that they come to, which must be the expected one.
async fn rows(world: &World, parameters: Value) -> (Vec<String>, Decimal) {
    let mut client = world.client().await;
    let tx = snapshot(&mut client, None).await.unwrap();
    let report = reports::prepare(&tx, "model", map(parameters), &reader())
        .await
        .unwrap();
    let expected = report.expected(&tx).await.unwrap();
    let chunks: Vec<_> = report
        .chunks(&tx)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    let (mut rows, mut total) = (Vec::new(), Decimal::ZERO);
    for chunk in &chunks {
        let _ = chunk.visit(&mut |line| {
            assert_eq!(line.cells.len(), report.columns().len());
            rows.push(format!("{:?}", line.cells));
            total += line.control;
            ControlFlow::Continue(())
        });
    }
    assert_eq!(
        (expected.rows, expected.control_total),
        (rows.len() as u64, total)
    );
    (rows, total)
}

async fn world() -> World {
    let world = World::with_a_company().await;
    let sql = "insert into ops.mirrored_field (model, field, in_extra, loaded_at)
               values ('res.partner', 'x_segment', true, now());
               update odoo.res_partner set _extra = '{\"x_segment\": \"gold\"}' where id = 10;
               update odoo.res_partner set _deleted_at = '2026-01-02T03:04:05Z' where id = 11";
    world
        .admin
        .batch_execute("delete from odoo.res_partner")
        .await
        .unwrap();
    let partners = json!([
        {"id": 10, "name": "Ñandú", "vat": "20100"},
        {"id": 11, "name": "Gone"},
        {"id": 12, "name": "Norte"},
    ]);
    world.insert("res_partner", partners).await;
    world.admin.batch_execute(sql).await.unwrap();
    world
}

#[tokio::test]
async fn fields_are_selected_records_filtered_and_custom_fields_included() {
    let world = world().await;
    let fields = json!(["name", "x_segment", "vat"]);
    let (all, total) = rows(&world, json!({"model": "res.partner", "fields": fields})).await;
    assert_eq!(
        all,
        [
            "[Text(\"Ñandú\"), Text(\"gold\"), Text(\"20100\")]",
            "[Text(\"Norte\"), Empty, Empty]"
        ]
    );
    assert_eq!(total, Decimal::from(22));
    let (with_deleted, _) = rows(
        &world,
        json!({"model": "res.partner", "fields": ["id"], "deleted": true}),
    )
    .await;
    assert_eq!(with_deleted[1], "[Int(11), Instant(2026-01-02T03:04:05Z)]");
    for (filter, ids) in [
        (
            json!({"field": "name", "is": "starts_with", "value": "Ñ"}),
            vec![10],
        ),
        (json!({"field": "vat", "value": null}), vec![12]),
        (json!({"field": "vat", "is": "!=", "value": null}), vec![10]),
        (json!({"field": "x_segment", "value": "gold"}), vec![10]),
        (
            json!({"field": "x_segment", "is": "!=", "value": "gold"}),
            vec![12],
        ),
        (
            json!({"field": "id", "is": "in", "value": [12, 10, 99]}),
            vec![10, 12],
        ),
        (json!({"field": "id", "is": "in", "value": []}), vec![]),
        (json!({"field": "id", "is": ">", "value": 10}), vec![12]),
        (
            json!({"field": "name", "value": "'; drop table x; --"}),
            vec![],
        ),
    ] {
        let asked = json!({"model": "res.partner", "fields": ["id"], "filters": [filter]});
        let found = rows(&world, asked).await.0;
        let wanted: Vec<_> = ids.iter().map(|id| format!("[Int({id})]")).collect();
        assert_eq!(found, wanted, "{filter}");
    }
}

#[tokio::test]
async fn every_mirrored_model_has_rows_of_all_its_fields() {
    let world = World::with_a_company().await;
    let client = world.client().await;
    let models = store::catalog::read(&client).await.unwrap();
    assert!(models.len() > 10);
    for (name, model) in models {
        let sql = format!(
            "insert into odoo.{} (id, _read_at, _run) values (777, now(), gen_random_uuid())",
            model.table
        );
        world.admin.execute(&sql, &[]).await.unwrap();
        let filters = json!([{"field": "id", "value": 777}]);
        let (rows, total) = rows(&world, json!({"model": name, "filters": filters})).await;
        assert_eq!((rows.len(), total), (1, Decimal::from(777)), "{name}");
    }
}

#[tokio::test]
async fn an_invalid_model_field_or_value_is_named() {
    let world = world().await;
    let mut client = world.client().await;
    let tx = snapshot(&mut client, None).await.unwrap();
    let partner = |more: Value| {
        let mut asked = map(json!({"model": "res.partner"}));
        asked.extend(map(more));
        asked
    };
    for (asked, wrong, hint) in [
        (map(json!({"model": "res.nothing"})), "model", "res.partner"),
        (partner(json!({"fields": ["nme"]})), "fields", "name"),
        (
            partner(json!({"fields": ["name", "name"]})),
            "fields",
            "once",
        ),
        (partner(json!({"fields": []})), "fields", "all"),
        (
            partner(json!({"filters": [{"field": "id", "value": "x"}]})),
            "filters",
            "whole number",
        ),
        (
            partner(json!({"filters": [{"field": "id", "is": "in", "value": 1}]})),
            "filters",
            "list",
        ),
        (
            partner(json!({"filters": [{"field": "id", "is": "starts_with", "value": 1}]})),
            "filters",
            "texts",
        ),
    ] {
        let refused = reports::prepare(&tx, "model", asked, &reader()).await;
        match refused.map(|_| ()) {
            Err(Error::InvalidParameter {
                name, hint: told, ..
            }) => {
                assert_eq!(name, wrong);
                assert!(told.contains(hint), "{told}");
            }
            other => panic!("{other:?}"),
        }
    }
    let odd = partner(json!({"odd": 1}));
    let refused = reports::prepare(&tx, "model", odd, &reader()).await;
    assert!(matches!(
        refused.map(|_| ()),
        Err(Error::UnreadableParameters { .. })
    ));
}

fn reader() -> reports::Reader {
    reports::Reader::of_all(day("2026-11-22"))
}
