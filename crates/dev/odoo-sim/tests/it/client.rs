//! A small JSON-RPC client and the servers that the tests share.

use odoo_sim::{Books, Database, Sim, Spec};
use serde_json::{Value, json};

pub(crate) const MODELS: [&str; 16] = [
    "account.account",
    "account.full.reconcile",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "account.payment.term",
    "account.tax",
    "l10n_latam.document.type",
    "res.company",
    "res.country",
    "res.currency",
    "res.currency.rate",
    "res.partner",
    "res.users",
];

pub(crate) fn spec(invoices: usize) -> Spec {
    Spec::new(7, invoices, jiff::civil::date(2026, 11, 22))
}

pub(crate) fn sim(invoices: usize) -> Sim {
    let books = Books::generate(&spec(invoices));
    Sim::start_local(vec![Database::new("books", "bot", "secret", books)]).unwrap()
}

pub(crate) fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The whole JSON-RPC message that answers a call of a model's method.
pub(crate) async fn call(
    sim: &Sim,
    model: &str,
    method: &str,
    args: Value,
    kwargs: Value,
) -> Value {
    let args = json!(["books", 2, "secret", model, method, args, kwargs]);
    message(sim, "object", "execute_kw", args).await
}

pub(crate) async fn message(sim: &Sim, service: &str, method: &str, args: Value) -> Value {
    let body = json!({
        "jsonrpc": "2.0", "method": "call", "id": 1,
        "params": {"service": service, "method": method, "args": args},
    });
    let url = format!("{}/jsonrpc", sim.url());
    let text = http()
        .post(url)
        .json(&body)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Everything in sight: archived rows and both companies.
pub(crate) fn context() -> Value {
    json!({"active_test": false, "allowed_company_ids": [1, 2], "lang": "en_US", "tz": "UTC"})
}

pub(crate) async fn ids(sim: &Sim, model: &str, domain: Value) -> Vec<i64> {
    let kwargs = json!({"order": "id", "context": context()});
    let answer = call(sim, model, "search", json!([domain]), kwargs).await;
    assert!(answer.get("error").is_none(), "{answer}");
    answer["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_i64().unwrap())
        .collect()
}

/// All rows of a model.
pub(crate) fn rows(sim: &Sim, model: &str) -> Vec<Value> {
    let lines = sim.records("books", model).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Exact hundredths of a number that was read from JSON.
pub(crate) fn cents(value: &Value) -> i64 {
    let amount: rust_decimal::Decimal = value.to_string().parse().unwrap();
    i64::try_from(amount.checked_mul(100.into()).unwrap()).unwrap()
}
