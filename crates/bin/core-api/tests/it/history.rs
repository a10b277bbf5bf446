//! What changed between versions: exactly the changes of the batches, and how long they are kept.

use core_api::{
    http::auth::Role, mirror::apply, mirror::history, mirror::stage, upkeep::housekeeping,
};
use lifecycle::Stop;
use reqwest::Method;
use serde_json::{Value, json};
use store::{ScopedFutureExt, catalog, transaction};

use crate::{
    spoken::{MODEL, Spoken, partners},
    world::{PAMPA, send},
};

const MONDAY: &str = "2026-11-16T00:00:00Z";
const TUESDAY: &str = "2026-11-17T00:00:00Z";
const WEDNESDAY: &str = "2026-11-18T00:00:00Z";

/// Each change as version, id and kind.
fn brief(page: &Value) -> Vec<(i64, i64, String)> {
    let rows = page["data"].as_array().unwrap().iter();
    rows.map(|row| {
        let kind = row["kind"].as_str().unwrap().to_owned();
        (
            row["mirror_version"].as_i64().unwrap(),
            row["record_id"].as_i64().unwrap(),
            kind,
        )
    })
    .collect()
}

fn change(version: i64, id: i64, kind: &str) -> (i64, i64, String) {
    (version, id, kind.to_owned())
}

/// Version 1 is the load. In version 2 one partner is renamed and one is new. In version 3 the
/// renamed one is deleted.
async fn three_versions() -> Spoken {
    let spoken = Spoken::create().await;
    let first = partners(&[(1, "Alfa", MONDAY), (2, "Beta", MONDAY)]);
    spoken.run("snapshot", vec![first]).await;
    let second = partners(&[
        (1, "Alfa", MONDAY),
        (2, "Beta S.A.", TUESDAY),
        (3, "Gamma", TUESDAY),
    ]);
    spoken.run("incremental", vec![second]).await;
    let repair = spoken.verify(&[1, 3]).await.unwrap();
    let left = [(1, "Alfa", MONDAY), (3, "Gamma", TUESDAY)];
    spoken.repair(repair, &left).await;
    spoken
}

#[tokio::test]
async fn changes_since_an_earlier_report_are_listed() {
    let spoken = Spoken::create().await;
    let rows = [(1, "Alfa", MONDAY), (2, "Beta", MONDAY)];
    spoken.run("snapshot", vec![partners(&rows)]).await;
    let report = spoken.get("/v1/mirror").await;
    let version = &report["freshness"]["mirror_version"];
    assert_eq!(version, 1);

    let since = format!("/v1/changes?model={MODEL}&since_version={version}");
    let nothing = spoken.get(&since).await;
    assert_eq!(
        (&nothing["data"], &nothing["next"]),
        (&json!([]), &json!(null))
    );
    assert_eq!(nothing["complete"], true);
    let before = spoken.get("/v1/changes?model=res.partner&since_version=0");
    let before = before.await;
    assert_eq!(before["data"], json!([]), "the first load is no change");
    assert_eq!(before["complete"], false, "and the answer says so");

    let second = partners(&[
        (1, "Alfa", MONDAY),
        (2, "Beta S.A.", TUESDAY),
        (3, "Gamma", TUESDAY),
    ]);
    let run = spoken.run("incremental", vec![second]).await;
    let page = spoken.get(&since).await;
    assert_eq!(
        brief(&page),
        [change(2, 2, "updated"), change(2, 3, "inserted")]
    );
    let updated = &page["data"][0];
    assert_eq!(
        updated["fields"],
        json!({
            "name": {"old": "Beta", "new": "Beta S.A."},
            "write_date": {"old": MONDAY, "new": TUESDAY},
        })
    );
    assert_eq!(
        (&updated["model"], &updated["run_id"]),
        (&json!(MODEL), &json!(run.id))
    );
    assert_eq!(page["data"][1]["fields"], json!(null));
    assert_eq!(page["freshness"]["mirror_version"], 2);
}

