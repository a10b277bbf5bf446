//! Pages of dead letters, which come from the queues of the broker.

use core_api::cli::RoleName;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::dead_letters::{Service, languages, seal};

fn ids(letters: &[Value]) -> Vec<&str> {
    let ids = letters.iter().map(|letter| letter["id"].as_str().unwrap());
    ids.collect()
}

/// A page of two letters, and the path of the next one.
async fn page(service: &Service, path: &str, key: &str) -> (Vec<Value>, Option<String>) {
    let answer = service.ask(Method::GET, path, key).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    let next = body["next"].as_str();
    let next = next.map(|cursor| format!("/v1/dead-letters?limit=2&cursor={cursor}"));
    (body["data"].as_array().unwrap().clone(), next)
}

/// The letters of all pages from this one on.
async fn rest(service: &Service, mut path: Option<String>, key: &str) -> Vec<Value> {
    let mut seen = Vec::new();
    while let Some(at) = path {
        let (mut letters, next) = page(service, &at, key).await;
        assert!(letters.len() == 2 || next.is_none(), "{letters:?}");
        seen.append(&mut letters);
        path = next;
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_dead_letters_leave_none_out_even_if_some_are_discarded_meanwhile() {
    let service = Service::start().await;
    let admin = service.key("andina", RoleName::Admin).await;
    let poison = seal(languages(Uuid::now_v7(), Uuid::new_v4()));
    // Two letters with one id, as a crash leaves them.
    for message in [&poison, &poison] {
        service.publish(message).await;
    }
    for _ in 0..3 {
        let message = seal(languages(Uuid::now_v7(), Uuid::new_v4()));
        service.publish(&message).await;
    }
    let id = Uuid::now_v7().to_string();
    let body = json!({ "tenant": "andina", "id": id }).to_string();
    let properties = json!({ "message_id": id, "headers": { "tenant": "andina" } });
    let broker = &service.broker;
    service.until_letters(&admin, 5).await;
    let invalid = broker.publish("espejo.export-worker", "export.finished", properties, &body);
    assert!(invalid.await);
    let all = service.until_letters(&admin, 6).await;

    let first = Some("/v1/dead-letters?limit=2".to_owned());
    let paged = rest(&service, first, &admin).await;
    assert_eq!(ids(&paged), ids(&all), "the queue is read in any order");
    let (start, next) = page(&service, "/v1/dead-letters?limit=1", &admin).await;
    let second = rest(&service, next, &admin).await;
    assert_eq!(ids(&start)[0], ids(&all)[0]);
    assert_eq!(
        ids(&second),
        ids(&all[1..]),
        "the copy has a place of its own"
    );

    let (_, next) = page(&service, "/v1/dead-letters?limit=2", &admin).await;
    let discard = format!("/v1/dead-letters/{}?reason=a+test", poison.id);
    let gone = service.ask(Method::DELETE, &discard, &admin).await;
    assert_eq!(gone.json()["queues"][0]["copies"], 2, "{gone:?}");
    let after = rest(&service, next, &admin).await;
    assert_eq!(ids(&after), ids(&all[2..]));
    let found = service.ask(
        Method::GET,
        "/v1/dead-letters?queue=core-api.export",
        &admin,
    );
    assert_eq!(ids(found.await.json()["data"].as_array().unwrap()), [id]);
}
