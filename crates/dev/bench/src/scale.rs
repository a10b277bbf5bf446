//! A large mirror: the initial load with its memory, then the cost of an incremental run with few
//! changes and of a verify without any.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    figures::{Row, Table, rate, seconds},
    reports_busy::built,
    sync::{Bench, TENANT, prepare},
};

/// The maximum number of Odoo calls for a verify.
const VERIFY_CALLS: u64 = 1_000;

pub(crate) async fn measure(lines: usize) -> Result<()> {
    let mut bench = prepare(lines).await?;
    let mut table = Table::new(format!("A mirror of {lines} move lines"));
    let (records, spent) = bench.run("snapshot").await?;
    ensure!(records > 0, "nothing arrived");
    table.row(Row::new(
        format!("first load of {records} records"),
        rate(records, spent.wall),
        "–",
    ));
    let loaded = Instant::now();
    built(&bench).await?;
    table.row(Row::new(
        "the build of schema report behind it, wall",
        seconds(loaded.elapsed()),
        "–",
    ));
    bench.memory(&mut table)?;
    bench.mirror.batch_execute("vacuum (analyze)").await?;
    for (changes, kinds) in [(0, EDITS), (100, EDITS), (100, DELETIONS), (10_000, EDITS)] {
        incremental(&mut bench, &mut table, changes, kinds).await?;
    }
    verify(&mut bench, &mut table).await?;
    table.print();
    Ok(())
}

/// Edits of documents, and deletions, which leave no trace in any window.
const EDITS: &[&str] = &["edit_invoice"];
const DELETIONS: &[&str] = &["delete_draft", "delete_draft_line", "unreconcile"];

async fn incremental(
    bench: &mut Bench,
    table: &mut Table,
    changes: usize,
    kinds: &[&str],
) -> Result<()> {
    // Changes that the windows of earlier runs overlap must be outside the next window.
    sleep(Duration::from_secs(5)).await;
    bench.run("incremental").await?;
    if changes > 0 {
        let order = json!({
            "database": TENANT, "seed": changes, "count": changes, "kinds": kinds,
        });
        bench.control(Method::POST, "changes", &order).await?;
    }
    // A window ends with a whole second.
    sleep(Duration::from_millis(1100)).await;
    bench.control(Method::DELETE, "calls", &json!({})).await?;
    let (records, spent) = bench.run("incremental").await?;
    let calls = calls(bench).await?;
    table.row(Row::new(
        format!(
            "incremental run after {changes} changes of {} ({records} records read, {calls} calls), wall",
            kinds.join(", ")
        ),
        seconds(spent.wall),
        "–",
    ));
    Ok(())
}

/// Calls to Odoo since the counter was last reset.
async fn calls(bench: &Bench) -> Result<u64> {
    let calls = bench.control(Method::GET, "calls", &json!({})).await?;
    let calls: Vec<Value> = serde_json::from_str(&calls)?;
    Ok(calls.iter().filter_map(|call| call["calls"].as_u64()).sum())
}

async fn verify(bench: &mut Bench, table: &mut Table) -> Result<()> {
    bench.control(Method::DELETE, "calls", &json!({})).await?;
    let (_, spent) = bench.run("verify").await?;
    let total = calls(bench).await?;
    let differing = bench
        .mirror
        .query_one(
            "select coalesce(sum(differing), 0)::bigint from ops.proof",
            &[],
        )
        .await
        .context("the proof")?;
    let differing: i64 = differing.get(0);
    ensure!(differing == 0, "{differing} ranges differ");
    table.row(Row::new(
        "verify, nothing differs, wall",
        seconds(spent.wall),
        "–",
    ));
    table.row(
        Row::new("the same, calls to Odoo", total.to_string(), "–")
            .target(&format!("≤ {VERIFY_CALLS}"), total <= VERIFY_CALLS),
    );
    Ok(())
}
