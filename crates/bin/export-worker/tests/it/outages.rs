//! What cannot be made, and says so.

use serde_json::json;
use testkit::TcpCut;

use crate::world::{OPEN_ITEMS, TENANT, World, request};

async fn failure(world: &World, more: &serde_json::Value) -> serde_json::Value {
    let running = world.start(None, &[("ESPEJO_EXPORT_MAX_ROWS", "2")]);
    running.publish(&request(TENANT, OPEN_ITEMS, more)).await;
    let failed = world.events("export.failed", 1).await.remove(0);
    running.end().await;
    assert!(world.all_files().is_empty(), "{:?}", world.all_files());
    failed["data"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_parameters_fail_permanently_with_a_reason() {
    let world = World::create().await;
    let failed = failure(&world, &json!({ "company_id": 99 })).await;
    assert_eq!(
        (&failed["retryable"], &failed["reason"]),
        (&json!(false), &json!("parameters"))
    );
    assert!(
        failed["detail"].as_str().unwrap().contains("company 99"),
        "{failed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn more_rows_than_allowed_fail_permanently() {
    let world = World::create().await;
    let failed = failure(&world, &json!({})).await;
    assert_eq!(
        (&failed["retryable"], &failed["reason"]),
        (&json!(false), &json!("too_many_rows"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unavailable_database_fails_the_attempt_as_retryable() {
    let world = World::create().await;
    let url = world.database.url();
    let address = url.split('@').nth(1).unwrap().split('/').next().unwrap();
    let line = TcpCut::to(address).await;
    line.refuse();
    let running = world.start(Some(line.port()), &[]);
    running
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    let failed = world.events("export.failed", 1).await.remove(0);
    assert_eq!(failed["data"]["retryable"], true);
    assert_eq!(failed["data"]["reason"], "database");

    // The slot is free again and the next request succeeds.
    line.restore();
    running
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    world.events("export.finished", 1).await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_connection_that_is_lost_during_an_export_leaves_no_file() {
    let world = World::create().await;
    world.add_invoices(50_000).await;
    let url = world.database.url();
    let address = url.split('@').nth(1).unwrap().split('/').next().unwrap();
    let line = TcpCut::to(address).await;
    // Slow enough that the cut comes while rows flow.
    line.delay(std::time::Duration::from_millis(20));
    let running = world.start(Some(line.port()), &[]);
    running
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    world.events("export.progressed", 1).await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    line.cut();
    let failed = world.events("export.failed", 1).await.remove(0);
    running.end().await;
    assert_eq!(
        (&failed["data"]["retryable"], &failed["data"]["reason"]),
        (&json!(true), &json!("database"))
    );
    assert!(world.all_files().is_empty(), "{:?}", world.all_files());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unwritable_folder_fails_the_attempt_as_retryable() {
    let world = World::create().await;
    // A file where the folder of exports should be.
    std::fs::write(world.files().join("exports"), "").unwrap();
    let running = world.start(None, &[]);
    running
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    let failed = world.events("export.failed", 1).await.remove(0);
    running.end().await;
    assert_eq!(
        (&failed["data"]["retryable"], &failed["data"]["reason"]),
        (&json!(true), &json!("storage"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_an_unknown_tenant_is_tried_again_later() {
    let world = World::create().await;
    let running = world.start(None, &[]);
    running
        .publish(&request("stranger", OPEN_ITEMS, &json!({})))
        .await;
    let mut waiting = 0;
    for _ in 0..600 {
        waiting = world.broker.queue_depth("export-worker.delay.5s").await;
        if waiting > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    running.end().await;
    assert_eq!(waiting, 1);
    assert!(world.broker.dead_letters().await.is_empty());
    assert!(world.all_events().await.is_empty());
}
