//! An initial load from a slow Odoo with one connection and with four, compared with fetching the
//! same pages over one connection and discarding them.

use anyhow::{Result, ensure};

use crate::{
    figures::{Row, Table, rate, share},
    peers,
    sync::{Bench, prepare},
};

/// Odoo's delay per record.
const SLOW_MICROSECONDS: u64 = 5_000;

pub(crate) async fn measure(lines: usize) -> Result<()> {
    let mut bench = prepare(lines).await?;
    let (records, _) = bench.fetch().await?;
    bench.slow_down(SLOW_MICROSECONDS).await?;
    let fetch = bench.fetch().await?.1.wall;
    let mut table = Table::new(format!(
        "Sync of {records} records from an Odoo that takes {} ms for each",
        SLOW_MICROSECONDS / 1000
    ));
    for (connections, target) in [(1, 0.9), (4, 2.0)] {
        let ours = load(&mut bench, connections, records).await?;
        let row = Row::new(
            format!("first load, {connections} at a time, against fetching one by one, wall"),
            rate(records, ours),
            rate(records, fetch),
        );
        table.row(row.at_least(share(fetch, ours), target));
    }
    table.print();
    Ok(())
}

async fn load(bench: &mut Bench, connections: u32, records: u64) -> Result<std::time::Duration> {
    peers::empty(&bench.mirror, &bench.models).await?;
    bench.stack.set_key("connections", connections);
    // core-api divides the connections among the parts of a run; the worker reads with them.
    for service in ["core-api", "sync-worker"] {
        bench.stack.kill_and_restart(service).await;
    }
    let (applied, spent) = bench.run("snapshot").await?;
    ensure!(applied == records, "{applied} of {records} records arrived");
    Ok(spent.wall)
}