#[tokio::test]
async fn outdated_and_unchanged_rows_leave_no_history() {
    let spoken = Spoken::create().await;
    let rows = [(1, "Alfa", TUESDAY), (2, "Beta", TUESDAY)];
    spoken.run("snapshot", vec![partners(&rows)]).await;
    // Row 1 is older than the mirror's row; row 2 equals the mirror's row.
    let mut late = partners(&[(1, "Alpha", MONDAY), (2, "Beta", TUESDAY)]);
    late.read_at = "2026-11-22T11:00:00Z".parse().unwrap();
    spoken.run("incremental", vec![late]).await;
    let page = spoken.get("/v1/changes?since_version=1").await;
    assert_eq!(page["data"], json!([]));
    assert_eq!(page["freshness"]["mirror_version"], 1);
    assert_eq!(spoken.world.count("ops.change_set").await, 0);
}

#[tokio::test]
async fn changes_are_filtered_by_version_instant_record_and_kind() {
    let spoken = three_versions().await;
    let all = spoken.get("/v1/changes").await;
    let expected = [
        change(2, 2, "updated"),
        change(2, 3, "inserted"),
        change(3, 2, "deleted"),
    ];
    assert_eq!(brief(&all), expected);
    assert_eq!(all["complete"], false, "nobody said since when");
    let third = all["data"][2]["changed_at"].as_str().unwrap();

    let cases = [
        ("since_version=2".to_owned(), &expected[2..]),
        ("since_version=3".to_owned(), &[]),
        (format!("since={third}"), &expected[2..]),
        (format!("until={third}"), &expected[..2]),
        ("record_id=3".to_owned(), &expected[1..2]),
        ("kind=deleted&record_id=2".to_owned(), &expected[2..]),
        ("model=account.move".to_owned(), &[]),
        (format!("model={MODEL}&kind=updated"), &expected[..1]),
    ];
    for (filter, rows) in cases {
        let page = spoken.get(&format!("/v1/changes?{filter}")).await;
        assert_eq!(brief(&page), rows, "{filter}");
    }
}

#[tokio::test]
async fn pages_of_changes_are_contiguous() {
    let spoken = three_versions().await;
    let mut path = "/v1/changes?since_version=1&limit=1".to_owned();
    let mut seen = Vec::new();
    loop {
        let answer = spoken.world.get(&path, &spoken.key).await;
        seen.extend(brief(&answer.json()));
        let link = answer.header("link");
        let Some(next) = link.strip_suffix(">; rel=\"next\"") else {
            assert_eq!(answer.json()["next"], json!(null));
            break;
        };
        path = next.trim_start_matches('<').to_owned();
        assert!(path.contains("limit=1") && path.contains("since_version=1"));
    }
    let all = spoken.get("/v1/changes?since_version=1").await;
    assert_eq!(seen, brief(&all));
    assert_eq!(seen.len(), 3);
}

#[tokio::test]
async fn a_changed_amount_is_shown_as_decimal_strings() {
    let spoken = Spoken::create().await;
    let lines = |residual: &str, reconciled: bool, date: &str| {
        let mut batch = partners(&[(7, "", date)]);
        batch.model = "account.move.line".to_owned();
        let fields = ["id", "amount_residual", "reconciled", "write_date", "date"];
        batch.fields = fields.map(ToOwned::to_owned).to_vec();
        batch.rows = vec![vec![
            json!(7),
            json!(residual),
            json!(reconciled),
            json!(date),
            json!("2026-11-01"),
        ]];
        batch
    };
    let open = lines("1234567890123.10", false, MONDAY);
    spoken.run("snapshot", vec![open]).await;
    let paid = lines("0.00", true, WEDNESDAY);
    spoken.run("incremental", vec![paid]).await;
    let page = spoken.get("/v1/changes?model=account.move.line&since_version=1");
    assert_eq!(
        page.await["data"][0]["fields"],
        json!({
            "amount_residual": {"old": "1234567890123.10", "new": "0.00"},
            "reconciled": {"old": false, "new": true},
            "write_date": {"old": MONDAY, "new": WEDNESDAY},
        })
    );
}

