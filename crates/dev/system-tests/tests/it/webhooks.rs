//! A webhook across the services: the mirror is proved, and another program is told.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use system_tests::Stack;
use testkit::{ReceivedCall, Receiver};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
const SECRETS_KEY: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

pub(crate) fn assert_signed(call: &ReceivedCall, key: &str) {
    let second = call.headers["webhook-timestamp"].parse().unwrap();
    let id = &call.headers["webhook-id"];
    let library = Webhook::new(key).unwrap();
    let expected = library.sign(id, second, call.body.as_bytes()).unwrap();
    assert_eq!(call.headers["webhook-signature"], expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_told_again_until_the_receiver_has_it_also_after_a_killed_worker() {
    let receiver = Receiver::answering(&[503, 204]).await;
    let extra = [("ESPEJO_SECRETS_KEY", SECRETS_KEY)];
    let mut stack = Stack::prepare(vec![("andina", books(37, 50))], &extra).await;
    let allowed = format!("[webhooks]\norigins = [\"{}\"]\n", receiver.origin());
    stack.set_additions("andina", &allowed);
    stack.start_all().await;
    let admin = stack.make_key("andina", "admin");
    let api = stack.api_with_key("andina", &admin);
    let body = json!({
        "name": "all", "target_url": format!("{}/hook", receiver.origin()),
        "events": ["mirror.proved", "run.failed"],
    });
    let (status, webhook) = api.post("/v1/webhooks", &body).await;
    assert_eq!(status, StatusCode::CREATED, "{webhook}");
    api.run("snapshot", PATIENCE).await;
    let run = api.run("verify", PATIENCE).await;

    let calls = receiver.wait_for(2).await;
    let key = webhook["key"].as_str().unwrap();
    for call in &calls {
        assert_signed(call, key);
        let message: Value = serde_json::from_str(&call.body).unwrap();
        assert_eq!(
            (
                &message["type"],
                &message["tenant"],
                &message["data"]["run_id"]
            ),
            (&json!("mirror.proved"), &json!("andina"), &run["id"])
        );
    }
    assert_eq!(
        calls[0].headers["webhook-id"],
        calls[1].headers["webhook-id"]
    );
    assert_eq!(calls[0].body, calls[1].body);
    let url = format!("/v1/webhook-deliveries/{}", calls[0].headers["webhook-id"]);
    let message = api.wait(&url, "delivered", PATIENCE).await;
    let statuses: Vec<_> = message["calls"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&statuses[0]["status_code"], &statuses[1]["status_code"]),
        (&json!(503), &json!(204)),
        "{message}"
    );

    let test = format!("{}/test", webhook["url"].as_str().unwrap());
    stack.service("export-worker").kill_9();
    let (status, message) = api.post(&test, &json!({})).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{message}");
    stack.launch("export-worker");
    api.wait(message["url"].as_str().unwrap(), "delivered", PATIENCE)
        .await;
}
