//! The running services, asked through their pages of operation.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    installation::{Installation, SERVICES},
    progress, systemd,
};

const TICK: Duration = Duration::from_millis(200);
/// An installation may do without the others.
const NEEDED: usize = 4;

/// The services that run, in the order of a restart. Fails if one is missing that each installation
/// needs.
pub(crate) async fn active() -> Result<Vec<String>> {
    let mut active = Vec::new();
    for (at, service) in SERVICES.into_iter().enumerate() {
        if systemd::is_active(service).await? {
            active.push(service.to_owned());
        } else {
            ensure!(at >= NEEDED, "espejo-{service} does not run");
        }
    }
    Ok(active)
}

pub(crate) fn client() -> Result<reqwest::Client> {
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(30));
    Ok(client.build()?)
}

/// A page of operation of a service, such as `/ready`; fails unless it answers 200.
pub(crate) async fn page(
    installation: &Installation,
    http: &reqwest::Client,
    service: &str,
    path: &str,
) -> Result<String> {
    let unit = systemd::unit(service).await?;
    let address = installation.variable(&unit, "ESPEJO_OPS_BIND")?;
    let answer = http.get(format!("http://{address}{path}")).send().await;
    let answer = answer.with_context(|| format!("{service} does not answer"))?;
    let status = answer.status();
    let body = answer.text().await?;
    if !status.is_success() {
        let body: String = body.chars().take(500).collect();
        bail!("{path} of {service} answers {status}: {body}");
    }
    Ok(body)
}

/// Restarts the services one after the other. The next one waits until the one before it is ready.
pub(crate) async fn restart_one_by_one(
    installation: &Installation,
    services: &[String],
    patience: Duration,
) -> Result<()> {
    let http = client()?;
    systemd::read_units().await?;
    for service in services {
        let begun = Instant::now();
        systemd::restart(service).await?;
        loop {
            match page(installation, &http, service, "/ready").await {
                Ok(_) => break,
                Err(error) if begun.elapsed() >= patience => {
                    let waited = patience.as_secs();
                    return Err(error.context(format!("{service} is not ready after {waited} s")));
                }
                Err(_) => tokio::time::sleep(TICK).await,
            }
        }
        progress::say(&format!(
            "      {service} is ready after {} ms",
            begun.elapsed().as_millis()
        ));
    }
    Ok(())
}
