//! Attempts, keys and what is left in the folder of files.

use serde_json::json;

use crate::world::{AGEING, OPEN_ITEMS, TENANT, World, request};

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_reports_its_start_and_stores_the_file_with_its_hash() {
    let world = World::create().await;
    let running = world.start(None, &[]);
    let request = request(TENANT, OPEN_ITEMS, &json!({}));
    running.publish(&request).await;
    let finished = world.events("export.finished", 1).await.remove(0);
    running.end().await;
    let begun = world.events("export.progressed", 1).await.remove(0);
    assert_eq!(
        (&begun["data"]["rows"], &begun["data"]["epoch"]),
        (&json!(0), &json!(1))
    );
    let data = &finished["data"];
    assert_eq!(begun["data"]["attempt"], data["attempt"]);
    assert_eq!(finished["causationid"], request.id.to_string());
    assert_eq!(
        (&finished["tenant"], &finished["subject"]),
        (&json!(TENANT), &data["job"])
    );

    let key = format!(
        "exports/{TENANT}/{}/{}.xlsx",
        data["job"].as_str().unwrap(),
        data["attempt"].as_str().unwrap()
    );
    assert_eq!(data["file_key"], key);
    assert_eq!(world.all_files(), std::slice::from_ref(&key));
    let path = world.files().join(&key);
    assert_eq!(data["size_bytes"], std::fs::metadata(&path).unwrap().len());
    let sum = std::process::Command::new("sha256sum")
        .arg(&path)
        .output()
        .unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert_eq!(data["sha256"], sum.split(' ').next().unwrap());
    assert_eq!(world.broker.queue_depth("export-worker.export").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_makes_two_attempts_with_one_file_each() {
    let world = World::create().await;
    let running = world.start(None, &[]);
    let request = request(TENANT, AGEING, &json!({}));
    running.publish(&request).await;
    running.publish(&request).await;
    let finished = world.events("export.finished", 2).await;
    running.end().await;
    let attempts: Vec<_> = finished
        .iter()
        .map(|event| &event["data"]["attempt"])
        .collect();
    assert_ne!(attempts[0], attempts[1]);
    assert_eq!(world.all_files().len(), 2);
    let totals = finished.iter().map(|event| &event["data"]["control_total"]);
    assert!(totals.clone().all(|total| total == "1347.55"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_job_is_not_repeated() {
    let world = World::create().await;
    let request = request(TENANT, AGEING, &json!({}));
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    let job: uuid::Uuid = body["subject"].as_str().unwrap().parse().unwrap();
    world
        .admin
        .execute(
            "insert into ops.export_job (id, report, parameters, format, locale, file_name, state,
                 requested_by)
             values ($1, 'ageing', '{}', 'xlsx', 'es', 'a.xlsx', 'finished', 'test')",
            &[&job],
        )
        .await
        .unwrap();
    let running = world.start(None, &[]);
    running.publish(&request).await;
    running
        .publish(&crate::world::request(TENANT, AGEING, &json!({})))
        .await;
    world.events("export.finished", 1).await;
    running.end().await;
    let events = world.all_events().await;
    let of_job: Vec<_> = events
        .iter()
        .filter(|event| event["subject"] == body["subject"])
        .collect();
    assert!(
        of_job
            .iter()
            .all(|event| event["type"] == "espejo.export.progressed.v1")
    );
    assert_eq!(world.all_files().len(), 1);
}
