//! An initial load through the four services, compared with fetching the same pages and discarding
//! them, and with loading the same rows into empty tables.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use odoo_sim::{Books, Spec};
use reqwest::Method;
use serde_json::{Value, json};
use store::{Object, catalog::Model};
use system_tests::{Api, Stack, migrated_database};
use testkit::{Servers, ServiceProcess, TestDatabase, free_port};
use tokio::time::sleep;

use crate::{
    figures::{Row, Table, megabytes, per_second, rate, seconds, share},
    ledger::TODAY,
    machine::{ServerProcesses, connect, server_processes},
    meter::{Meter, Spent, Who, memory},
    peers::{self, Rows, Way},
    python,
    sync_figures::{
        PIPE, Rounds, SLOW_MICROSECONDS, Slow, compare, median_cpu, median_wall, notes, resent,
    },
};

pub(crate) const TENANT: &str = "andina";
/// Repetitions of each measurement, in turn; medians are compared.
const ROUNDS: usize = 3;
const PATIENCE: Duration = Duration::from_mins(10);
const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];

/// The four services, a simulated Odoo in its own process, and an empty database for the baselines.
pub(crate) struct Bench {
    pub(crate) stack: Stack,
    odoo: ServiceProcess,
    odoo_url: String,
    pub(crate) models: Vec<Model>,
    pub(crate) mirror: Object,
    peer_database: TestDatabase,
    peer: Object,
    servers: ServerProcesses,
}

pub(crate) async fn measure(lines: usize) -> Result<()> {
    let mut bench = prepare(lines).await?;
    let mut rounds = Rounds::default();
    let mut records = bench.fetch().await?.0;
    let mut tables = Vec::new();
    for _ in 0..ROUNDS {
        rounds.fetch.push(bench.fetch().await?.1);
        peers::empty(&bench.mirror, &bench.models).await?;
        let (applied, spent) = bench.snapshot().await?;
        ensure!(applied == records, "{applied} of {records} records arrived");
        rounds.snapshot.push(spent);
        if tables.is_empty() {
            tables = bench.mirrored().await?;
            records = tables.iter().map(|rows| rows.lines.len() as u64).sum();
        }
        rounds.copy.push(bench.load(&tables, Way::Copy).await?);
        rounds
            .copy_at_once
            .push(bench.load(&tables, Way::CopyAtOnce).await?);
        rounds.upsert.push(bench.load(&tables, Way::Upsert).await?);
    }
    let (_, again) = bench.snapshot().await?;
    let slow = bench.slowly().await?;
    let mut table = Table::new(format!(
        "Sync: {records} records of {} models, about {lines} of them move lines",
        system_tests::MODELS.len()
    ));
    compare(&mut table, records, &rounds, &slow);
    resent(&mut table, records, &again, &rounds);
    bench.python(&mut table, records, &rounds).await?;
    bench.deadlocks(&mut table).await?;
    bench.memory(&mut table)?;
    notes(&mut table, &rounds);
    table.print();
    Ok(())
}

pub(crate) async fn prepare(lines: usize) -> Result<Bench> {
    let port = free_port();
    let (bind, lines) = (format!("127.0.0.1:{port}"), lines.to_string());
    let arguments = [
        "--bind",
        &bind,
        "--database",
        TENANT,
        "--user",
        "bot",
        "--password",
        "secret",
        "--today",
        TODAY,
        "--lines",
        &lines,
    ];
    let none: [(String, String); 0] = [];
    let odoo = ServiceProcess::start("odoo-sim", &arguments, none);
    let odoo_url = format!("http://{bind}");
    let ready = format!("{odoo_url}/web/health");
    let begun = Instant::now();
    while reqwest::get(&ready).await.is_err() {
        ensure!(
            begun.elapsed() < PATIENCE,
            "the simulated Odoo does not start"
        );
        sleep(Duration::from_millis(50)).await;
    }
    // The books of this process are not read.
    let books = Books::generate(&Spec::new(1, 1, TODAY.parse()?));
    let limit = [("ESPEJO_RATE_LIMIT_PER_SECOND", "100000")];
    let mut stack = Stack::prepare(vec![(TENANT, books)], &limit).await;
    stack.set_odoo(&odoo_url);
    stack.start_all().await;
    let database = &stack.tenant(TENANT).database;
    let mirror = connect(&database.url(), database.name()).await?;
    let models = store::catalog::read(&mirror).await?.into_values().collect();
    let peer_database = migrated_database(Servers::of_environment()).await;
    let peer = connect(&peer_database.url(), peer_database.name()).await?;
    Ok(Bench {
        stack,
        odoo,
        odoo_url,
        models,
        mirror,
        peer_database,
        peer,
        servers: server_processes().await?,
    })
}

impl Bench {
    pub(crate) async fn fetch(&mut self) -> Result<(u64, Spent)> {
        let meter = self.meter(self.mirror_name());
        let records = peers::fetch(&self.odoo_url, &self.models).await?;
        Ok((records, meter.stop()))
    }

    async fn snapshot(&mut self) -> Result<(u64, Spent)> {
        self.run("snapshot").await
    }

    /// Measures from the request to the end of the run. Returns the records applied.
    pub(crate) async fn run(&mut self, kind: &str) -> Result<(u64, Spent)> {
        let meter = self.meter(self.mirror_name());
        let api = self.stack.api(TENANT);
        let id = api.start_run(kind).await;
        let run = follow(&api, &id).await?;
        let spent = meter.stop();
        let applied = self
            .mirror
            .query_one(
                "select coalesce(sum(rows_applied), 0)::bigint from ops.sync_run_model where run_id::text = $1",
                &[&id],
            )
            .await
            .with_context(|| run)?
            .get::<_, i64>(0);
        Ok((applied.unsigned_abs(), spent))
    }

