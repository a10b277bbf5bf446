//! Measures the product on this machine. Each task is compared with a bare baseline in the same
//! run. Prints Markdown; the measured data are deleted afterwards.

#![expect(clippy::print_stdout, reason = "it is made to print")]
#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "times and ratios; no money is counted here"
)]

mod bare;
mod bare_workbook;
mod builds;
mod connections;
mod console;
mod direct;
mod doors;
mod exports;
mod figures;
mod front;
mod ledger;
mod machine;
mod meter;
mod peers;
mod python;
mod reports_busy;
mod reports_http;
mod scale;
mod sync;
mod sync_figures;
mod tenants;

use std::ops::RangeInclusive;

use anyhow::{Context, Result, bail};
use system_tests::Stack;

use crate::{exports::Sizes, ledger::Ledger};

const USAGE: &str = "bench [sync|direct|connections|scale|reports|doors|console|tenants|export|build|all] [--small] [--millions N] [--tenants N]";

#[tokio::main]
async fn main() -> Result<()> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut group = "all".to_owned();
    let mut small = false;
    let mut millions: i64 = 1;
    let mut tenants: Vec<i64> = vec![30, 100];
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--small" => small = true,
            "--millions" => {
                millions = number(arguments.next(), 1..=100)?;
            }
            "--tenants" => {
                tenants = vec![number(arguments.next(), 3..=1_000)?];
            }
            "sync" | "direct" | "connections" | "scale" | "reports" | "doors" | "console"
            | "tenants" | "export" | "build" | "all" => {
                group = argument;
            }
            other => bail!("unknown argument {other}: {USAGE}"),
        }
    }
    let wants = |name: &str| group == name || group == "all";
    println!("{}", machine::describe(small).await?);
    if wants("sync") {
        sync::measure(if small { 10_000 } else { 100_000 }).await?;
    }
    if wants("direct") {
        direct::measure(if small { 10_000 } else { 100_000 }).await?;
    }
    if wants("connections") {
        connections::measure(if small { 500 } else { 3_000 }).await?;
    }
    // Takes many minutes and gigabytes, so `all` does not include it.
    if group == "scale" {
        let lines = usize::try_from(millions)? * 1_000_000;
        scale::measure(if small { 100_000 } else { lines }).await?;
    }
    if wants("reports") || wants("export") {
        reports_and_exports(small, millions, wants("reports"), wants("export")).await?;
    }
    if wants("doors") {
        let (stack, ledgers) = ledger::stack(small, millions, false, &[]).await?;
        doors::measure(&stack, &ledgers[0]).await?;
    }
    // It needs Node.js and Chromium, so `all` does not include it.
    if group == "console" {
        let built = console::built()?;
        let served = [("ESPEJO_CONSOLE_DIR", built.as_str())];
        let (stack, ledgers) = ledger::stack(small, millions, false, &served).await?;
        console::measure(&stack, &ledgers[0]).await?;
    }
    // Takes many minutes, so `all` does not include it.
    if group == "tenants" {
        for number in if small { vec![5] } else { tenants } {
            tenants::measure(usize::try_from(number)?).await?;
        }
    }
    if wants("build") {
        builds::show(group == "build")?;
    }
    println!("\n{}", machine::load()?);
    Ok(())
}

/// The number after an option.
fn number(argument: Option<String>, allowed: RangeInclusive<i64>) -> Result<i64> {
    let number = argument.unwrap_or_default().parse().ok();
    number.filter(|it| allowed.contains(it)).context(USAGE)
}

async fn reports_and_exports(
    small: bool,
    millions: i64,
    reports: bool,
    export: bool,
) -> Result<()> {
    let (stack, ledgers) = ledger::stack(small, millions, export, &[]).await?;
    run(stack, &ledgers, small, reports, export).await?;
    if reports {
        reports_busy::measure(if small { 10_000 } else { 100_000 }).await?;
    }
    Ok(())
}

async fn run(
    mut stack: Stack,
    ledgers: &[Ledger],
    small: bool,
    reports: bool,
    export: bool,
) -> Result<()> {
    exports::idle_memory(&mut stack)?;
    if reports {
        reports_http::measure(&mut stack, &ledgers[0]).await?;
    }
    if export {
        exports::measure(&mut stack, ledgers, Sizes::choose(small)).await?;
    }
    Ok(())
}
