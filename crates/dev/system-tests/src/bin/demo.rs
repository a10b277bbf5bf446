//! Shows the main task on the running services, as a front end would do it: an initial load with
//! progress, a report with its freshness, an Excel file. It checks the results.

#![expect(clippy::print_stdout, reason = "it is made to print")]

use std::{
    fmt::Write as _,
    io::{IsTerminal, Write, stdout},
    path::PathBuf,
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use reqwest::{Method, StatusCode, header::HOST};
use serde_json::{Value, json};
use settings::Environment;
use sha2::{Digest, Sha256};
use tokio::time::{Instant, sleep};

/// The time limit for an initial load, which is slow with a large Odoo.
const PATIENCE: Duration = Duration::from_hours(6);

/// The polling interval for a run.
const TICK: Duration = Duration::from_millis(300);

struct Settings {
    api: String,
    /// `host=key` pairs, the first tenant first.
    keys: String,
    folder: PathBuf,
}

struct Api {
    base: String,
    host: String,
    key: String,
    client: reqwest::Client,
}

impl Api {
    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<(StatusCode, Value)> {
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base))
            .header(HOST, &self.host)
            .bearer_auth(&self.key);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request
            .send()
            .await
            .with_context(|| format!("{method} {path}"))?;
        let status = answer.status();
        let text = answer.text().await?;
        Ok((
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        ))
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let (status, body) = self.send(Method::GET, path, None).await?;
        ensure!(status.is_success(), "GET {path} answered {status}: {body}");
        Ok(body)
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut environment = Environment::of_process();
    let settings = Settings {
        api: environment.required("ESPEJO_DEMO_API"),
        keys: environment.required("ESPEJO_DEMO_KEYS"),
        folder: environment.required("ESPEJO_DEMO_DIR"),
    };
    let settings = environment.finish(settings)?;
    let apis = apis(&settings)?;
    for api in &apis {
        load(api).await?;
    }
    let first = apis.first().context("no tenant")?;
    let company = company(first).await?;
    show_ageing(first, &company).await?;
    export(first, &company, &settings.folder).await?;
    show_doors(first, &company);
    Ok(())
}

fn apis(settings: &Settings) -> Result<Vec<Api>> {
    settings
        .keys
        .split_whitespace()
        .map(|pair| {
            let (host, key) = pair
                .split_once('=')
                .context("ESPEJO_DEMO_KEYS is host=key ...")?;
            Ok(Api {
                base: settings.api.clone(),
                host: host.to_owned(),
                key: key.to_owned(),
                client: reqwest::Client::new(),
            })
        })
        .collect()
}

/// Follows the initial load, or an incremental run if the mirror is already loaded.
async fn load(api: &Api) -> Result<()> {
    let mirror = api.get("/v1/mirror").await?;
    let kind = if mirror["freshness"]["state"] == "loading" {
        "snapshot"
    } else {
        "incremental"
    };
    let run = start(api, kind).await?;
    let begun = Instant::now();
    let path = format!("/v1/sync-runs/{run}");
    loop {
        let state = api.get(&path).await?;
        progress(&api.host, kind, &state, begun.elapsed())?;
        match state["state"].as_str() {
            Some("done") => break,
            Some("failed") => {
                bail!("the {kind} of {} failed: {}", api.host, state["failure"])
            }
            _ => {}
        }
        ensure!(
            begun.elapsed() < PATIENCE,
            "the {kind} of {} takes too long",
            api.host
        );
        sleep(TICK).await;
    }
    println!();
    let mirror = api.get("/v1/mirror").await?;
    ensure!(
        mirror["freshness"]["state"] == "live",
        "the mirror is not live: {mirror}"
    );
    Ok(())
}

