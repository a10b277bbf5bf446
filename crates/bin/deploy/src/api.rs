//! The tenants, each with a key of its own for this deploy. The keys are revoked at the end; those of
//! a killed deploy expire after a day.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use reqwest::{Method, StatusCode, header::HOST};
use serde_json::{Value, json};
use tenants::Tenants;
use tokio::time::Instant;

use crate::{installation::Installation, progress, services, systemd, unit::Unit};

const TICK: Duration = Duration::from_millis(500);

/// A tenant of the running API.
pub(crate) struct Tenant {
    pub(crate) host: String,
    name: String,
    key: String,
    base: String,
    http: reqwest::Client,
}

/// How a verify has ended.
pub(crate) enum Proof {
    Equal,
    StillRunning,
    /// There is nothing to verify yet.
    NotLoaded,
    /// It could not be made, for example because Odoo is away.
    Failed(String),
}

/// The tenants of these hosts, or all. Makes their keys.
pub(crate) async fn tenants(installation: &Installation, hosts: &[String]) -> Result<Vec<Tenant>> {
    let unit = systemd::unit("core-api").await?;
    let folder = installation.path(&installation.variable(&unit, "ESPEJO_TENANTS_DIR")?);
    let all = Tenants::load(&folder)?;
    let unknown = hosts.iter().find(|host| all.by_host(host).is_none());
    if let Some(host) = unknown {
        bail!("there is no tenant with the host {host}");
    }
    let base = format!(
        "http://{}",
        installation.variable(&unit, "ESPEJO_HTTP_BIND")?
    );
    let mut chosen = Vec::new();
    for tenant in all.iter() {
        if !hosts.is_empty() && !hosts.contains(&tenant.host) {
            continue;
        }
        let command = format!(
            "key create --tenant {} --role operator --name espejo-deploy --expires-days 1",
            tenant.name
        );
        let key = match core_api(installation, &unit, &command).await {
            Ok(key) => key,
            Err(error) => {
                forget(installation, chosen).await;
                return Err(error);
            }
        };
        chosen.push(Tenant {
            host: tenant.host.clone(),
            name: tenant.name.clone(),
            key: key.trim().to_owned(),
            base: base.clone(),
            http: services::client()?,
        });
    }
    ensure!(!chosen.is_empty(), "there is no tenant");
    Ok(chosen)
}

/// Revokes the keys. If that fails, they expire after a day.
pub(crate) async fn forget(installation: &Installation, tenants: Vec<Tenant>) {
    for tenant in tenants {
        if let Err(error) = revoke(installation, &tenant).await {
            let host = &tenant.host;
            progress::say(&format!(
                "{host}: the key of this deploy expires in a day: {error:#}"
            ));
        }
    }
}

async fn revoke(installation: &Installation, tenant: &Tenant) -> Result<()> {
    let id = tenant.key.split('_').nth(1).context("a key without id")?;
    let unit = systemd::unit("core-api").await?;
    let command = format!("key revoke --tenant {} --id {id}", tenant.name);
    core_api(installation, &unit, &command).await?;
    Ok(())
}

/// A command of the current core-api.
async fn core_api(installation: &Installation, unit: &Unit, command: &str) -> Result<String> {
    let program = installation.program("current", "core-api");
    let arguments: Vec<_> = command.split(' ').collect();
    systemd::run(unit, &program, &arguments).await
}

impl Tenant {
    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<(StatusCode, Value)> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .header(HOST, &self.host)
            .bearer_auth(&self.key);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.with_context(|| self.host.clone())?;
        let status = answer.status();
        let text = answer.text().await?;
        Ok((
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        ))
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let (status, body) = self.ask(Method::GET, path, None).await?;
        let host = &self.host;
        ensure!(
            status.is_success(),
            "{host}: GET {path} answers {status}: {body}"
        );
        Ok(body)
    }

    /// True if the mirror has never been loaded completely.
    pub(crate) async fn is_loading(&self) -> Result<bool> {
        let mirror = self.get("/v1/mirror").await?;
        Ok(mirror["freshness"]["state"] == "loading")
    }

    /// The latest run, or null.
    pub(crate) async fn latest_run(&self) -> Result<Value> {
        Ok(self.get("/v1/sync-runs?limit=1").await?["data"][0].take())
    }

    /// Asks for the ageing of receivables of the first company.
    pub(crate) async fn report(&self) -> Result<()> {
        let companies = self.get("/v1/companies").await?;
        let company = &companies["data"][0]["id"];
        ensure!(company.is_i64(), "{}: no company: {companies}", self.host);
        let path = format!("/v1/receivables/ageing?company_id={company}&limit=1");
        let report = self.get(&path).await?;
        let has_totals = report["totals"].is_object();
        ensure!(has_totals, "{}: no report: {report}", self.host);
        Ok(())
    }

    /// Compares the mirror with Odoo. Waits for the runs before it, too.
    pub(crate) async fn verify(&self, patience: Duration) -> Result<Proof> {
        if self.is_loading().await? {
            return Ok(Proof::NotLoaded);
        }
        let deadline = Instant::now() + patience;
        let run = loop {
            let body = json!({ "kind": "verify" });
            let (status, body) = self.ask(Method::POST, "/v1/sync-runs", Some(body)).await?;
            match status {
                StatusCode::ACCEPTED => break body,
                StatusCode::CONFLICT if Instant::now() < deadline => {
                    tokio::time::sleep(TICK).await;
                }
                StatusCode::CONFLICT => return Ok(Proof::StillRunning),
                _ => bail!("{}: the verify is refused, {status}: {body}", self.host),
            }
        };
        let id = run["id"].as_str().context("a run without id")?;
        loop {
            let run = self.get(&format!("/v1/sync-runs/{id}")).await?;
            match run["state"].as_str() {
                Some("done") => break,
                Some("requested" | "running") if Instant::now() >= deadline => {
                    return Ok(Proof::StillRunning);
                }
                Some("requested" | "running") => tokio::time::sleep(TICK).await,
                _ => return Ok(Proof::Failed(run["failure"].to_string())),
            }
        }
        let mirror = self.get("/v1/mirror").await?;
        let proof = &mirror["freshness"]["proof"];
        let host = &self.host;
        ensure!(
            proof["equal"] == true,
            "{host}: the mirror differs from Odoo: {proof}"
        );
        Ok(Proof::Equal)
    }
}
