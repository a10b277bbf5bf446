//! Requests to servers of this checkout, by curl: an HTTP library would make every build of this
//! crate long.

use std::process::Command;

use anyhow::{Result, ensure};

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

pub(crate) fn put(url: &str, json: &str) -> Result<()> {
    let mut command = curl(url);
    command.args(["-X", "PUT", "-H", "content-type: application/json"]);
    let sent = output(command.args(["-d", json]));
    ensure!(sent.is_ok(), "PUT {} failed", without_login(url));
    Ok(())
}

/// Proxies are for other machines.
fn curl(url: &str) -> Command {
    let mut command = program("curl");
    command.args(["-fsS", "--noproxy", "*", "-o", "/dev/null", url]);
    command
}

fn without_login(url: &str) -> &str {
    url.rsplit('@').next().unwrap_or_default()
}
