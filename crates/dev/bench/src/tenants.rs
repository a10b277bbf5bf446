//! Many tenants on one server: migrating them, connections, reports of all at once, memory, and how
//! long others wait while two Odoos hang.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use futures::future::{join_all, try_join_all};
use jiff::{Timestamp, civil::date};
use odoo_sim::{Books, Spec};
use reqwest::StatusCode;
use serde_json::Value;
use system_tests::{Api, Stack};
use testkit::TestDatabase;
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};
use tokio_postgres::Client;

use crate::{
    figures::{Row, Table, megabytes, milliseconds, percentile, seconds},
    front::Front,
    meter::memory,
};

const PATIENCE: Duration = Duration::from_mins(10);
const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];
/// Of each tenant.
const INVOICES: usize = 40;
/// Reports that each tenant asks for at the same time.
const AT_ONCE: usize = 2;
const ROUNDS: usize = 5;
/// What PostgreSQL allows if nobody configures it.
const SERVER_CONNECTIONS: i64 = 100;
const HANGING: usize = 2;
const REPORT: &str = "/v1/receivables/ageing?company_id=1&as_of=2026-11-22&limit=50";

pub(crate) async fn measure(tenants: usize) -> Result<()> {
    let names: Vec<_> = (0..tenants).map(|at| format!("t{at:03}")).collect();
    let books = names.iter().zip(0..).map(|(name, seed)| {
        let spec = Spec::new(seed, INVOICES, date(2026, 11, 22));
        (name.as_str(), Books::generate(&spec))
    });
    let mut stack = Stack::prepare(books.collect(), &[]).await;
    let mut table = Table::new(format!(
        "{tenants} tenants on one server, {INVOICES} invoices each"
    ));
    migrate(&mut stack, &mut table).await?;
    stack.start_all().await;
    let other = TestDatabase::empty().await;
    let connections = Connections::watch(other.client().await, &stack);
    load(&stack, &connections, &mut table).await?;
    idle(&mut stack, &connections, &mut table).await?;
    reports(&stack, &connections, &mut table).await?;
    hanging(&mut stack, &mut table).await?;
    memories(&mut stack, &mut table)?;
    table.note("Connections are those of all four services with default settings.");
    table.print();
    Ok(())
}

/// All databases from nothing, and then once more.
async fn migrate(stack: &mut Stack, table: &mut Table) -> Result<()> {
    let other = TestDatabase::empty().await;
    let server = other.client().await;
    for tenant in &stack.tenants {
        let drop = format!("drop database {} with (force)", tenant.database.name());
        server.batch_execute(&drop).await?;
    }
    // The URL of the administrator names it.
    let first = format!("create database {}", stack.tenants[0].database.name());
    server.batch_execute(&first).await?;
    for (work, target) in [("migrate all from nothing", 20), ("migrate again", 2)] {
        let began = Instant::now();
        stack.migrate();
        let took = began.elapsed();
        let row = Row::new(work, seconds(took), "–");
        table.row(row.target(
            &format!("≤ {target} s"),
            took <= Duration::from_secs(target),
        ));
    }
    for at in 0..stack.tenants.len() {
        stack.tenants[at].key = stack.make_key(&stack.tenants[at].name, "operator");
    }
    Ok(())
}

/// A first load of every tenant, all at once.
async fn load(stack: &Stack, connections: &Connections, table: &mut Table) -> Result<()> {
    let began = Instant::now();
    connections.forget();
    let started = stack.tenants.iter().map(|tenant| async {
        let api = stack.api(&tenant.name);
        let id = api.start_run("snapshot").await;
        (api, format!("/v1/sync-runs/{id}"))
    });
    // Asked one after the other: a hundred clients that ask ten times a second would be most of the
    // load.
    for (api, run) in join_all(started).await {
        api.wait(&run, "done", PATIENCE).await;
    }
    table.row(Row::new(
        "first loads of all at once",
        seconds(began.elapsed()),
        "–",
    ));
    connections.show("connections, at most, during them", table);
    Ok(())
}

async fn idle(stack: &mut Stack, connections: &Connections, table: &mut Table) -> Result<()> {
    sleep(store::databases::IDLE * 2).await;
    connections.forget();
    sleep(Duration::from_secs(10)).await;
    connections.show("connections, at most, when nothing happens", table);
    for service in SERVICES {
        let ready = format!("{}/ready", stack.service(service).ops_url());
        ensure!(
            reqwest::get(ready).await?.status() == 200,
            "{service} is not ready"
        );
    }
    Ok(())
}

