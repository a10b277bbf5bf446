//! Reports over HTTP beside the same selects on one connection: asked in turn, one at a time.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use jiff::civil::Date;
use reports::{
    Side,
    ageing::{self, AgeingParameters},
    open_items::{self, OpenItemsParameters},
};
use reqwest::{StatusCode, header::ETAG};
use serde_json::json;
use store::{Object, freshness};
use system_tests::Stack;

use crate::{
    figures::{Row, Table, median, milliseconds, percentile, seconds, share},
    front::{Front, LONG_ENOUGH, TIMES, WARM_UP},
    ledger::{Ledger, TODAY},
    machine::{connect, server_processes},
    meter::{Meter, Who},
};

/// Clients that ask at the same time.
const CROWD: usize = 16;
/// A page as deep as a person would never go.
const DEEP: usize = 300;
const PAST: &str = "2026-05-22";
const LONG_PAST: &str = "2025-11-22";
const YESTERDAY: &str = "2026-11-21";
/// What the freshness of the reports hangs on.
const MODELS: [&str; 7] = [
    "account.move.line",
    "account.partial.reconcile",
    "account.move",
    "account.account",
    "res.partner",
    "res.company",
    "res.currency",
];

struct Bench {
    front: Front,
    database: Object,
}

#[derive(Clone)]
enum Bare {
    OpenItems(OpenItemsParameters),
    Ageing(AgeingParameters),
}

struct Times {
    http: Vec<Duration>,
    bare: Vec<Duration>,
}

pub(crate) async fn measure(stack: &mut Stack, ledger: &Ledger) -> Result<()> {
    let tenant = stack.tenant(ledger.tenant);
    let database = connect(&tenant.database.url(), tenant.database.name()).await?;
    let front = Front::new(stack.api(ledger.tenant))?;
    let mut bench = Bench { front, database };
    let mut table = Table::new(format!(
        "Reports: {} move lines, {} open items, p50 / p99",
        ledger.lines, ledger.open_items
    ));
    table.row(Row::new(
        "schema report built from the mirror",
        seconds(ledger.built_in),
        "–",
    ));
    let row = bench.single_row().await?;
    table.row(Row::new("a single row by its id, bare", "–", both(&row)));
    bench.first_pages(&mut table).await?;
    bench.deep_page(&mut table).await?;
    bench.crowd(&mut table).await?;
    bench.unchanged(&mut table).await?;
    bench.spent(stack, &mut table, ledger).await?;
    table.note(
        "The peer runs what the answer is made of through the same crate on one connection: \
         company, accounts, freshness, page and totals in one snapshot.",
    );
    table.note("Without compression; a first page of open items carries the totals of the filter.");
    table.print();
    Ok(())
}

impl Bench {
    async fn first_pages(&mut self, table: &mut Table) -> Result<()> {
        let open = open_items_of(TODAY, None)?;
        let times = self
            .compare(&open_items_path(TODAY, None), &Bare::OpenItems(open))
            .await?;
        table.row(against_bare(
            "open items, first page of 100 and totals",
            &times,
        ));
        let today = Bare::Ageing(ageing_of(TODAY)?);
        let times = self.compare(&ageing_path(TODAY), &today).await?;
        table.row(against_bare("ageing, first 50 partners and totals", &times));
        let p50 = median(&times.http);
        let p99 = percentile(&times.http, 99);
        let is_met = p50 <= Duration::from_millis(10) && p99 <= Duration::from_millis(30);
        table.row(
            Row::new("the same, as a wait", both(&times.http), "–")
                .target("≤ 10 ms, ≤ 30 ms", is_met),
        );
        let past = Bare::Ageing(ageing_of(PAST)?);
        let times = self.compare(&ageing_path(PAST), &past).await?;
        table.row(against_bare("ageing at a date six months ago", &times));
        let p50 = median(&times.http);
        table.row(
            Row::new("the same, as a wait", both(&times.http), "–")
                .target("p50 ≤ 500 ms", p50 <= Duration::from_millis(500)),
        );
        for (work, path) in [
            ("ageing at yesterday", ageing_path(YESTERDAY)),
            ("ageing at a year ago", ageing_path(LONG_PAST)),
            (
                "ageing by account",
                format!("{}&group_by=account", ageing_path(TODAY)),
            ),
            (
                "ageing by salesperson",
                format!("{}&group_by=salesperson", ageing_path(TODAY)),
            ),
        ] {
            let times = self.front.times(&path, None, StatusCode::OK).await?;
            table.row(Row::new(work, both(&times), "–"));
        }
        Ok(())
    }

