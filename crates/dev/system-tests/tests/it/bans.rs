//! The filter for fail2ban finds in real log lines who guesses keys and passwords, and nobody else.

use std::{fs, path::Path, process::Command, time::Duration};

use reqwest::{Client, Method, header::HOST};
use serde_json::json;
use system_tests::Stack;
use tokio::time::{Instant, sleep};

use crate::sync::books;

const HOST_NAME: &str = "andina.localhost";
/// Addresses that are nobody's (RFC 5737): one guesses keys, one passwords, one has an old cookie.
const KEYS: &str = "203.0.113.7";
const PASSWORDS: &str = "203.0.113.8";
const COOKIE: &str = "203.0.113.9";

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_guess_are_found_in_the_log_and_those_with_an_old_session_are_not() {
    let extra = [("ESPEJO_TRUSTED_PROXIES", "127.0.0.1")];
    let mut stack = Stack::start_with(vec![("andina", books(38, 5))], &extra).await;
    let url = stack.url();
    let client = Client::builder().no_proxy().build().unwrap();
    let request = |method: Method, path: &str, address: &str| {
        client
            .request(method, format!("{url}{path}"))
            .header(HOST, HOST_NAME)
            .header("x-forwarded-for", address)
    };
    let companies = |address| request(Method::GET, "/v1/companies", address);
    let wrong = format!("esp_aaaaaaaaaaaa_{}", "b".repeat(43));
    let guess = json!({ "email": "ana@example.com", "password": "a wrong password of Ana" });
    for refused in [
        companies(KEYS).bearer_auth(&wrong),
        companies(COOKIE).header("cookie", "__Host-espejo=old"),
        request(Method::POST, "/v1/session", PASSWORDS)
            .header("origin", format!("http://{HOST_NAME}"))
            .json(&guess),
    ] {
        let answer = refused.send().await.unwrap();
        assert_eq!(answer.status(), 401);
    }

    let lines = [KEYS, PASSWORDS, COOKIE].map(|address| format!("\"{address}\""));
    let begun = Instant::now();
    let log = loop {
        let log = stack.service("core-api").log();
        if lines.iter().all(|address| log.contains(address)) {
            break log;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{log}");
        sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(found(&log), [KEYS, PASSWORDS], "{log}");
    let forged = format!(
        "{{\"timestamp\":\"2026-12-01T12:00:00Z\",\"service\":\"core-api\",\"message\":{}}}",
        json!("\"event\":\"auth.failed\",\"address\":\"203.0.113.10\"")
    );
    assert_eq!(
        found(&forged),
        [""; 0],
        "text that a client sends is no address"
    );
}

/// The addresses that fail2ban would count.
fn found(log: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("core-api.log");
    fs::write(&file, log).unwrap();
    let filter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../deploy/fail2ban/filter.conf");
    let mut command = Command::new("fail2ban-regex");
    command.args(["--out", "ip"]).arg(file).arg(filter);
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; ./run test installs it"));
    let said = String::from_utf8(output.stdout).unwrap();
    let mut found: Vec<_> = said.lines().map(str::to_owned).collect();
    found.sort();
    found
}
