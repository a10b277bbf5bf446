//! Requests to servers of this checkout, by curl: an HTTP library would make every build of this
//! crate long.

use std::process::Command;

use anyhow::Result;

use crate::programs::{output, program, succeeds};

/// True if the URL answers with a status of success within this time.
pub(crate) fn answers(url: &str, seconds: u32, headers: &[String]) -> bool {
    let mut command = curl(url);
    command.args(["-m", &seconds.to_string()]);
    for header in headers {
        command.args(["-H", header]);
    }
    succeeds(&mut command)
}

/// True if the URL takes this JSON within 30 seconds.
pub(crate) fn takes(url: &str, host: &str, json: &str) -> bool {
    let mut command = curl(url);
    command.args(["-m", "30", "-X", "POST", "-d", json]);
    command.args(["-H", &format!("Host: {host}")]);
    command.args(["-H", "Content-Type: application/json"]);
    succeeds(&mut command)
}

/// What the URL answers to this JSON; fails if the status is no success.
pub(crate) fn send(method: &str, url: &str, headers: &[String], json: &str) -> Result<String> {
    let mut command = program("curl");
    command.args(["-fsS", "--noproxy", "*", "-m", "30", "-X", method, url]);
    for header in headers {
        command.args(["-H", header]);
    }
    if !json.is_empty() {
        command.args(["-d", json]);
    }
    output(&mut command)
}

/// Proxies are for other machines.
fn curl(url: &str) -> Command {
    let mut command = program("curl");
    command.args(["-fsS", "--noproxy", "*", "-o", "/dev/null", url]);
    command
}
