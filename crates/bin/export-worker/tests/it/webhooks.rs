//! Calls of webhooks through a real broker: what the receiver gets, and what each answer means.

use std::time::Duration;

use contracts::{Epoch, webhook::WebhookRequested};
use lifecycle::clock;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use testkit::{Receiver, ResponseTemplate};
use uuid::Uuid;

use crate::world::{TENANT, World, sealed};

const RESULTS: &str = "core-api.webhook";
const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU=";
const OLD_KEY: &str = "whsec_Zq81mB4sYp3cMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaM=";
const BODY: &str = r#"{"type":"run.failed","data":{"detail":"no respondió: ñ"}}"#;

fn request(url: &str) -> WebhookRequested {
    WebhookRequested {
        delivery: Uuid::new_v4(),
        epoch: Epoch::FIRST,
        url: url.to_owned(),
        keys: vec![KEY.to_owned(), OLD_KEY.to_owned()],
        body: BODY.to_owned(),
        expires_at: clock::now() + Duration::from_mins(15),
    }
}

/// Calls these URLs, of which the operator allows `listed`; returns the results in the same order.
async fn results(listed: &str, urls: &[String]) -> Vec<Value> {
    let world = World::create().await;
    world.configure(&format!("[webhooks]\norigins = [{listed}]\n"), &[]);
    let running = world.start(None, &[]);
    let publisher = world.start_publisher();
    let requests: Vec<_> = urls.iter().map(|url| request(url)).collect();
    for request in &requests {
        let message = sealed(TENANT, request.delivery, request.clone());
        publisher.publish(&message).await;
    }
    let events = world
        .events_in(RESULTS, "webhook.finished", urls.len())
        .await;
    publisher.end().await;
    running.end().await;
    let of = |request: &WebhookRequested| {
        let delivery = request.delivery.to_string();
        let mut events = events.iter().map(|event| &event["data"]);
        let found = events.find(|data| data["delivery"] == delivery.as_str());
        found.unwrap().clone()
    };
    requests.iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_arrives_as_it_is_and_signed_with_each_key() {
    let receiver = Receiver::answering(&[204]).await;
    let url = format!("{}/hook?team=7", receiver.origin());
    let result = results(&format!("'{}'", receiver.origin()), &[url]).await;
    assert_eq!(
        (&result[0]["outcome"], &result[0]["status"]),
        (&json!("delivered"), &json!(204))
    );
    let calls = receiver.calls().await;
    assert_eq!(calls.len(), 1);
    let call = &calls[0];
    assert_eq!((call.path.as_str(), call.body.as_str()), ("/hook", BODY));
    let header = |name: &str| call.headers[name].as_str();
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("webhook-id"), result[0]["delivery"]);
    let second: i64 = header("webhook-timestamp").parse().unwrap();
    assert!((clock::now().as_second() - second).abs() < 60, "{second}");
    let sign = |key: &str| {
        let library = Webhook::new(key).unwrap();
        library
            .sign(header("webhook-id"), second, BODY.as_bytes())
            .unwrap()
    };
    let expected = format!("{} {}", sign(KEY), sign(OLD_KEY));
    assert_eq!(header("webhook-signature"), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_says_whether_the_message_is_sent_again() {
    let elsewhere = Receiver::answering(&[200]).await;
    let moved = ResponseTemplate::new(302).insert_header("location", elsewhere.origin().as_str());
    let secret = "a text that the receiver says";
    let (broken, moved, gone) = tokio::join!(
        Receiver::start(vec![ResponseTemplate::new(503).set_body_string(secret)]),
        Receiver::start(vec![moved]),
        Receiver::answering(&[410]),
    );
    let closed = format!("http://127.0.0.1:{}", testkit::free_port());
    let origins = [broken.origin(), moved.origin(), gone.origin(), closed];
    let listed: Vec<_> = origins.iter().map(|origin| format!("'{origin}'")).collect();
    let urls = origins.map(|origin| format!("{origin}/hook"));
    let results = results(&listed.join(", "), &urls).await;
    let outcomes: Vec<_> = results
        .iter()
        .map(|result| {
            (
                result["outcome"].as_str().unwrap(),
                result["status"].as_u64(),
            )
        })
        .collect();
    let expected = [
        ("deferred", Some(503)),
        ("deferred", Some(302)),
        ("gone", Some(410)),
        ("deferred", None),
    ];
    assert_eq!(outcomes, expected, "{results:#?}");
    assert_eq!(elsewhere.calls().await.len(), 0, "a redirect was followed");
    let details = json!(results).to_string();
    assert!(!details.contains(secret), "{details}");
    assert!(details.contains("redirects are not followed"), "{details}");
    assert!(details.contains("no connection: "), "{details}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_that_may_not_be_called_is_refused_also_if_it_was_allowed_before() {
    let receiver = Receiver::answering(&[200]).await;
    let own = format!("{}/hook", receiver.origin());
    let urls = [
        own,
        "https://127.0.0.1/".to_owned(),
        "https://[::ffff:169.254.169.254]/".to_owned(),
        "https://2130706433/".to_owned(),
    ];
    for result in results("", &urls).await {
        assert_eq!(result["outcome"], "refused", "{result}");
        let detail = result["detail"].as_str().unwrap();
        assert!(
            detail.starts_with("the URL may not be called: "),
            "{detail}"
        );
    }
    assert_eq!(receiver.calls().await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_hangs_delays_no_other_message() {
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_mins(1));
    let (slow, quick) = tokio::join!(Receiver::start(vec![slow]), Receiver::answering(&[200]));
    let world = World::create().await;
    let listed = format!("'{}', '{}'", slow.origin(), quick.origin());
    world.configure(&format!("[webhooks]\norigins = [{listed}]\n"), &[]);
    let running = world.start(None, &[]);
    let publisher = world.start_publisher();
    let mut urls = vec![format!("{}/slow", slow.origin()); 3];
    urls.push(format!("{}/quick", quick.origin()));
    for url in &urls {
        let request = request(url);
        publisher
            .publish(&sealed(TENANT, request.delivery, request.clone()))
            .await;
    }
    let first = world.events_in(RESULTS, "webhook.finished", 1).await;
    assert_eq!(first[0]["data"]["outcome"], "delivered", "{first:#?}");
    let all = world.events_in(RESULTS, "webhook.finished", 4).await;
    let timed_out = all
        .iter()
        .filter(|event| event["data"]["detail"] == "no answer in 15 s");
    assert_eq!(timed_out.count(), 3, "{all:#?}");
    publisher.end().await;
    running.end().await;
}