    /// Measures with an Odoo that is as slow as real ones are.
    async fn slowly(&mut self) -> Result<Slow> {
        self.slow_down(SLOW_MICROSECONDS).await?;
        let fetch = self.fetch().await?.1;
        peers::empty(&self.mirror, &self.models).await?;
        let snapshot = self.snapshot().await?.1;
        self.control(Method::DELETE, "faults", &json!({})).await?;
        Ok(Slow { fetch, snapshot })
    }

    /// From now on Odoo needs this time for each record.
    pub(crate) async fn slow_down(&self, microseconds: u64) -> Result<()> {
        let fault = json!({ "kind": "slow_us_per_record", "value": microseconds });
        self.control(Method::POST, "faults", &fault).await?;
        Ok(())
    }

    /// Calls the control API of the simulated Odoo.
    pub(crate) async fn control(&self, method: Method, what: &str, body: &Value) -> Result<String> {
        let url = format!("{}/_sim/{what}", self.odoo_url);
        let answer = reqwest::Client::new()
            .request(method, url)
            .json(body)
            .send();
        Ok(answer.await?.error_for_status()?.text().await?)
    }

    async fn mirrored(&self) -> Result<Vec<Rows>> {
        let mut tables = Vec::new();
        for model in &self.models {
            tables.push(peers::rows(&self.mirror, model).await?);
        }
        Ok(tables)
    }

    async fn load(&mut self, tables: &[Rows], way: Way) -> Result<Spent> {
        peers::empty(&self.peer, &self.models).await?;
        let meter = self.meter(self.peer_database.name().to_owned());
        peers::load(&mut self.peer, tables, way).await?;
        Ok(meter.stop())
    }

    fn mirror_name(&self) -> String {
        self.stack.tenant(TENANT).database.name().to_owned()
    }

    fn meter(&mut self, database: String) -> Meter {
        let ServerProcesses { postmaster, broker } = self.servers;
        let mut groups = vec![
            ("odoo-sim", Who::Process(self.odoo.id())),
            ("bench", Who::Process(std::process::id())),
            ("broker", Who::Process(broker)),
            (
                "PostgreSQL",
                Who::Backends {
                    postmaster,
                    database,
                },
            ),
            ("PostgreSQL's writers", Who::ServerOwn { postmaster }),
        ];
        for name in ["core-api", "sync-worker"] {
            groups.push((name, Who::Process(self.stack.service(name).id())));
        }
        Meter::start(groups)
    }

    async fn python(&mut self, table: &mut Table, records: u64, rounds: &Rounds) -> Result<()> {
        const WORK: &str = "first load against a Python ETL (XML-RPC, `execute_values`), wall";
        let ours = median_wall(&rounds.snapshot);
        let Some(python) = python::interpreter("psycopg2.extras") else {
            table.row(Row::new(
                WORK,
                rate(records, ours),
                "not run: python3 has no psycopg2 (ESPEJO_BENCH_PYTHON names another)",
            ));
            return Ok(());
        };
        peers::empty(&self.peer, &self.models).await?;
        let meter = self.meter(self.peer_database.name().to_owned());
        let loaded = python::load(
            &python,
            &self.odoo_url,
            &self.peer_database.url(),
            &self.models,
        )?;
        let spent = meter.stop();
        ensure!(
            loaded.records == records,
            "the script loaded {}",
            loaded.records
        );
        let ratio = per_second(records, ours) / per_second(records, loaded.wall);
        table.row(
            Row::new(WORK, rate(records, ours), rate(records, loaded.wall)).at_least(ratio, 8.0),
        );
        let theirs = loaded.cpu + spent.by("PostgreSQL");
        let ours = median_cpu(&rounds.snapshot, &PIPE);
        table.row(
            Row::new(
                "the same, CPU without Odoo's",
                seconds(ours),
                seconds(theirs),
            )
            .ratio(share(ours, theirs)),
        );
        Ok(())
    }

    /// Each deadlock costs a second until PostgreSQL finds it, and delays a batch.
    async fn deadlocks(&self, table: &mut Table) -> Result<()> {
        let sql = "select deadlocks from pg_stat_database where datname = current_database()";
        let count: i64 = self.mirror.query_one(sql, &[]).await?.get(0);
        table.row(
            Row::new(
                format!("deadlocks in {} snapshots", ROUNDS + 2),
                count.to_string(),
                "–",
            )
            .target("none", count == 0),
        );
        Ok(())
    }

    pub(crate) fn memory(&mut self, table: &mut Table) -> Result<()> {
        for name in SERVICES {
            let bytes = memory(self.stack.service(name).id(), "VmHWM")?;
            table.row(
                Row::new(format!("peak memory of {name}"), megabytes(bytes), "–")
                    .target("≤ 128 MB", bytes <= 128_000_000),
            );
        }
        Ok(())
    }
}

/// Follows a run as a front end would, but polls more often. Returns its last state.
async fn follow(api: &Api, id: &str) -> Result<String> {
    let path = format!("/v1/sync-runs/{id}");
    let begun = Instant::now();
    loop {
        let run = api.get(&path).await;
        if run["state"] == "done" {
            return Ok(run.to_string());
        }
        ensure!(run["state"] != json!("failed"), "the run failed: {run}");
        ensure!(begun.elapsed() < PATIENCE, "the run takes too long: {run}");
        sleep(Duration::from_millis(20)).await;
    }
}
