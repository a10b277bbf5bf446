//! Fields and models that appear and disappear: what the tenant's file adds, what Odoo loses, and
//! which run reads a model completely because of it.

use bus::Outcome;
use contracts::sync::{RunKind, SyncBatch};
use serde_json::{Value, json};
use store::{
    added_models::{self, AddedModel},
    catalog::ColumnKind,
};
use uuid::Uuid;

use crate::intake_world::{World, batch, finished, world_with};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";
const NOTE: &str = "[odoo.extra_fields]\n'res.partner' = ['x_note', 'x_rate', 'x_tags']\n";
const PARTNER: &[&str] = &["res.partner"];

/// A batch of partner 1 with these fields in addition to the usual three.
fn partner(run: Uuid, attempt: Uuid, extra: &[(&str, Value)]) -> SyncBatch {
    let mut batch = batch(run, 1, attempt, 0, &[(1, "Alfa", DAY)]);
    for (field, value) in extra {
        batch.fields.push((*field).to_owned());
        batch.rows[0].push(value.clone());
    }
    batch
}

/// A run over the partners; its only attempt reads partner 1 with these fields.
async fn read(world: &World, kind: RunKind, extra: &[(&str, Value)]) -> Uuid {
    let run = world.request(kind, PARTNER).await.unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    let batch = partner(run, attempt, extra);
    assert_eq!(world.say(batch).await, Outcome::Done);
    world.say(finished(run, 1, attempt, 1)).await;
    assert_eq!(world.state(run).await, "done 1");
    run
}

async fn is_whole(world: &World, run: Uuid) -> bool {
    let sql = format!("select since is null from ops.sync_run_model where run_id = '{run}'");
    world.text(&sql).await == "t"
}

