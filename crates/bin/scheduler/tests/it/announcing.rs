//! What is said, how often, and through which outages.

use std::time::Duration;

use contracts::schedule::ScheduleDue;
use testkit::TcpCut;

use crate::world::{QUEUE, World, event};

const YEARLY: &str = "0 0 1 1 *";
const THREE_YEARS: i32 = 1100;

#[tokio::test(flavor = "multi_thread")]
async fn two_schedulers_publish_one_event_id_for_the_newest_missed_instant() {
    let world = World::create().await;
    let id = world.schedule("yearly", YEARLY, false, THREE_YEARS).await;
    let first = World::start(world.pool(None), world.broker_url());
    let second = World::start(world.pool(None), world.broker_url());
    let messages = world.announced(2).await;
    first.end().await;
    second.end().await;

    let due = ScheduleDue {
        schedule: id,
        version: 1,
        due_at: world.new_year().await.parse().unwrap(),
    };
    for message in &messages {
        let event = event(message);
        assert_eq!(event["id"], due.event_id().to_string());
        assert_eq!(message.properties["message_id"], due.event_id().to_string());
        assert_eq!(event["data"], serde_json::to_value(&due).unwrap());
        assert_eq!(
            (&event["tenant"], &event["source"]),
            (&"andina".into(), &"scheduler".into())
        );
        assert_eq!(event["subject"], id.to_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_instants_are_announced_once_unless_paused_or_invalid() {
    let world = World::create().await;
    let id = world.schedule("yearly", YEARLY, false, THREE_YEARS).await;
    world.schedule("paused", YEARLY, true, THREE_YEARS).await;
    world
        .schedule("a broken one comes first", "every day", false, THREE_YEARS)
        .await;
    let running = World::start(world.pool(None), world.broker_url());
    world.announced(1).await;
    // Some twenty looks more.
    tokio::time::sleep(Duration::from_secs(1)).await;
    running.end().await;
    let messages = world.broker.messages(QUEUE, 100).await;
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert_eq!(event(&messages[0])["data"]["schedule"], id.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settled_instant_is_not_announced_until_its_schedule_changes() {
    let world = World::create().await;
    let id = world.schedule("yearly", YEARLY, false, 0).await;
    let running = World::start(world.pool(None), world.broker_url());
    tokio::time::sleep(Duration::from_secs(1)).await;
    world
        .admin
        .execute(
            "update ops.schedule set version = 2, last_due_at = now() - interval '3 years'
             where id = $1",
            &[&id],
        )
        .await
        .unwrap();
    let messages = world.announced(1).await;
    running.end().await;
    assert_eq!(messages.len(), 1);
    assert_eq!(event(&messages[0])["data"]["version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn database_and_broker_outages_only_delay_the_announcement() {
    let world = World::create().await;
    world.schedule("yearly", YEARLY, false, THREE_YEARS).await;
    let address = world
        .database
        .url()
        .split('@')
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    let database = TcpCut::to(&address).await;
    let broker = TcpCut::to(&world.broker.broker_address()).await;
    database.refuse();
    broker.refuse();
    let running = World::start(
        world.pool(Some(database.port())),
        world.broker.url_through("espejo_scheduler", broker.port()),
    );
    tokio::time::sleep(Duration::from_secs(1)).await;
    database.restore();
    tokio::time::sleep(Duration::from_secs(1)).await;
    broker.restore();
    let messages = world.announced(1).await;
    running.end().await;
    assert_eq!(messages.len(), 1);
}
