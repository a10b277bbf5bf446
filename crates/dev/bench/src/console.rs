//! The web console in Chromium: from a click to the rows, and what long lists cost the page.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use system_tests::Stack;
use tokio::process::Command;

use crate::{
    figures::{Row, Table, median, megabytes, share},
    ledger::Ledger,
    reports_http::both,
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../console");
const EMAIL: &str = "ana@example.com";

/// What console/tests/speed.mjs prints; times in milliseconds.
#[derive(Deserialize)]
struct Figures {
    clicks: Vec<Clicks>,
    scrolls: Vec<Scroll>,
}

#[derive(Deserialize)]
struct Clicks {
    name: String,
    clicked: Vec<f64>,
    fetched: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scroll {
    rows: u64,
    milliseconds: f64,
    /// Bytes after a garbage collection.
    heap: u64,
    in_document: u64,
}

/// The folder of the built console, which the services are to serve.
pub(crate) fn built() -> Result<String> {
    let folder = Path::new(FOLDER).join("dist").canonicalize();
    let folder = folder.context("the console is not built; ./run bench console builds it")?;
    Ok(folder.display().to_string())
}

pub(crate) async fn measure(stack: &Stack, ledger: &Ledger) -> Result<()> {
    let figures = figures(stack, ledger.tenant).await?;
    let mut table = Table::new(format!("Console: {} move lines, p50 / p99", ledger.lines));
    for Clicks {
        name,
        clicked,
        fetched,
    } in &figures.clicks
    {
        let (clicked, fetched) = (times(clicked), times(fetched));
        let ratio = share(median(&clicked), median(&fetched));
        let work = format!("{name}: from a click to its rows, against the bare answer");
        table.row(Row::new(work, both(&clicked), both(&fetched)).ratio(ratio));
    }
    for scroll in &figures.scrolls {
        let main = Duration::from_secs_f64(scroll.milliseconds / 1e3);
        table.row(Row::new(
            format!("{} journal items scrolled", scroll.rows),
            format!(
                "{:.0} ms of the main thread, heap {}, {} rows in the document",
                main.as_secs_f64() * 1e3,
                megabytes(scroll.heap),
                scroll.in_document
            ),
            "–",
        ));
    }
    table.note(
        "Each click asks for another day, so no cache has the answer. The bare answer is the same \
         request, sent by the same page, until its JSON is read.",
    );
    table.print();
    Ok(())
}

fn times(milliseconds: &[f64]) -> Vec<Duration> {
    let time = |value: &f64| Duration::from_secs_f64(value / 1e3);
    milliseconds.iter().map(time).collect()
}

async fn figures(stack: &Stack, tenant: &str) -> Result<Figures> {
    let invite = ["person", "invite", "--tenant", tenant, "--email", EMAIL];
    let link = stack.command(&[&invite[..], &["--role", "viewer"]].concat());
    let (_, token) = link.split_once('#').context("no token")?;
    let page = stack
        .url()
        .replacen("127.0.0.1", &format!("{tenant}.localhost"), 1);
    let output = Command::new("node")
        .arg("tests/speed.mjs")
        .current_dir(FOLDER)
        .env("ESPEJO_PAGE", page)
        .env("ESPEJO_TOKEN", token)
        .kill_on_drop(true)
        .output()
        .await
        .context("node, which measures the console, does not start")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "tests/speed.mjs: {said}");
    serde_json::from_slice(&output.stdout).context("figures of tests/speed.mjs")
}
