//! Reports while a snapshot of the same tenant rewrites every line, compared with the idle state;
//! and the cost of maintaining the tables behind the reports.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::StatusCode;
use tokio::time::sleep;

use crate::{
    figures::{Row, Table, percentile, seconds, share},
    front::Front,
    ledger::TODAY,
    meter::Spent,
    reports_http::{ageing, both, open_items},
    sync::{Bench, TENANT, prepare},
};

/// Changes every receivable or payable line, so that the next snapshot changes it back.
const SPOIL: &str = "
    update odoo.account_move_line line
    set amount_residual = amount_residual + 1, balance = balance + 1
    from odoo.account_account account
    where account.id = line.account_id
      and account.account_type in ('asset_receivable', 'liability_payable')";

pub(crate) async fn measure(lines: usize) -> Result<()> {
    let mut bench = prepare(lines).await?;
    bench.run("snapshot").await?;
    built(&bench).await?;
    bench.mirror.batch_execute("vacuum (analyze)").await?;
    let front = Front::new(bench.stack.api(TENANT))?;
    let mut table = Table::new(format!(
        "Reports while a snapshot of {lines} move lines is applied, p50 / p99"
    ));
    for (work, path) in [
        ("ageing, first page", ageing(TODAY).path()),
        ("open items, first page", open_items(None).path()),
    ] {
        let rest = front.times(&path, None, StatusCode::OK).await?;
        bench.mirror.batch_execute(SPOIL).await?;
        bench
            .mirror
            .batch_execute("select report.rebuild()")
            .await?;
        let busy = while_it_runs(&mut bench, &front, &path).await?;
        let ratio = share(percentile(&busy, 99), percentile(&rest, 99));
        table.row(
            Row::new(
                format!("{work}: p99 against that at rest"),
                both(&busy),
                both(&rest),
            )
            .at_most(ratio, 3.0),
        );
    }
    upkeep(&mut bench, &mut table).await?;
    table.note("Every receivable and payable line differs from Odoo when the snapshot begins.");
    table.print();
    Ok(())
}

/// The CPU time of PostgreSQL for the same snapshot with and without maintaining the tables.
async fn upkeep(bench: &mut Bench, table: &mut Table) -> Result<()> {
    bench.mirror.batch_execute(SPOIL).await?;
    bench
        .mirror
        .batch_execute("select report.rebuild()")
        .await?;
    let kept = bench.run("snapshot").await?.1;
    bench.mirror.batch_execute(SPOIL).await?;
    // As if a model had not been loaded yet, so that they are not rebuilt meanwhile.
    bench
        .mirror
        .batch_execute(
            "select report.forget(); delete from ops.cursor where model = 'res.currency'",
        )
        .await?;
    let bare = bench.run("snapshot").await?.1;
    let of = |spent: &Spent| spent.by("PostgreSQL");
    let more = share(of(&kept).saturating_sub(of(&bare)), of(&bare));
    table.row(
        Row::new(
            "CPU of PostgreSQL for that snapshot, tables kept, against not kept",
            seconds(of(&kept)),
            seconds(of(&bare)),
        )
        .ratio(share(of(&kept), of(&bare)))
        .target("≤ 10 % more", more <= 0.1),
    );
    Ok(())
}

/// Waits until schema `report` is built; batches wait for this too.
pub(crate) async fn built(bench: &Bench) -> Result<()> {
    let begun = Instant::now();
    let sql = "select built_at is not null from report.state";
    while !bench.mirror.query_one(sql, &[]).await?.get::<_, bool>(0) {
        ensure!(
            begun.elapsed() < Duration::from_mins(5),
            "schema report is not built"
        );
        sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Sends one request after another until a snapshot has ended.
async fn while_it_runs(bench: &mut Bench, front: &Front, path: &str) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut running = std::pin::pin!(bench.run("snapshot"));
    loop {
        let asked = Instant::now();
        tokio::select! {
            biased;
            ended = &mut running => {
                ended.context("the snapshot")?;
                return Ok(times);
            }
            answer = front.get(path, None, StatusCode::OK) => {
                answer?;
                times.push(asked.elapsed());
            }
        }
    }
}