/// The id of a new run, or of an active run of the same kind. Waits for an active run of another
/// kind.
async fn start(api: &Api, kind: &str) -> Result<String> {
    let begun = Instant::now();
    loop {
        let (status, body) = api
            .send(Method::POST, "/v1/sync-runs", Some(json!({ "kind": kind })))
            .await?;
        let run = match status {
            StatusCode::ACCEPTED => body,
            StatusCode::CONFLICT => {
                let url = body["active_run"]["url"].as_str();
                api.get(url.context("no active run")?).await?
            }
            _ => bail!("POST /v1/sync-runs answered {status}: {body}"),
        };
        if run["kind"] == kind {
            let id = run["id"].as_str().context("a run without id")?;
            return Ok(id.to_owned());
        }
        ensure!(
            begun.elapsed() < PATIENCE,
            "another run takes too long: {run}"
        );
        sleep(TICK).await;
    }
}

fn progress(host: &str, kind: &str, run: &Value, elapsed: Duration) -> Result<()> {
    let read = run["rows_read"].as_u64().unwrap_or(0);
    let expected = run["rows_expected"].as_u64();
    let share = expected
        .filter(|e| *e > 0)
        .map_or_else(String::new, |e| format!(" of {e}"));
    let state = run["state"].as_str().unwrap_or_default();
    let line = format!(
        "{host}: {kind} {state}, {read}{share} records, {} s",
        elapsed.as_secs()
    );
    if stdout().is_terminal() {
        print!("\r\x1b[K{line}");
    } else if elapsed.as_millis() % 5_000 < TICK.as_millis() && state != "done" {
        println!("{line}");
    } else if state == "done" {
        print!("{line}");
    }
    stdout().flush()?;
    Ok(())
}

/// The first company with open receivables; otherwise the first company.
async fn company(api: &Api) -> Result<Value> {
    let companies = api.get("/v1/companies").await?;
    let companies = companies["data"].as_array().context("no companies")?;
    for company in companies {
        if ageing(api, company).await?["totals"]["items"] != 0 {
            return Ok(company.clone());
        }
    }
    let first = companies.first().context("this Odoo has no company")?;
    println!("No company of this Odoo has an open receivable.");
    Ok(first.clone())
}

async fn ageing(api: &Api, company: &Value) -> Result<Value> {
    let id = &company["id"];
    let path = format!("/v1/receivables/ageing?company_id={id}&limit=500");
    api.get(&path).await
}

/// Prints the ageing of receivables after checking its sums.
async fn show_ageing(api: &Api, company: &Value) -> Result<()> {
    let ageing = ageing(api, company).await?;
    let currency = company["currency"].as_str().unwrap_or_default();
    println!(
        "\nReceivables of {} in {currency}, by days overdue\n",
        company["name"].as_str().unwrap_or_default()
    );
    let buckets = ageing["buckets"].as_array().context("no buckets")?;
    let mut titles: Vec<String> = buckets
        .iter()
        .map(|bucket| bucket["key"].as_str().unwrap_or("?").to_owned())
        .collect();
    titles.push("total".to_owned());
    let cells = |row: &Value| {
        let amounts = row["amounts"].as_array().into_iter().flatten();
        let cells = amounts.chain(std::iter::once(&row["total"]));
        cells
            .map(|amount| amount.as_str().unwrap_or("0").to_owned())
            .collect::<Vec<_>>()
    };
    line("partner", &titles);
    let rows = ageing["data"].as_array().context("no rows")?;
    for row in rows.iter().take(10) {
        line(row["name"].as_str().unwrap_or("(no partner)"), &cells(row));
    }
    let items = ageing["totals"]["items"].as_i64().unwrap_or(0);
    if rows.len() > 10 {
        println!("… and more partners");
    }
    line("all partners", &cells(&ageing["totals"]));
    let freshness = &ageing["freshness"];
    println!(
        "\n{items} open items; {}; data as of {}, {} s behind Odoo; proof: {}",
        freshness["state"].as_str().unwrap_or("?"),
        freshness["data_as_of"].as_str().unwrap_or("?"),
        freshness["lag_seconds"],
        match &freshness["proof"] {
            Value::Null =>
                "at the first verify (nightly, or POST /v1/sync-runs {\"kind\":\"verify\"})"
                    .to_owned(),
            proof => format!(
                "equal = {}, {} ranges, {}",
                proof["equal"], proof["ranges"], proof["proved_at"]
            ),
        }
    );
    Ok(())
}