/// Every tenant asks for reports at the same time.
async fn reports(stack: &Stack, connections: &Connections, table: &mut Table) -> Result<()> {
    let mut fronts = Vec::new();
    for tenant in &stack.tenants {
        for _ in 0..AT_ONCE {
            fronts.push(Front::new(stack.api(&tenant.name))?);
        }
    }
    connections.forget();
    let mut answers = Vec::new();
    for _ in 0..ROUNDS {
        let asked = fronts.iter().map(|front| front.answer(REPORT));
        answers.extend(try_join_all(asked).await?);
    }
    let times: Vec<_> = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::OK)
        .map(|(_, time)| *time)
        .collect();
    let answered = format!("{} of {}", times.len(), answers.len());
    let row = Row::new(
        format!("reports answered, {} at once", fronts.len()),
        answered,
        "–",
    );
    table.row(row.target("all", times.len() == answers.len()));
    let (p50, p99) = (percentile(&times, 50), percentile(&times, 99));
    let both = format!("{} / {}", milliseconds(p50), milliseconds(p99));
    table.row(Row::new("the same, p50 / p99", both, "–"));
    connections.show("connections, at most, during them", table);
    Ok(())
}

/// Two tenants' Odoos accept connections and never answer. How long do the others wait?
async fn hanging(stack: &mut Stack, table: &mut Table) -> Result<()> {
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    let address = silent.local_addr()?;
    for tenant in &stack.tenants[..HANGING] {
        let file = stack.tenant_file(&tenant.name);
        let text = fs::read_to_string(&file)?;
        let odoo = format!("[odoo]\nurl = \"http://{address}\"");
        fs::write(file, text.replace("[odoo]", &odoo))?;
    }
    for service in ["core-api", "sync-worker"] {
        stack.kill_and_restart(service).await;
    }
    let (hang, others) = stack.tenants.split_at(HANGING);
    for tenant in hang {
        stack.api(&tenant.name).start_run("incremental").await;
    }
    sleep(Duration::from_secs(2)).await;
    let asked = others.iter().map(|tenant| async {
        let api = stack.api(&tenant.name);
        let id = api.start_run("incremental").await;
        (api, format!("/v1/sync-runs/{id}"))
    });
    let mut delays = Vec::new();
    // One after the other, as above.
    for (api, run) in join_all(asked).await {
        delays.push(delay(&api, &run).await?);
    }
    let worst = delays.iter().max().copied().unwrap_or_default();
    let mut row = Row::new(
        format!("{HANGING} Odoos hang: slowest incremental of the others begins after"),
        seconds(worst),
        "–",
    );
    if stack.tenants.len() <= 30 {
        row = row.target("≤ 10 s", worst <= Duration::from_secs(10));
    }
    table.row(row);
    Ok(())
}

/// From the request of a run until a worker has begun it.
async fn delay(api: &Api, run: &str) -> Result<Duration> {
    let asked = Instant::now();
    loop {
        let run = api.get(run).await;
        if let (Some(created), Some(started)) =
            (instant(&run["created_at"]), instant(&run["started_at"]))
        {
            return Ok(started.duration_since(created).unsigned_abs());
        }
        ensure!(asked.elapsed() < PATIENCE, "it does not begin: {run}");
        sleep(Duration::from_millis(200)).await;
    }
}

fn instant(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

fn memories(stack: &mut Stack, table: &mut Table) -> Result<()> {
    for service in SERVICES {
        let process = stack.service(service);
        let now = memory(process.id(), "VmRSS")?;
        let peak = memory(process.id(), "VmHWM")?;
        let both = format!("{} / {}", megabytes(now), megabytes(peak));
        table.row(Row::new(
            format!("memory of {service}, now / peak"),
            both,
            "–",
        ));
    }
    Ok(())
}

/// The most connections that the services had at the same time.
struct Connections {
    most: Arc<AtomicI64>,
    watching: JoinHandle<()>,
}

impl Connections {
    #[expect(clippy::disallowed_methods, reason = "it is aborted below")]
    fn watch(server: Client, stack: &Stack) -> Self {
        let most = Arc::new(AtomicI64::new(0));
        let seen = Arc::clone(&most);
        let tenants = stack.tenants.iter();
        let databases: Vec<_> = tenants.map(|it| it.database.name().to_owned()).collect();
        let sql = "select count(*) from pg_stat_activity where datname = any($1)";
        let watching = tokio::spawn(async move {
            while let Ok(row) = server.query_one(sql, &[&databases]).await {
                seen.fetch_max(row.get(0), Ordering::Relaxed);
                sleep(Duration::from_millis(50)).await;
            }
        });
        Self { most, watching }
    }

    fn forget(&self) {
        self.most.store(0, Ordering::Relaxed);
    }

    fn show(&self, work: &str, table: &mut Table) {
        let most = self.most.load(Ordering::Relaxed);
        let row = Row::new(work, most.to_string(), "–");
        let target = format!("< {SERVER_CONNECTIONS}");
        table.row(row.target(&target, most < SERVER_CONNECTIONS));
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        self.watching.abort();
    }
}
