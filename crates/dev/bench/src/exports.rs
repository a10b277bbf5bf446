//! An Excel export from the request to the finished file, compared with the bare writer over rows
//! in memory; and the memory of idle services.

mod other_files;

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use futures::TryStreamExt;
use reports::Reader;
use reports::{
    Report, Side,
    open_items::{OpenItem, OpenItemsQuery},
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use system_tests::{Api, Stack};
use tokio::{task::spawn_blocking, time::sleep};

use crate::{
    bare_workbook,
    figures::{Row, Table, megabytes, rate, seconds, share},
    ledger::{Ledger, TODAY},
    machine::{ServerProcesses, connect, server_processes},
    meter::{Meter, Spent, Who, memory},
};

const PATIENCE: Duration = Duration::from_mins(20);

/// Exports per ledger; the fastest counts.
pub(crate) struct Sizes {
    rounds: [usize; 2],
}

pub(crate) struct Made {
    pub(crate) spent: Spent,
    peak: u64,
    pub(crate) rows: u64,
    bytes: u64,
}

struct BareMade {
    read: Spent,
    written: Spent,
    bytes: u64,
}

impl Sizes {
    pub(crate) fn choose(small: bool) -> Self {
        Self {
            rounds: if small { [1, 1] } else { [3, 1] },
        }
    }
}

/// Right after the start, before any request.
pub(crate) fn idle_memory(stack: &mut Stack) -> Result<()> {
    let mut table = Table::new("Idle memory");
    for name in ["core-api", "sync-worker", "export-worker", "scheduler"] {
        let bytes = memory(stack.service(name).id(), "VmRSS")?;
        table.row(Row::new(name, megabytes(bytes), "–").target("≤ 32 MB", bytes <= 32_000_000));
    }
    table.print();
    Ok(())
}

pub(crate) async fn measure(stack: &mut Stack, ledgers: &[Ledger], sizes: Sizes) -> Result<()> {
    let servers = server_processes().await?;
    let mut table = Table::new(format!("Excel of open items, {}", bare_workbook::columns()));
    let mut others = Table::new("Files of open items: wall, CPU of the program, peak memory, size");
    let mut peaks = Vec::new();
    for (ledger, rounds) in ledgers.iter().zip(sizes.rounds) {
        let mut ours: Option<Made> = None;
        let mut bare: Option<BareMade> = None;
        for _ in 0..rounds {
            let made = export(stack, ledger, servers, "xlsx").await?;
            if ours
                .as_ref()
                .is_none_or(|best| made.spent.wall < best.spent.wall)
            {
                ours = Some(made);
            }
            let made = alone(stack, ledger, servers).await?;
            if bare
                .as_ref()
                .is_none_or(|best| made.written.wall < best.written.wall)
            {
                bare = Some(made);
            }
        }
        let (ours, bare) = (ours.context("no round")?, bare.context("no round")?);
        compare(&mut table, &ours, &bare);
        peaks.push(ours.peak);
        other_files::measure(&mut others, stack, ledger, servers, &ours).await?;
    }
    if let [few, many] = peaks[..] {
        let ratio = many as f64 / few as f64;
        table.row(
            Row::new(
                "peak memory, many rows against few",
                megabytes(many),
                megabytes(few),
            )
            .ratio(ratio)
            .target("equal, ± 10 %", (0.9..=1.1).contains(&ratio)),
        );
    }
    table.print();
    others.print();
    Ok(())
}

impl Made {
    pub(crate) fn shown(&self) -> String {
        shown(
            self.spent.wall,
            self.spent.by("process"),
            self.peak,
            self.bytes,
        )
    }
}

pub(crate) fn shown(wall: Duration, cpu: Duration, memory: u64, bytes: u64) -> String {
    let (memory, bytes) = (megabytes(memory), megabytes(bytes));
    format!("{}, {}, {memory}, {bytes}", seconds(wall), seconds(cpu))
}

/// The worker has just started, so the peak memory is that of this file.
pub(crate) async fn export(
    stack: &mut Stack,
    ledger: &Ledger,
    servers: ServerProcesses,
    format: &str,
) -> Result<Made> {
    stack.kill_and_restart("export-worker").await;
    let worker = stack.service("export-worker").id();
    let groups = groups(stack, ledger, servers, worker);
    let api = stack.api(ledger.tenant);
    let body = json!({
        "report": "open-items", "format": format, "locale": "en-US",
        "parameters": { "side": "receivable", "company_id": 1, "as_of": TODAY },
    });
    let meter = Meter::start(groups);
    let (status, job) = api.post("/v1/exports", &body).await;
    ensure!(status == StatusCode::ACCEPTED, "{status} {job}");
    let id = job["id"].as_str().context("no id")?;
    let job = follow(&api, id).await?;
    let spent = meter.stop();
    let made = Made {
        spent,
        peak: memory(worker, "VmHWM")?,
        rows: job["rows_written"].as_u64().context("no rows")?,
        bytes: job["file"]["size_bytes"].as_u64().context("no size")?,
    };
    ensure!(
        made.rows == ledger.open_items.unsigned_abs(),
        "{} of {} rows are in the file",
        made.rows,
        ledger.open_items
    );
    Ok(made)
}

async fn follow(api: &Api, id: &str) -> Result<Value> {
    let path = format!("/v1/exports/{id}");
    let begun = Instant::now();
    loop {
        let job = api.get(&path).await;
        if job["state"] == "finished" {
            return Ok(job);
        }
        ensure!(job["state"] != "failed", "{job}");
        ensure!(begun.elapsed() < PATIENCE, "the export hangs: {job}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// Reads the rows into memory, then measures the library alone.
async fn alone(stack: &Stack, ledger: &Ledger, servers: ServerProcesses) -> Result<BareMade> {
    let database = &stack.tenant(ledger.tenant).database;
    let mut client = connect(&database.url(), database.name()).await?;
    let bench = std::process::id();
    let meter = Meter::start(groups(stack, ledger, servers, bench));
    let snapshot = reports::snapshot(&mut client, None).await?;
    let parameters = json!({ "side": Side::Receivable, "company_id": 1, "as_of": TODAY });
    let parameters = serde_json::from_value(parameters)?;
    let query =
        OpenItemsQuery::prepare(&snapshot, &parameters, &Reader::of_all(TODAY.parse()?)).await?;
    let rows: Vec<OpenItem> = query.rows(&snapshot).await?.try_collect().await?;
    let read = meter.stop();
    ensure!(
        rows.len() as u64 == ledger.open_items.unsigned_abs(),
        "{} rows",
        rows.len()
    );
    let folder = stack.files();
    let file = folder.join("bare.xlsx");
    let meter = Meter::start(groups(stack, ledger, servers, bench));
    let path = file.clone();
    spawn_blocking(move || bare_workbook::write(&rows, &path, &folder)).await??;
    let written = meter.stop();
    let bytes = fs::metadata(&file)?.len();
    fs::remove_file(&file)?;
    Ok(BareMade {
        read,
        written,
        bytes,
    })
}

fn groups(
    stack: &Stack,
    ledger: &Ledger,
    servers: ServerProcesses,
    process: u32,
) -> Vec<(&'static str, Who)> {
    let database = stack.tenant(ledger.tenant).database.name().to_owned();
    let postmaster = servers.postmaster;
    vec![
        ("process", Who::Process(process)),
        (
            "PostgreSQL",
            Who::Backends {
                postmaster,
                database,
            },
        ),
    ]
}

fn compare(table: &mut Table, ours: &Made, bare: &BareMade) {
    let Made {
        spent,
        peak,
        rows,
        bytes,
    } = ours;
    table.row(
        Row::new(
            format!("{rows} rows, from the request to the file, against the bare writer, wall"),
            seconds(spent.wall),
            seconds(bare.written.wall),
        )
        .at_most(share(spent.wall, bare.written.wall), 1.3),
    );
    table.row(
        Row::new(
            "the same, CPU of the process",
            seconds(spent.by("process")),
            seconds(bare.written.by("process")),
        )
        .ratio(share(spent.by("process"), bare.written.by("process"))),
    );
    let slower = bare.read.wall.max(bare.written.wall);
    table.row(
        Row::new(
            "against the slower of reading the rows bare and the bare writer, wall",
            seconds(spent.wall),
            seconds(slower),
        )
        .at_most(share(spent.wall, slower), 1.3),
    );
    table.row(
        Row::new(
            "PostgreSQL's part, against reading the rows once, CPU",
            seconds(spent.by("PostgreSQL")),
            seconds(bare.read.by("PostgreSQL")),
        )
        .ratio(share(spent.by("PostgreSQL"), bare.read.by("PostgreSQL"))),
    );
    table.row(
        Row::new("peak memory of export-worker", megabytes(*peak), "–")
            .target("≤ 64 MB", *peak <= 64_000_000),
    );
    table.row(Row::new(
        "size of the file",
        megabytes(*bytes),
        megabytes(bare.bytes),
    ));
    table.note(format!(
        "{rows} rows: {} end to end; reading them bare takes {} (CPU: program {}, PostgreSQL {}).",
        rate(*rows, spent.wall),
        seconds(bare.read.wall),
        seconds(bare.read.by("process")),
        seconds(bare.read.by("PostgreSQL")),
    ));
}