    /// The same by many clients at once.
    async fn crowd(&self, table: &mut Table) -> Result<()> {
        for (work, path) in [
            ("open items, first page", open_items_path(TODAY, None)),
            ("ageing, first page", ageing_path(TODAY)),
            ("ageing six months ago", ageing_path(PAST)),
        ] {
            let times = self.front.crowd(&path, CROWD).await?;
            let alone = self.front.times(&path, None, StatusCode::OK).await?;
            table.row(Row::new(
                format!("{work}: {CROWD} clients, against one"),
                both(&times),
                both(&alone),
            ));
        }
        Ok(())
    }

    /// The page behind so many others, against the first one without totals: the second.
    async fn deep_page(&mut self, table: &mut Table) -> Result<()> {
        let mut next: Option<String> = None;
        let mut second = None;
        let mut pages = 1;
        while pages < DEEP {
            let page = self
                .front
                .json(&open_items_path(TODAY, next.as_deref()))
                .await?;
            let Some(cursor) = page["next"].as_str() else {
                break;
            };
            next = Some(cursor.to_owned());
            second.get_or_insert_with(|| cursor.to_owned());
            pages += 1;
        }
        let second = second.context("there is only one page")?;
        let deep = next.context("there is only one page")?;
        let params = open_items_of(TODAY, Some(second.clone()))?;
        let path = open_items_path(TODAY, Some(&second));
        let near = self.compare(&path, &Bare::OpenItems(params)).await?;
        table.row(against_bare("open items, second page (no totals)", &near));
        let params = open_items_of(TODAY, Some(deep.clone()))?;
        let path = open_items_path(TODAY, Some(&deep));
        let far = self.compare(&path, &Bare::OpenItems(params)).await?;
        table.row(against_bare(&format!("open items, page {pages}"), &far));
        let ratio = share(median(&far.http), median(&near.http));
        table.row(
            Row::new(
                format!("page {pages} against the second, p50"),
                both(&far.http),
                both(&near.http),
            )
            .at_most(ratio, 1.2),
        );
        let p99 = percentile(&far.http, 99).max(percentile(&near.http, 99));
        table.row(
            Row::new("the slower of the two, p99", milliseconds(p99), "–")
                .target("≤ 15 ms", p99 <= Duration::from_millis(15)),
        );
        Ok(())
    }

    async fn unchanged(&mut self, table: &mut Table) -> Result<()> {
        // A redirect without a look at the database: the least that this server answers.
        let hello = self
            .front
            .times("/docs", None, StatusCode::PERMANENT_REDIRECT);
        let hello = hello.await?;
        for (work, path) in [
            ("open items unchanged (304)", open_items_path(TODAY, None)),
            ("ageing unchanged (304)", ageing_path(TODAY)),
        ] {
            let answer = self.front.request(&path).send().await?;
            let tag = answer
                .headers()
                .get(ETAG)
                .context("no ETag")?
                .to_str()?
                .to_owned();
            answer.bytes().await?;
            let times = self
                .front
                .times(&path, Some(&tag), StatusCode::NOT_MODIFIED)
                .await?;
            let ratio = share(median(&times), median(&hello));
            table.row(
                Row::new(
                    format!("{work} against the least answer of the server"),
                    both(&times),
                    both(&hello),
                )
                .at_most(ratio, 1.5),
            );
        }
        Ok(())
    }

    /// Processor time of the server and of its backends.
    async fn spent(&self, stack: &mut Stack, table: &mut Table, ledger: &Ledger) -> Result<()> {
        let postmaster = server_processes().await?.postmaster;
        let database = stack.tenant(ledger.tenant).database.name().to_owned();
        let core_api = stack.service("core-api").id();
        for (work, path) in [
            ("open items, first page", open_items_path(TODAY, None)),
            ("ageing, first page", ageing_path(TODAY)),
        ] {
            let database = database.clone();
            let meter = Meter::start(vec![
                ("core-api", Who::Process(core_api)),
                (
                    "PostgreSQL",
                    Who::Backends {
                        postmaster,
                        database,
                    },
                ),
            ]);
            let times = self.front.times(&path, None, StatusCode::OK).await?;
            let spent = meter.stop();
            // The request before the first is counted with them.
            let each = |name: &str| {
                let asked = u32::try_from(times.len() + WARM_UP).unwrap_or(u32::MAX);
                milliseconds(spent.of(name) / asked)
            };
            table.row(Row::new(
                format!("CPU of a request, {work}: core-api, PostgreSQL"),
                each("core-api"),
                each("PostgreSQL"),
            ));
        }
        Ok(())
    }

