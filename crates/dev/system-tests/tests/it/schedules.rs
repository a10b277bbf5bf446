//! Two schedulers side by side, missed ticks, one effect.

use std::time::Duration;

use serde_json::json;
use system_tests::Stack;

use crate::sync::books;

#[tokio::test(flavor = "multi_thread")]
async fn two_schedulers_have_one_effect_and_the_policy_settles_missed_instants() {
    let mut stack = Stack::start(vec![("andina", books(41, 10))]).await;
    stack.launch_as("scheduler", "scheduler-2");
    stack.ready("scheduler-2").await;
    let api = stack.api_with_key("andina", &stack.make_key("andina", "admin"));
    let (status, schedule) = api
        .post(
            "/v1/schedules",
            &json!({ "name": "each year", "cron": "0 0 1 1 *", "run_kind": "incremental" }),
        )
        .await;
    assert_eq!(status, 201, "{schedule}");
    let id: uuid::Uuid = schedule["id"].as_str().unwrap().parse().unwrap();

    // As if all schedulers had been stopped for five years.
    let client = stack.tenant("andina").database.client().await;
    let back =
        "update ops.schedule set last_due_at = date_trunc('year', now()) - interval '5 years' + interval '1 day'
                where id = $1";
    client.execute(back, &[&id]).await.unwrap();
    let settled = "select count(*) filter (where outcome = 'started'),
                          count(*) filter (where outcome = 'missed'), count(*)
                   from ops.schedule_fire where schedule_id = $1";
    let deadline = tokio::time::Instant::now() + Duration::from_mins(1);
    loop {
        let row = client.query_one(settled, &[&id]).await.unwrap();
        if row.get::<_, i64>(2) >= 5 {
            assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (1, 4));
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "no tick came");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // Both schedulers have had time to repeat the tick.
    tokio::time::sleep(Duration::from_secs(6)).await;
    let row = client.query_one(settled, &[&id]).await.unwrap();
    assert_eq!(row.get::<_, i64>(2), 5);
    let by = format!("schedule:{id}");
    let runs = "select count(*) from ops.sync_run where requested_by = $1";
    assert_eq!(
        client
            .query_one(runs, &[&by])
            .await
            .unwrap()
            .get::<_, i64>(0),
        1
    );
    api.wait_idle(Duration::from_mins(1)).await;
    stack.broker.assert_no_leftovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_schedules_exist_after_the_first_start() {
    let stack = Stack::start(vec![("andina", books(42, 5))]).await;
    let api = stack.api("andina");
    let deadline = tokio::time::Instant::now() + Duration::from_mins(1);
    loop {
        let schedules = api.get("/v1/schedules").await;
        let mut names: Vec<_> = schedules["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|schedule| schedule["name"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        if names == ["incremental", "verify"] {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "{schedules}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
