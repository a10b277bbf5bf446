//! Reports over HTTP compared with the same queries on one connection, one request at a time.

mod every_report;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use reqwest::{StatusCode, header::ETAG};
use store::Object;
use system_tests::Stack;

use crate::{
    bare::{Asked, Question},
    figures::{Row, Table, median, milliseconds, percentile, seconds, share},
    front::{Front, LONG_ENOUGH, TIMES, WARM_UP},
    ledger::{Ledger, TODAY},
    machine::{connect, server_processes},
    meter::{Meter, Who},
};

/// Concurrent clients.
pub(crate) const CROWD: usize = 16;
/// A page deeper than a person would ever go.
const DEEP: usize = 300;
const PAST: &str = "2026-05-22";

pub(crate) struct Bench {
    pub(crate) front: Front,
    database: Object,
}

pub(crate) struct Times {
    pub(crate) http: Vec<Duration>,
    pub(crate) bare: Vec<Duration>,
}

pub(crate) async fn measure(stack: &mut Stack, ledger: &Ledger) -> Result<()> {
    let tenant = stack.tenant(ledger.tenant);
    let database = connect(&tenant.database.url(), tenant.database.name()).await?;
    let front = Front::new(stack.api(ledger.tenant))?;
    let mut bench = Bench { front, database };
    every_report::measure(&mut bench, ledger).await?;
    let mut table = Table::new(format!(
        "Reports: {} move lines, {} open items, p50 / p99",
        ledger.lines, ledger.open_items
    ));
    table.row(Row::new(
        "schema report built from the mirror",
        seconds(ledger.built_in),
        "–",
    ));
    let single = bench.single_row().await?;
    bench.waits(&mut table, &single).await?;
    bench.deep_page(&mut table).await?;
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
    /// The response time for a report as of today, and as of long ago.
    async fn waits(&mut self, table: &mut Table, single: &[Duration]) -> Result<()> {
        let today = self.compare(&ageing(TODAY)).await?;
        let (p50, p99) = (median(&today.http), percentile(&today.http, 99));
        let is_met = p50 <= Duration::from_millis(10) && p99 <= Duration::from_millis(30);
        table.row(
            Row::new("ageing, first 50 partners", both(&today.http), "–")
                .target("≤ 10 ms, ≤ 30 ms", is_met),
        );
        table.row(
            Row::new(
                "its selects against a single row by its id, bare",
                both(&today.bare),
                both(single),
            )
            .ratio(share(median(&today.bare), median(single))),
        );
        let past = self.compare(&ageing(PAST)).await?;
        let p50 = median(&past.http);
        table.row(
            Row::new("ageing six months ago", both(&past.http), "–")
                .target("p50 ≤ 500 ms", p50 <= Duration::from_millis(500)),
        );
        Ok(())
    }

    /// A deep page, compared with the second page, which like it has no totals.
    async fn deep_page(&mut self, table: &mut Table) -> Result<()> {
        let mut next: Option<String> = None;
        let mut second = None;
        let mut pages = 1;
        while pages < DEEP {
            let page = self.front.json(&open_items(next.as_deref()).path()).await?;
            let Some(cursor) = page["next"].as_str() else {
                break;
            };
            next = Some(cursor.to_owned());
            second.get_or_insert_with(|| cursor.to_owned());
            pages += 1;
        }
        let second = second.context("there is only one page")?;
        let deep = next.context("there is only one page")?;
        let near = self.compare(&open_items(Some(&second))).await?;
        table.row(against_bare("open items, second page (no totals)", &near));
        let far = self.compare(&open_items(Some(&deep))).await?;
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
        // A redirect without a database query: the minimum response time of this server.
        let hello = self
            .front
            .times("/docs", None, StatusCode::PERMANENT_REDIRECT);
        let hello = hello.await?;
        for (work, path) in [
            ("open items unchanged (304)", open_items(None).path()),
            ("ageing unchanged (304)", ageing(TODAY).path()),
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

    /// CPU time of the server and of its backends.
    async fn spent(&self, stack: &mut Stack, table: &mut Table, ledger: &Ledger) -> Result<()> {
        let postmaster = server_processes().await?.postmaster;
        let database = stack.tenant(ledger.tenant).database.name().to_owned();
        let core_api = stack.service("core-api").id();
        for (work, path) in [
            ("open items, first page", open_items(None).path()),
            ("ageing, first page", ageing(TODAY).path()),
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
            // The meter also counts the warm-up requests.
            let each = |name: &str| {
                let asked = u32::try_from(times.len() + WARM_UP).unwrap_or(u32::MAX);
                milliseconds(spent.by(name) / asked)
            };
            table.row(Row::new(
                format!("CPU of a request, {work}: core-api, PostgreSQL"),
                each("core-api"),
                each("PostgreSQL"),
            ));
        }
        Ok(())
    }

    /// The same question over HTTP and without it, alternately.
    pub(crate) async fn compare(&mut self, question: &Question) -> Result<Times> {
        let path = question.path();
        let mut times = Times {
            http: Vec::new(),
            bare: Vec::new(),
        };
        for _ in 0..WARM_UP {
            self.front.get(&path, None, StatusCode::OK).await?;
            question.ask(&mut self.database).await?;
        }
        let begun = Instant::now();
        while times.http.len() < TIMES && begun.elapsed() < LONG_ENOUGH {
            let asked = Instant::now();
            self.front.get(&path, None, StatusCode::OK).await?;
            times.http.push(asked.elapsed());
            let asked = Instant::now();
            question.ask(&mut self.database).await?;
            times.bare.push(asked.elapsed());
        }
        Ok(times)
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

/// Target: the HTTP median is at most 1.3 times the bare one plus a millisecond.
pub(crate) fn against_bare(work: &str, times: &Times) -> Row {
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

pub(crate) fn open_items(cursor: Option<&str>) -> Question {
    let question = Question::new(Asked::OpenItems)
        .with("as_of", TODAY)
        .with("limit", 100);
    match cursor {
        Some(cursor) => question.with("cursor", cursor),
        None => question,
    }
}

pub(crate) fn ageing(as_of: &str) -> Question {
    Question::new(Asked::Ageing)
        .with("as_of", as_of)
        .with("limit", 50)
}