#[tokio::test]
async fn old_changes_are_removed_and_the_answer_shows_where_history_begins() {
    let spoken = three_versions().await;
    let age = "update ops.change_set set changed_at = now() - interval '91 days' where version = 2";
    spoken.world.run(age).await;
    let api = spoken.world.api();
    let pool = &api.databases.pool("andina").unwrap();
    housekeeping::forget_changes(pool, 92, &Stop::new())
        .await
        .unwrap();
    assert_eq!(spoken.world.count("ops.change").await, 3);
    housekeeping::forget_changes(pool, 90, &Stop::new())
        .await
        .unwrap();

    let page = spoken.get("/v1/changes?model=res.partner&since_version=1");
    let page = page.await;
    assert_eq!(brief(&page), [change(3, 2, "deleted")]);
    assert_eq!(page["complete"], false);
    assert_eq!(page["history"][0]["complete_from_version"], 2);
    let page = spoken.get("/v1/changes?model=res.partner&since_version=2");
    assert_eq!(page.await["complete"], true);
    assert_eq!(spoken.world.count("ops.change_set").await, 1);
}

#[tokio::test]
async fn old_changes_are_all_removed_in_several_transactions() {
    let spoken = Spoken::create().await;
    let old = "insert into ops.change_set
                   select n, 'res.partner', gen_random_uuid(), 1, now() - interval '100 days'
                   from generate_series(1, 120) n;
               insert into ops.change select n, n, 'inserted' from generate_series(1, 120) n";
    spoken.world.run(old).await;
    let api = spoken.world.api();
    let pool = &api.databases.pool("andina").unwrap();
    housekeeping::forget_changes(pool, 90, &Stop::new())
        .await
        .unwrap();
    assert_eq!(spoken.world.count("ops.change").await, 0);
    assert_eq!(spoken.world.count("ops.change_set").await, 0);
}

#[tokio::test]
async fn invalid_parameters_for_changes_are_refused() {
    let spoken = Spoken::create().await;
    let cases = [
        ("model=res.lang", "model"),
        ("since_version=1&since=2026-11-01T00:00:00Z", "since"),
        ("cursor=x", "cursor"),
        ("limit=0", "limit"),
        ("kind=moved", "kind"),
        ("version=1", "version"),
    ];
    for (question, parameter) in cases {
        let path = format!("/v1/changes?{question}");
        let answer = spoken.world.get(&path, &spoken.key).await;
        let problem = answer.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{problem}");
    }
}

#[tokio::test]
async fn a_tenant_does_not_see_the_changes_of_another() {
    let spoken = three_versions().await;
    let key = spoken.world.key("pampa", Role::Admin).await;
    let request = spoken.world.request(Method::GET, PAMPA, "/v1/changes");
    let page = send(request.bearer_auth(key)).await.json();
    assert_eq!(page["data"], json!([]));
}

#[tokio::test]
async fn changes_of_custom_fields_are_listed_by_field() {
    let spoken = Spoken::create().await;
    let batch = partners(&[(1, "Alfa", MONDAY)]);
    spoken.run("snapshot", vec![batch.clone()]).await;
    let before = r#"update odoo.res_partner set _extra = '{"x_a": 1, "x_b": "same", "x_c": true}'"#;
    spoken.world.run(before).await;
    let api = spoken.world.api();
    let pool = &api.databases.pool("andina").unwrap();
    let catalog = catalog::read(&*pool.get().await.unwrap()).await.unwrap();
    let (model, batch) = (&catalog[MODEL], &batch);
    let stage = stage::stage_of(model);
    let staged = format!(
        "create temporary table if not exists {stage} on commit delete rows
                      as select * from odoo.res_partner with no data;
                  insert into {stage} (id) values (1)"
    );
    let after = r#"update odoo.res_partner set _extra = '{"x_a": 2, "x_b": "same", "x_d": "new"}'"#;
    let staged = &staged;
    transaction::write(pool, "extra", |tx| {
        async move {
            tx.batch_execute(staged).await?;
            history::hold(tx, model).await?;
            tx.batch_execute(after).await?;
            apply::publish(tx, model, batch.run, 1).await
        }
        .scope_boxed()
    })
    .await
    .unwrap();
    let page = spoken.get("/v1/changes?since_version=1").await;
    assert_eq!(
        page["data"][0]["fields"],
        json!({
            "x_a": {"old": 1, "new": 2},
            "x_c": {"old": true, "new": null},
            "x_d": {"old": null, "new": "new"},
        })
    );
}