async fn frozen(world: &World) -> String {
    let sql = "select field, frozen_because from ops.mirrored_field
               where frozen_since is not null and field like 'x_%' order by field";
    world.text(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn custom_fields_keep_their_values_and_unchanged_rows_are_not_rewritten() {
    let world = world_with(NOTE).await;
    let note = "\"quoted\" 'single' \\back\\n \u{1} tab\t line\nend\r 🧾 \\u0000 {\"a\":1}";
    let with_nul = format!("{note}\0");
    let values = [
        ("x_note", json!(with_nul)),
        ("x_rate", json!("12345678901234567890.10")),
        ("x_tags", json!([3, 4])),
    ];
    read(&world, RunKind::Snapshot, &values).await;

    let row = world
        .client
        .query_one(
            "select _extra->>'x_note', _extra->>'x_rate', _extra->>'x_tags',
                    jsonb_typeof(_extra->'x_rate')
             from odoo.res_partner where id = 1",
            &[],
        )
        .await
        .unwrap();
    let texts = [0, 1, 2, 3].map(|at| row.get::<_, String>(at));
    assert_eq!(texts, [note, "12345678901234567890.10", "[3, 4]", "string"]);

    let before = world.text("select version from ops.mirror").await;
    read(&world, RunKind::Incremental, &values).await;
    assert_eq!(world.text("select version from ops.mirror").await, before);
    let changed = [
        ("x_note", json!(null)),
        ("x_rate", json!("1.0")),
        ("x_tags", json!([])),
    ];
    read(&world, RunKind::Incremental, &changed).await;
    assert_ne!(world.text("select version from ops.mirror").await, before);
    assert_eq!(
        world.text("select _extra from odoo.res_partner").await,
        r#"{"x_note": null, "x_rate": "1.0", "x_tags": []}"#
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_missing_in_odoo_is_frozen_and_reread_completely_when_it_returns() {
    let world = world_with("[odoo.extra_fields]\n'res.partner' = ['x_note', 'x_rate']\n").await;
    let all = [("x_note", json!("old")), ("x_rate", json!("1.5"))];
    read(&world, RunKind::Snapshot, &all).await;
    assert_eq!(frozen(&world).await, "");

    let run = read(&world, RunKind::Incremental, &[("x_rate", json!("2.5"))]).await;
    assert!(!is_whole(&world, run).await);
    assert_eq!(frozen(&world).await, "x_note not_in_odoo");
    assert_eq!(
        world.text("select _extra from odoo.res_partner").await,
        r#"{"x_note": "old", "x_rate": "2.5"}"#,
        "the last value stays"
    );
    let missing = format!(
        "select 'x_note' = any(missing_fields), 'x_rate' = any(missing_fields)
         from ops.sync_run_model where run_id = '{run}'"
    );
    assert_eq!(world.text(&missing).await, "t f");

    // While Odoo lacks the field, no run reads the model completely for it.
    let run = read(&world, RunKind::Incremental, &[("x_rate", json!("2.5"))]).await;
    assert!(!is_whole(&world, run).await);
    // It is back: this run sees it in its window, and the next one fills in the other rows.
    let run = read(&world, RunKind::Incremental, &all).await;
    assert!(!is_whole(&world, run).await);
    assert_eq!(frozen(&world).await, "");
    let run = read(&world, RunKind::Incremental, &all).await;
    assert!(is_whole(&world, run).await);
    let run = read(&world, RunKind::Incremental, &all).await;
    assert!(!is_whole(&world, run).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_field_is_read_completely_when_added_and_frozen_when_removed() {
    let mut world = world_with("[odoo.extra_fields]\n'res.partner' = ['x_note']\n").await;
    read(&world, RunKind::Snapshot, &[("x_note", json!("kept"))]).await;
    world.reconfigure("[odoo.extra_fields]\n'res.partner' = ['x_rate']\n");
    let run = read(&world, RunKind::Incremental, &[("x_rate", json!("1.0"))]).await;
    assert!(is_whole(&world, run).await, "x_rate is new");
    assert_eq!(frozen(&world).await, "x_note not_configured");
    assert_eq!(
        world.text("select _extra from odoo.res_partner").await,
        r#"{"x_note": "kept", "x_rate": "1.0"}"#
    );

    // While the field was frozen, its values changed in Odoo.
    world.reconfigure("[odoo.extra_fields]\n'res.partner' = ['x_note', 'x_rate']\n");
    let both = [("x_note", json!("newer")), ("x_rate", json!("1.0"))];
    let run = read(&world, RunKind::Incremental, &both).await;
    assert!(is_whole(&world, run).await, "x_note was frozen");
    assert_eq!(frozen(&world).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_incremental_fills_a_column_that_a_migration_added() {
    let world = world_with("").await;
    read(&world, RunKind::Snapshot, &[]).await;
    let run = read(&world, RunKind::Incremental, &[]).await;
    assert!(!is_whole(&world, run).await);
    world
        .client
        .batch_execute("alter table odoo.res_partner add column website text")
        .await
        .unwrap();
    let website = [("website", json!("https://alfa.example"))];
    let run = read(&world, RunKind::Incremental, &website).await;
    assert!(is_whole(&world, run).await);
    assert_eq!(
        world.text("select website from odoo.res_partner").await,
        "https://alfa.example"
    );
    let run = read(&world, RunKind::Incremental, &website).await;
    assert!(!is_whole(&world, run).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_with_an_unrequested_field_is_rejected() {
    let world = world_with("").await;
    let run = world.request(RunKind::Snapshot, PARTNER).await.unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    let batch = partner(run, attempt, &[("x_sneaked_in", json!(1))]);
    let outcome = world.say(batch).await;
    assert!(
        matches!(&outcome, Outcome::Reject { reason } if reason.contains("x_sneaked_in")),
        "{outcome:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_model_is_read_and_keeps_its_rows_after_its_removal() {
    let mut world = world_with("[odoo.extra_models.x_visit]\norder = 'integer'\n").await;
    let unknown = world.request(RunKind::Snapshot, &["x_visit"]).await;
    assert!(unknown.is_err(), "it has no table yet");
    let visit = AddedModel {
        name: "x_visit".to_owned(),
        columns: vec![("order".to_owned(), ColumnKind::Integer)],
    };
    added_models::create(
        &world.database.url().into(),
        world.database.name(),
        &[visit],
    )
    .await
    .unwrap();

    let run = world
        .request(RunKind::Snapshot, &["x_visit"])
        .await
        .unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    let mut visits = batch(run, 1, attempt, 0, &[(7, "", DAY)]);
    visits.model = "x_visit".to_owned();
    visits.fields = ["id", "order", "write_date"].map(str::to_owned).to_vec();
    visits.rows = vec![vec![json!(7), json!(42), json!(DAY)]];
    assert_eq!(world.say(visits).await, Outcome::Done);
    let mut end = finished(run, 1, attempt, 1);
    end.models[0].model = "x_visit".to_owned();
    world.say(end).await;
    assert_eq!(world.state(run).await, "done 1");
    let rows = r#"select id, "order" from odoo.x_visit"#;
    assert_eq!(world.text(rows).await, "7 42");

    world.reconfigure("");
    assert!(
        world
            .request(RunKind::Snapshot, &["x_visit"])
            .await
            .is_err()
    );
    world.request(RunKind::Snapshot, PARTNER).await.unwrap();
    assert_eq!(world.text(rows).await, "7 42");
    let because = "select distinct frozen_because from ops.mirrored_field where model = 'x_visit'";
    assert_eq!(world.text(because).await, "not_configured");
    let asked = "select count(*) from ops.sync_run_model where model = 'x_visit'";
    assert_eq!(world.text(asked).await, "1", "only by the first run");
}

/// A complete run over one model, with these fields in addition to the id.
async fn visit(world: &World, kind: RunKind, fields: &[(&str, Value)]) -> Uuid {
    let (run, attempt) = world.begin(kind, &["x_visit"], UNTIL, &[1]).await;
    let mut visits = batch(run, 1, attempt, 0, &[(7, "", DAY)]);
    "x_visit".clone_into(&mut visits.model);
    let all = [
        ("id", json!(7)),
        ("write_date", json!(DAY)),
        ("create_date", json!(DAY)),
    ];
    let all = all.iter().chain(fields);
    (visits.fields, visits.rows) = (Vec::new(), vec![Vec::new()]);
    for (name, value) in all {
        visits.fields.push((*name).to_owned());
        visits.rows[0].push(value.clone());
    }
    assert_eq!(world.say(visits).await, Outcome::Done);
    world.end(run, attempt, 1).await;
    assert_eq!(world.state(run).await, "done 1");
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_or_table_that_was_dropped_and_recreated_is_reloaded() {
    let world = world_with("[odoo.extra_models.x_visit]\norder = 'integer'\n").await;
    let model = AddedModel {
        name: "x_visit".to_owned(),
        columns: vec![("order".to_owned(), ColumnKind::Integer)],
    };
    let create = async || {
        let url = world.database.url().into();
        let made =
            added_models::create(&url, world.database.name(), std::slice::from_ref(&model)).await;
        made.unwrap();
    };
    let order = [("order", json!(42))];
    create().await;
    visit(&world, RunKind::Snapshot, &order).await;
    let run = visit(&world, RunKind::Incremental, &order).await;
    assert!(!is_whole(&world, run).await);
    let drops = [
        "alter table odoo.x_visit drop column \"order\"",
        "drop table odoo.x_visit",
    ];
    for drop in drops {
        world.client.batch_execute(drop).await.unwrap();
        create().await;
        let run = visit(&world, RunKind::Incremental, &order).await;
        assert!(is_whole(&world, run).await, "{drop}");
        let rows = r#"select id, "order" from odoo.x_visit"#;
        assert_eq!(world.text(rows).await, "7 42", "{drop}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_may_change_its_columns_without_changing_their_number() {
    let mut world = world_with("[odoo.extra_models.x_visit]\norder = 'integer'\n").await;
    let model = |name: &str, kind| AddedModel {
        name: "x_visit".to_owned(),
        columns: vec![(name.to_owned(), kind)],
    };
    let url = || world.database.url().into();
    let first = model("order", ColumnKind::Integer);
    let made = added_models::create(&url(), world.database.name(), &[first]).await;
    made.unwrap();
    // The second run has a history: both temporary tables exist.
    visit(&world, RunKind::Snapshot, &[("order", json!(42))]).await;
    visit(&world, RunKind::Incremental, &[("order", json!(43))]).await;
    let drop = "alter table odoo.x_visit drop column \"order\"";
    world.client.batch_execute(drop).await.unwrap();
    let second = model("purpose", ColumnKind::Text);
    let made = added_models::create(&url(), world.database.name(), &[second]).await;
    made.unwrap();
    world.reconfigure("[odoo.extra_models.x_visit]\npurpose = 'char'\n");
    visit(&world, RunKind::Incremental, &[("purpose", json!("talk"))]).await;
    assert_eq!(
        world.text("select id, purpose from odoo.x_visit").await,
        "7 talk"
    );
}
