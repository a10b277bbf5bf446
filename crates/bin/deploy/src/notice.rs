//! Tells people how it has ended: in the journal, and with a webhook.

use anyhow::{Context, Result, ensure};
use process::programs::output;
use serde_json::json;
use tokio::process::Command;

use crate::{arguments::Arguments, record::Record, services};

/// Returns whom it told. `kind`: `deploy.finished`, `deploy.rolled_back` or `deploy.failed`.
pub(crate) async fn tell(
    arguments: &Arguments,
    record: &Record,
    kind: &str,
    text: &str,
) -> Result<String> {
    let mut logger = Command::new("logger");
    output(logger.args(["-t", "espejo-deploy", "--", text])).await?;
    let Some(url) = &arguments.webhook else {
        return Ok("a line in the journal".to_owned());
    };
    let file = arguments.webhook_key_file.as_ref().context("no key")?;
    let key = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let key = webhooks::from_text(key.trim()).context("the file of the webhook has no key")?;
    let now = lifecycle::clock::now();
    let body = json!({
        "type": kind,
        "timestamp": now,
        "data": { "version": record.version, "previous": record.previous, "detail": text },
    });
    let body = body.to_string();
    let id = format!("msg_{}", uuid::Uuid::now_v7());
    let signature = webhooks::sign(&key, &id, now.as_second(), &body);
    let answer = services::client()?
        .post(url)
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", now.as_second())
        .header("webhook-signature", signature)
        .body(body)
        .send()
        .await?;
    let status = answer.status();
    ensure!(
        status.is_success(),
        "the receiver of the webhook answers {status}"
    );
    Ok("a line in the journal, and the webhook".to_owned())
}
