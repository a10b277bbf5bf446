//! Faults on demand, through the control API and the handle.

use std::time::{Duration, Instant};

use odoo_sim::{Fault, FaultKind, Sim};
use serde_json::{Value, json};

use crate::client::{call, context, http, sim};

/// Far less than a call hangs, far more than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

async fn read(sim: &Sim) -> Result<reqwest::Response, reqwest::Error> {
    let kwargs = json!({"fields": ["balance"], "limit": 100, "load": "", "context": context()});
    let args = json!([
        "books",
        2,
        "secret",
        "account.move.line",
        "search_read",
        [[]],
        kwargs
    ]);
    let body = json!({"jsonrpc": "2.0", "id": 9, "method": "call",
        "params": {"service": "object", "method": "execute_kw", "args": args}});
    http()
        .post(format!("{}/jsonrpc", sim.url()))
        .json(&body)
        .send()
        .await
}

async fn order(sim: &Sim, fault: Value) {
    let response = http()
        .post(format!("{}/_sim/faults", sim.url()))
        .json(&fault)
        .send()
        .await;
    assert_eq!(response.unwrap().status(), 204);
}

#[tokio::test]
async fn connections_are_dropped_without_an_answer_exactly_as_often_as_requested() {
    let sim = sim(50);
    order(&sim, json!({"kind": "drop_connection", "times": 2})).await;
    for _ in 0..2 {
        let error = read(&sim).await.unwrap_err();
        assert!(error.is_request() || error.is_body(), "{error:?}");
    }
    assert_eq!(read(&sim).await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_truncated_answer_ends_before_its_length() {
    let sim = sim(50);
    order(
        &sim,
        json!({"kind": "truncated", "times": 1, "model": "account.move.line"}),
    )
    .await;
    let response = read(&sim).await.unwrap();
    let announced = response.content_length().unwrap();
    assert!(announced > 100);
    assert!(response.text().await.is_err());
    assert!(read(&sim).await.unwrap().text().await.is_ok());
}

#[tokio::test]
async fn a_bad_gateway_answer_is_html() {
    let sim = sim(50);
    order(&sim, json!({"kind": "http_502_html", "times": 1})).await;
    let response = read(&sim).await.unwrap();
    assert_eq!(response.status(), 502);
    assert!(response.text().await.unwrap().contains("<html>"));
}

#[tokio::test]
async fn a_fault_applies_after_its_number_of_calls_and_only_to_its_model() {
    let sim = sim(50);
    order(&sim, json!({"kind": "access_denied", "times": 1, "after_calls": 2, "model": "account.move.line"})).await;
    let kwargs = json!({"context": context()});
    let other = call(&sim, "res.partner", "search_count", json!([[]]), kwargs).await;
    assert!(other["result"].is_u64());
    for turn in 0..4 {
        let answer: Value =
            serde_json::from_str(&read(&sim).await.unwrap().text().await.unwrap()).unwrap();
        assert_eq!(answer.get("error").is_some(), turn == 2, "turn {turn}");
    }
}

#[tokio::test]
async fn the_wrong_type_fault_changes_the_first_record() {
    let sim = sim(50);
    sim.fault(Fault::times(FaultKind::WrongType, 1));
    let answer: Value =
        serde_json::from_str(&read(&sim).await.unwrap().text().await.unwrap()).unwrap();
    assert!(answer["result"][0]["balance"].is_string());
    assert!(answer["result"][1]["balance"].is_f64());
}

#[tokio::test]
async fn latency_is_added_per_call_and_per_record() {
    let sim = sim(50);
    sim.fault(Fault {
        value: 120,
        ..Fault::times(FaultKind::SlowMsPerCall, 1)
    });
    sim.fault(Fault {
        value: 2000,
        ..Fault::always(FaultKind::SlowUsPerRecord)
    });
    let begun = Instant::now();
    read(&sim).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(320));
    // Long enough that no slow machine is taken for it.
    sim.fault(Fault {
        value: 600_000,
        ..Fault::always(FaultKind::SlowMsPerCall)
    });
    sim.clear_faults();
    let read = tokio::time::timeout(PATIENCE, read(&sim)).await;
    read.expect("the faults are still there").unwrap();
}

#[tokio::test]
async fn a_hanging_call_ends_without_an_answer_and_does_not_block_a_stop() {
    let sim = sim(50);
    sim.fault(Fault {
        value: 150,
        ..Fault::times(FaultKind::Hang, 1)
    });
    assert!(read(&sim).await.is_err());
    sim.fault(Fault::times(FaultKind::Hang, 1));
    let waited = tokio::time::timeout(Duration::from_millis(200), read(&sim)).await;
    assert!(waited.is_err());
    let begun = Instant::now();
    sim.stop().unwrap();
    assert!(begun.elapsed() < PATIENCE);
}

#[tokio::test]
async fn calls_are_counted_with_their_records() {
    let sim = sim(50);
    read(&sim).await.unwrap();
    read(&sim).await.unwrap();
    let calls: Value = serde_json::from_str(
        &http()
            .get(format!("{}/_sim/calls", sim.url()))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap(),
    )
    .unwrap();
    assert_eq!(calls[0]["model"], "account.move.line");
    assert_eq!(
        (calls[0]["calls"].as_u64(), calls[0]["records"].as_u64()),
        (Some(2), Some(200))
    );
}

#[tokio::test]
async fn a_changed_password_denies_access_and_a_removed_field_is_invalid() {
    let sim = sim(50);
    let order = async |path: &str, body: Value| {
        http()
            .post(format!("{}/_sim/{path}", sim.url()))
            .json(&body)
            .send()
            .await
            .unwrap()
            .status()
    };
    assert_eq!(
        order(
            "remove_field",
            json!({"database": "books", "model": "account.move", "field": "invoice_origin"})
        )
        .await,
        204
    );
    let kwargs = json!({"fields": ["invoice_origin"]});
    let answer = call(&sim, "account.move", "search_read", json!([[]]), kwargs).await;
    assert_eq!(
        answer["error"]["data"]["message"],
        "Invalid field 'invoice_origin' on model 'account.move'"
    );
    let answer = call(&sim, "account.move", "fields_get", json!([]), json!({})).await;
    assert!(
        answer["result"].get("invoice_origin").is_none() && answer["result"].get("name").is_some()
    );
    assert_eq!(
        order("password", json!({"database": "books", "password": "new"})).await,
        204
    );
    let answer = call(&sim, "account.move", "search_count", json!([[]]), json!({})).await;
    assert_eq!(
        answer["error"]["data"]["name"],
        "odoo.exceptions.AccessDenied"
    );
    assert_eq!(
        order("password", json!({"database": "other", "password": "new"})).await,
        404
    );
}
