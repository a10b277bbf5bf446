//! Where files are kept, the key of secrets, and the host names of tenants.

use std::{fs, io::Write as _, time::Duration};

use files::{Abort, Files};
use lifecycle::doctor::Finding;
use tenants::Tenant;
use tokio::time::timeout;
use uuid::Uuid;

use crate::settings::Settings;

const FILES: &str = "files";
const NAME: &str = "host name";
/// A person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Below it, the next large export may not fit.
const FEW_BYTES: u64 = 2 << 30;
const TRIED: &[u8] = b"written by core-api doctor";

pub(super) fn keys(settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    match &settings.secrets_keys {
        None => findings.push(Finding::warn(
            "secrets key",
            "there is none, so nobody can add a second factor or a webhook",
            "Set ESPEJO_SECRETS_KEY to the output of `openssl rand -base64 32`, and keep a copy.",
        )),
        Some(keys) if keys.key_ids().len() > 1 => findings.push(Finding::warn(
            "secrets key",
            format!("{} keys are in use", keys.key_ids().len()),
            "Run `core-api secrets rotate`, and remove the keys that it says are not needed.",
        )),
        Some(_) => findings.push(Finding::ok("secrets key", "there is one")),
    }
    if settings.console_dir.is_none() {
        findings.push(Finding::warn(
            "console",
            "ESPEJO_CONSOLE_DIR is not set, so there are no pages for people",
            "Set it to the folder with the built console, if people use it.",
        ));
    }
    findings
}

pub(super) async fn files(settings: &files::Settings) -> Vec<Finding> {
    const OWNER: &str = "Give the folder of ESPEJO_FILES_DIR to the user of core-api and \
                         export-worker, and run doctor as this user.";
    if let files::Settings::Folder(folder) = settings
        && let Err(error) = fs::read_dir(folder)
    {
        let found = format!("{}: {error}", folder.display());
        return vec![Finding::fail(FILES, found, OWNER)];
    }
    let advice = match settings {
        files::Settings::Folder(_) => OWNER,
        files::Settings::S3(_) => {
            "Check ESPEJO_S3_ENDPOINT, the bucket, its region, and that the keys may write, read and \
             delete there."
        }
    };
    let files = match Files::open(settings) {
        Ok(files) => files,
        Err(error) => return vec![Finding::fail(FILES, error, advice)],
    };
    let tried = timeout(PATIENCE, tried(&files)).await;
    let tried = tried.unwrap_or_else(|_| Err(format!("no answer in {PATIENCE:?}")));
    let mut findings = vec![match tried {
        Ok(()) => Finding::ok(FILES, "a file was written, read and removed"),
        Err(error) => Finding::fail(FILES, error, advice),
    }];
    findings.extend(space(&files));
    findings
}

async fn tried(files: &Files) -> Result<(), String> {
    let key = format!("exports/doctor-{}.txt", Uuid::new_v4());
    let told = |error: files::Error| chain(&error);
    let mut file = files.begin(&key, Abort::default()).await.map_err(told)?;
    let written = tokio::task::spawn_blocking(move || {
        file.write_all(TRIED)?;
        file.keep()
    });
    let written = written.await.map_err(|error| error.to_string())?;
    let read = match written {
        Ok(_) => files.read(&key, None).await.map(|found| found.size_bytes),
        Err(error) => return Err(chain(&error)),
    };
    let removed = files.remove(&key).await;
    let size = read.map_err(told)?;
    removed.map_err(told)?;
    if size == TRIED.len() as u64 {
        Ok(())
    } else {
        Err(format!(
            "{} bytes were written, and {size} were read",
            TRIED.len()
        ))
    }
}

fn space(files: &Files) -> Option<Finding> {
    const CHECK: &str = "disk space";
    const ADVICE: &str = "Free some space, or set ESPEJO_FILES_DIR to a larger disk.";
    match files.space() {
        Ok(None) => None,
        Ok(Some((free, all))) => {
            let found = format!("{} of {} GB are free", free >> 30, all >> 30);
            Some(if free < FEW_BYTES || free < all / 20 {
                Finding::warn(CHECK, found, ADVICE)
            } else {
                Finding::ok(CHECK, found)
            })
        }
        Err(error) => Some(Finding::fail(CHECK, error, ADVICE)),
    }
}

/// People and programs must find the proxy under this name.
pub(super) async fn name(tenant: &Tenant) -> Finding {
    let host = &tenant.host;
    let found = timeout(PATIENCE, tokio::net::lookup_host((host.as_str(), 443))).await;
    let address = found
        .ok()
        .and_then(Result::ok)
        .and_then(|mut all| all.next());
    if let Some(address) = address {
        return Finding::ok(NAME, format!("leads to {}", address.ip()));
    }
    let advice = format!("Make a DNS record for {host} that leads to your proxy.");
    Finding::warn(NAME, "has no address", advice)
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