fn line(name: &str, cells: &[String]) {
    let name: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(28)
        .collect();
    print!("{name:<28}");
    for cell in cells {
        print!("{cell:>16}");
    }
    println!();
}

/// Requests the same report as an Excel file, waits for it, downloads it and checks it.
async fn export(api: &Api, company: &Value, folder: &std::path::Path) -> Result<()> {
    let before = ageing(api, company).await?;
    let body = json!({
        "report": "ageing", "format": "xlsx",
        "parameters": { "side": "receivable", "company_id": company["id"] },
    });
    let (status, job) = api.send(Method::POST, "/v1/exports", Some(body)).await?;
    ensure!(
        status == StatusCode::ACCEPTED,
        "POST /v1/exports answered {status}: {job}"
    );
    let id = job["id"].as_str().context("no id")?;
    let path = format!("/v1/exports/{id}");
    let begun = Instant::now();
    let done = loop {
        let job = api.get(&path).await?;
        match job["state"].as_str() {
            Some("finished") => break job,
            Some("failed") => bail!("the export failed: {job}"),
            _ if begun.elapsed() > PATIENCE => bail!("the export takes too long: {job}"),
            _ => sleep(Duration::from_millis(200)).await,
        }
    };
    let bytes = download(api, &path, &done).await?;
    let theirs: rust_decimal::Decimal = done["file"]["control_total"]
        .as_str()
        .context("no control total")?
        .parse()?;
    // If a sync ran in between, compare with the report as it is now.
    let after = ageing(api, company).await?;
    let mut ours = Vec::new();
    for ageing in [&before, &after] {
        let total = ageing["totals"]["total"].as_str().context("no total")?;
        ours.push(total.parse::<rust_decimal::Decimal>()?);
    }
    ensure!(
        ours.contains(&theirs),
        "the file adds up to {theirs}, the report to {ours:?}"
    );
    let file = folder.join(format!("ageing-{}.xlsx", api.host));
    tokio::fs::write(&file, &bytes).await?;
    println!(
        "\nExcel file: {} ({} rows, {} bytes)",
        file.display(),
        done["rows_written"],
        bytes.len()
    );
    Ok(())
}

/// Downloads the file of a finished job and checks that it is the one that was made.
async fn download(api: &Api, path: &str, done: &Value) -> Result<Vec<u8>> {
    let answer = api
        .client
        .get(format!("{}{path}/file", api.base))
        .header(HOST, &api.host)
        .bearer_auth(&api.key)
        .send()
        .await?
        .error_for_status()?;
    let bytes = answer.bytes().await?;
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(&bytes) {
        write!(sha256, "{byte:02x}")?;
    }
    ensure!(
        done["file"]["sha256"] == sha256,
        "the file is not the one that was made: {sha256}, {done}"
    );
    Ok(bytes.to_vec())
}

fn show_doors(api: &Api, company: &Value) {
    let (base, host, key, id) = (&api.base, &api.host, &api.key, &company["id"]);
    let port = base.rsplit(':').next().unwrap_or_default();
    println!(
        "\nAPI        http://{host}:{port}/v1   (document http://{host}:{port}/openapi.json, viewer http://{host}:{port}/docs)\n\
         API key    {key}\n\n\
         curl -s -H 'Host: {host}' -H 'Authorization: Bearer {key}' '{base}/v1/receivables/ageing?company_id={id}&limit=3'\n\
         curl -s -H 'Host: {host}' -H 'Authorization: Bearer {key}' '{base}/v1/payables/open-items?company_id={id}&limit=3'\n\
         curl -s -H 'Host: {host}' -H 'Authorization: Bearer {key}' -X POST -H 'Content-Type: application/json' -d '{{\"kind\":\"incremental\"}}' '{base}/v1/sync-runs'\n"
    );
}
