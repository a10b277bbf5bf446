//! The event feed while keys are revoked, transactions are long, or the database came from elsewhere.

use std::time::Duration;

use core_api::{http::auth::Role, upkeep::housekeeping};
use tokio::time::{sleep, timeout};

use crate::{
    feed::{Feed, run_is},
    world::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_with_news_all_the_time_ends_with_its_key() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    let news = async {
        for state in ["requested", "running"].iter().cycle() {
            run_is(&world, state).await;
            sleep(Duration::from_millis(500)).await;
        }
    };
    let told = async {
        run_is(&world, "done").await;
        feed.until("run", "running").await;
        world.run("update ops.api_key set revoked_at = now()").await;
        while feed.next().await.is_some() {}
    };
    tokio::select! {
        () = news => unreachable!("there is always news"),
        ended = timeout(Duration::from_secs(40), told) => ended.expect("the stream goes on"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_events_during_a_long_transaction_reset_a_stream_once() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let mut other = world.another_client().await;
    let slow = other.transaction().await.unwrap();
    slow.batch_execute("select pg_current_xact_id()")
        .await
        .unwrap();
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    world
        .run(
            "insert into ops.feed_event (kind, object_id, state, company_ids)
             select 'mail', gen_random_uuid(), 'sent', '{}' from generate_series(1, 2500)",
        )
        .await;
    assert_eq!(feed.next().await.unwrap().name, "reset");
    sleep(Duration::from_secs(3)).await;
    run_is(&world, "requested").await;
    let told = feed.until("run", "requested").await;
    assert!(told.iter().all(|event| event.name != "reset"), "{told:?}");
    run_is(&world, "done").await;
    assert_eq!(feed.until("run", "done").await.len(), 1);
    slow.rollback().await.unwrap();
}

/// Transaction numbers of the old server are higher than those of the new one.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_from_another_server_has_a_feed() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    world
        .run(
            "insert into ops.feed_event (xact, kind, object_id, state, written_at)
             select '9000000000000'::xid8, 'run', gen_random_uuid(), 'done',
                    now() - interval '11 minutes'
             from generate_series(1, 2500);
             update ops.feed_floor set xact = '8000000000000'",
        )
        .await;
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    sleep(Duration::from_secs(3)).await;
    run_is(&world, "requested").await;
    let told = feed.until("run", "requested").await;
    assert!(told.iter().all(|event| event.name != "reset"), "{told:?}");

    let api = world.api();
    let pool = &api.databases.pool("andina").unwrap();
    housekeeping::remove_old_rows(pool).await.unwrap();
    assert_eq!(world.count("ops.feed_event").await, 1);
    drop(feed);
    let mut feed = Feed::open(&world, &key, Some("8000000000000")).await;
    assert_eq!(feed.next().await.unwrap().name, "reset");
}
