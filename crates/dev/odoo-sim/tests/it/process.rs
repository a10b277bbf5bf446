//! The program itself.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::client::http;

#[tokio::test]
async fn the_program_serves_one_database_per_tenant_and_stops_on_a_signal() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_odoo-sim"))
        .args(["--bind", "127.0.0.1:0", "--today", "2026-11-22"])
        .args(["--tenant", "one:1:20:pe", "--tenant", "two:2:20:ar"])
        .args(["--user", "bot", "--password", "secret"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(ready["databases"], json!(["one", "two"]));
    let url = ready["url"].as_str().unwrap();
    for database in ["one", "two"] {
        let body = json!({"jsonrpc": "2.0", "id": 1, "method": "call", "params":
            {"service": "common", "method": "login", "args": [database, "bot", "secret"]}});
        let sent = http()
            .post(format!("{url}/jsonrpc"))
            .json(&body)
            .send()
            .await;
        let answer = sent.unwrap().json::<Value>().await.unwrap();
        assert_eq!(answer["result"], 2);
    }
    let told = Command::new("kill").arg(process.id().to_string()).status();
    assert!(told.unwrap().success());
    assert!(process.wait().unwrap().success());
}
