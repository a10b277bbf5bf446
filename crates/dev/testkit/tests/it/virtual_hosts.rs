use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::{Channel, Connection, ConnectionProperties};
use serde_json::json;
use testkit::VirtualHost;

async fn channel(host: &VirtualHost) -> (Connection, Channel) {
    let connection = Connection::connect(&host.url(), ConnectionProperties::default())
        .await
        .unwrap();
    let channel = connection.create_channel().await.unwrap();
    (connection, channel)
}

async fn declare(host: &VirtualHost, queue: &str) {
    let (connection, channel) = channel(host).await;
    let mut arguments = FieldTable::default();
    let kind = lapin::types::LongString::from("quorum");
    arguments.insert(
        "x-queue-type".into(),
        lapin::types::AMQPValue::LongString(kind),
    );
    let options = QueueDeclareOptions {
        durable: true,
        ..QueueDeclareOptions::default()
    };
    channel
        .queue_declare(queue.into(), options, arguments)
        .await
        .unwrap();
    connection.close(200, "done".into()).await.unwrap();
}

#[tokio::test]
async fn queues_of_virtual_hosts_are_isolated() {
    let (first, second) = (VirtualHost::create().await, VirtualHost::create().await);
    declare(&first, "pens").await;

    assert_eq!(first.queues().await, ["pens"]);
    assert!(second.queues().await.is_empty());
}

#[tokio::test]
async fn a_stored_message_is_counted_at_once_and_can_be_peeked() {
    let host = VirtualHost::create().await;
    declare(&host, "pens").await;
    let properties = json!({ "delivery_mode": 2, "headers": { "x-attempt": 3 } });

    assert!(host.publish("", "pens", properties, "blue").await);
    assert!(
        !host.publish("", "pencils", json!({}), "red").await,
        "there is no such queue"
    );

    assert_eq!(host.queue_depth("pens").await, 1);
    let messages = host.messages("pens", 10).await;
    assert_eq!(messages[0].payload, "blue");
    assert_eq!(messages[0].properties["headers"]["x-attempt"], 3);
    assert_eq!(host.queue_depth("pens").await, 1);
}

#[tokio::test]
async fn a_dead_letter_fails_the_test_that_left_it() {
    let host = VirtualHost::create().await;
    declare(&host, "pens.dead").await;
    host.assert_no_leftovers().await;
    assert!(host.publish("", "pens.dead", json!({}), "broken").await);

    assert_eq!(host.dead_letters().await[0].payload, "broken");
    let check = async move { host.assert_no_leftovers().await };
    assert!(tokio::spawn(check).await.unwrap_err().is_panic());
}