    /// The same question over HTTP and bare, in turn.
    async fn compare(&mut self, path: &str, bare: &Bare) -> Result<Times> {
        let mut times = Times {
            http: Vec::new(),
            bare: Vec::new(),
        };
        for _ in 0..WARM_UP {
            self.front.get(path, None, StatusCode::OK).await?;
            self.ask(bare).await?;
        }
        let begun = Instant::now();
        while times.http.len() < TIMES && begun.elapsed() < LONG_ENOUGH {
            let asked = Instant::now();
            self.front.get(path, None, StatusCode::OK).await?;
            times.http.push(asked.elapsed());
            let asked = Instant::now();
            self.ask(bare).await?;
            times.bare.push(asked.elapsed());
        }
        Ok(times)
    }

    async fn ask(&mut self, bare: &Bare) -> Result<()> {
        let today: Date = TODAY.parse()?;
        let snapshot = reports::snapshot(&mut self.database).await?;
        let rows = match bare {
            Bare::OpenItems(parameters) => {
                let query = open_items::prepare(&snapshot, parameters, today).await?;
                freshness::read(&snapshot, &MODELS).await?;
                let page = open_items::page(&snapshot, &query).await?;
                if parameters.cursor.is_none() {
                    open_items::totals(&snapshot, &query).await?;
                }
                page.rows.len()
            }
            Bare::Ageing(parameters) => {
                let query = ageing::prepare(&snapshot, parameters, today).await?;
                freshness::read(&snapshot, &MODELS).await?;
                ageing::page(&snapshot, &query).await?.rows.len()
            }
        };
        snapshot.commit().await?;
        ensure!(rows > 0, "an empty page");
        Ok(())
    }

    async fn single_row(&self) -> Result<Vec<Duration>> {
        let statement = self
            .database
            .prepare("select * from odoo.account_move_line where id = $1")
            .await?;
        let mut times = Vec::new();
        for number in 0..i64::try_from(TIMES)? {
            let asked = Instant::now();
            self.database
                .query_opt(&statement, &[&(1 + number * 37)])
                .await?;
            times.push(asked.elapsed());
        }
        Ok(times)
    }
}

/// The median over HTTP may be 1.3 times the bare one and a millisecond.
fn against_bare(work: &str, times: &Times) -> Row {
    let (http, bare) = (median(&times.http), median(&times.bare));
    let allowed = bare.mul_f64(1.3) + Duration::from_millis(1);
    Row::new(work, both(&times.http), both(&times.bare))
        .ratio(share(http, bare))
        .target("p50 ≤ 1.3 × + 1 ms", http <= allowed)
}

pub(crate) fn both(times: &[Duration]) -> String {
    format!(
        "{} / {}",
        milliseconds(median(times)),
        milliseconds(percentile(times, 99))
    )
}

pub(crate) fn open_items_path(as_of: &str, cursor: Option<&str>) -> String {
    let cursor = cursor
        .map(|cursor| format!("&cursor={cursor}"))
        .unwrap_or_default();
    format!("/v1/receivables/open-items?company_id=1&as_of={as_of}&limit=100{cursor}")
}

pub(crate) fn ageing_path(as_of: &str) -> String {
    format!("/v1/receivables/ageing?company_id=1&as_of={as_of}&limit=50")
}

fn open_items_of(as_of: &str, cursor: Option<String>) -> Result<OpenItemsParameters> {
    let parameters = json!({
        "side": Side::Receivable, "company_id": 1, "as_of": as_of, "limit": 100, "cursor": cursor,
    });
    Ok(serde_json::from_value(parameters)?)
}

fn ageing_of(as_of: &str) -> Result<AgeingParameters> {
    let parameters = json!({
        "side": Side::Receivable, "company_id": 1, "as_of": as_of, "limit": 50,
    });
    Ok(serde_json::from_value(parameters)?)
}
