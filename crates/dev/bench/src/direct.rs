//! Odoo's own database against its API: reading alone, and a first load through the four services.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use odoo::{Context, Domain};
use odoo_db::Database;
use odoo_sim::{Books, Spec, SqlTable};
use settings::SecretString;
use store::{Object, catalog::Model};
use system_tests::{Stack, migrated_database};
use testkit::{Servers, TestDatabase};
use tls::Trust;

use crate::{
    figures::{Row, Table, median, rate, share},
    ledger::TODAY,
    machine::connect,
    peers,
    sync::TENANT,
};

const ROUNDS: usize = 3;
const PATIENCE: Duration = Duration::from_mins(10);
/// Rows of a page, as in the configuration of the stack.
const PAGE: u32 = 1_000;

struct Bench {
    stack: Stack,
    /// Odoo's own.
    tables: TestDatabase,
    models: Vec<Model>,
    mirror: Object,
    peer_database: TestDatabase,
    peer: Object,
}

pub(crate) async fn measure(lines: usize) -> Result<()> {
    let bench = prepare(lines).await?;
    let (mut by_api, mut by_sql, mut copied) = (Vec::new(), Vec::new(), Vec::new());
    let (mut read_api, mut read_sql) = (Vec::new(), Vec::new());
    let mut records = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        records = peers::fetch(&bench.stack.sim.url(), &bench.models).await?;
        read_api.push(begun.elapsed());
        let begun = Instant::now();
        let read = bench.read().await?;
        read_sql.push(begun.elapsed());
        ensure!(read == records, "{read} of {records} records were read");
        by_api.push(bench.first_load().await?);
        bench.read_directly(true);
        by_sql.push(bench.first_load().await?);
        bench.read_directly(false);
        copied.push(bench.copy().await?);
    }
    let mut table = Table::new(format!(
        "Odoo's database: {records} records of {} models, about {lines} of them move lines",
        bench.models.len()
    ));
    let mut compare = |work: &str, ours: &[Duration], peer: &[Duration], target: f64| {
        let (ours, peer) = (median(ours), median(peer));
        let row = Row::new(work, rate(records, ours), rate(records, peer));
        table.row(row.at_least(share(peer, ours), target));
    };
    compare(
        "reading and decoding every record, against the API, wall",
        &read_sql,
        &read_api,
        50.0,
    );
    compare("first load, against the API, wall", &by_sql, &by_api, 12.0);
    compare(
        "first load, against `COPY | COPY` of the mirrored columns, wall",
        &by_sql,
        &copied,
        0.35,
    );
    table.note(
        "The simulated Odoo answers its API many times as fast as a real one, which gives about \
         5,000 records a second.",
    );
    table.print();
    Ok(())
}

async fn prepare(lines: usize) -> Result<Bench> {
    let spec = Spec {
        lines: Some(lines),
        ..Spec::new(1, 0, TODAY.parse()?)
    };
    let mut stack = Stack::prepare(vec![(TENANT, Books::generate(&spec))], &[]).await;
    let tables = TestDatabase::empty().await;
    for SqlTable { create, copy, rows } in stack.sim.sql_tables(TENANT)? {
        tables.load(&create, &copy, rows).await;
    }
    tables.client().await.batch_execute("analyze").await?;
    stack.put_secret("odoo_database", &tables.url());
    stack.start_all().await;
    let database = &stack.tenant(TENANT).database;
    let mirror = connect(&database.url(), database.name()).await?;
    let models = store::catalog::read(&mirror).await?.into_values().collect();
    let peer_database = migrated_database(Servers::of_environment()).await;
    let peer = connect(&peer_database.url(), peer_database.name()).await?;
    Ok(Bench {
        stack,
        tables,
        models,
        mirror,
        peer_database,
        peer,
    })
}

impl Bench {
    /// Reads every model page by page, as a worker does, and discards it.
    async fn read(&self) -> Result<u64> {
        let url = SecretString::from(self.tables.url());
        let database = Database::open(&url, &Trust::default(), 1).await?;
        let context = Context {
            language: "en_US".to_owned(),
            company_ids: database.companies(),
        };
        let mut count = 0;
        for model in &self.models {
            let Some(shape) = database.shape(&model.name).await? else {
                continue;
            };
            let projection = database.projection(&shape, &model.fields(), &context);
            let mut after = 0;
            loop {
                let domain = Domain::all().id_after(after);
                let page = database.page(&projection, &domain, PAGE).await?.answer;
                count += page.records.len() as u64;
                match page.last_id.filter(|_| page.is_full) {
                    Some(last) => after = last,
                    None => break,
                }
            }
        }
        Ok(count)
    }

    /// Runs that begin later read the database, or the API.
    fn read_directly(&self, directly: bool) {
        let by_name = format!("database = \"{TENANT}\"");
        let table = format!(
            "database = {{ name = \"{TENANT}\", url_file = \"odoo_database\", connections = 1 }}"
        );
        let (from, to) = if directly {
            (by_name, table)
        } else {
            (table, by_name)
        };
        self.stack.edit(TENANT, &from, &to);
    }

    /// Of an empty mirror.
    async fn first_load(&self) -> Result<Duration> {
        // The services look at the files every two seconds.
        tokio::time::sleep(Duration::from_secs(5)).await;
        peers::empty(&self.mirror, &self.models).await?;
        let begun = Instant::now();
        self.stack.api(TENANT).run("snapshot", PATIENCE).await;
        Ok(begun.elapsed())
    }

    /// The mirrored rows into empty tables of another database, through a pipe.
    async fn copy(&self) -> Result<Duration> {
        peers::empty(&self.peer, &self.models).await?;
        let from = self.stack.tenant(TENANT).database.url();
        let begun = Instant::now();
        for model in &self.models {
            let (table, columns) = (&model.table, model.fields().join(", "));
            let columns = format!("{columns}, _read_at, _run");
            pipe(
                (
                    &from,
                    &format!("copy (select {columns} from odoo.{table} order by id) to stdout"),
                ),
                (
                    &self.peer_database.url(),
                    &format!("copy odoo.{table} ({columns}) from stdin"),
                ),
            )?;
        }
        Ok(begun.elapsed())
    }
}

fn pipe(from: (&str, &str), to: (&str, &str)) -> Result<()> {
    let psql = |(url, sql): (&str, &str)| {
        let mut psql = Command::new("psql");
        psql.args(["--no-psqlrc", "--quiet", "--dbname", url, "--command", sql]);
        psql
    };
    let mut out = psql(from).stdout(Stdio::piped()).spawn()?;
    let rows = out.stdout.take().context("the rows of psql")?;
    let copied = psql(to).stdin(rows).status()?;
    ensure!(out.wait()?.success() && copied.success(), "{}", to.1);
    Ok(())
}
