//! Small exports beside large ones, and exports that are no longer wanted. A table lock stands for a
//! query that takes long.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{AGEING, OPEN_ITEMS, TENANT, World, request};

#[tokio::test(flavor = "multi_thread")]
async fn a_small_export_runs_beside_a_large_one_while_another_large_one_waits() {
    let world = World::create().await;
    // Only the rows of open items need journals; their number does not.
    let lock = world.database.client().await;
    lock.batch_execute("begin; lock table odoo.account_journal in access exclusive mode")
        .await
        .unwrap();
    let limits = [
        ("ESPEJO_EXPORT_SLOTS", "1"),
        ("ESPEJO_EXPORT_LARGE_ROWS", "2"),
    ];
    let running = world.start(None, &limits);
    let large = [(); 2].map(|()| request(TENANT, OPEN_ITEMS, &json!({})));
    for large in &large {
        running.publish(large).await;
    }
    let small = request(TENANT, AGEING, &json!({}));
    running.publish(&small).await;

    let first = world.events("export.finished", 1).await;
    assert_eq!(first[0]["causationid"], small.id.to_string());
    lock.batch_execute("commit").await.unwrap();
    let all = world.events("export.finished", 3).await;
    running.end().await;
    for large in large {
        let id = large.id.to_string();
        assert!(all.iter().any(|event| event["causationid"] == id), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_export_stops_at_once_and_leaves_no_file() {
    let world = World::create().await;
    let lock = world.database.client().await;
    lock.batch_execute("begin; lock table odoo.account_journal in access exclusive mode")
        .await
        .unwrap();
    let request = request(TENANT, OPEN_ITEMS, &json!({}));
    let body: Value = serde_json::from_str(&request.body).unwrap();
    let job: Uuid = body["subject"].as_str().unwrap().parse().unwrap();
    let sql = "insert into ops.export_job
            (id, report, parameters, format, locale, file_name, state, requested_by)
         values ($1, 'open-items', '{}', 'xlsx', 'es', 'a.xlsx', 'running', 'test')";
    world.admin.execute(sql, &[&job]).await.unwrap();
    let running = world.start(None, &[("ESPEJO_EXPORT_SLOTS", "1")]);
    running.publish(&request).await;
    world.events("export.progressed", 1).await;
    let sql = "update ops.export_job set state = 'cancelled', epoch = 2 where id = $1";
    world.admin.execute(sql, &[&job]).await.unwrap();

    // The lock is still held: the only slot is free because the attempt was given up.
    let next = crate::world::request(TENANT, AGEING, &json!({}));
    running.publish(&next).await;
    let finished = world.events("export.finished", 1).await;
    running.end().await;
    lock.batch_execute("commit").await.unwrap();
    assert_eq!(finished[0]["causationid"], next.id.to_string());
    assert!(world.all_events().await.iter().all(|event| {
        event["subject"] != body["subject"] || event["type"] == "espejo.export.progressed.v1"
    }));
    assert_eq!(world.all_files().len(), 1);
}
