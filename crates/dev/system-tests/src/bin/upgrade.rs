//! Upgrades from the previous release and goes back, as `./run upgrade` does: its services go on while
//! the database is migrated, each service is replaced while the others are of the other release, and
//! the old programs work again on the new schema. After each step a change of Odoo arrives in the
//! mirror, a report answers, and a file is made.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test with an argument: it prints its steps and fails by panicking"
)]

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use odoo_sim::{Books, ChangeKind, Changes, Spec};
use reqwest::StatusCode;
use serde_json::json;
use system_tests::{Stack, assert_mirror_equals};

const PATIENCE: Duration = Duration::from_mins(3);
const TENANT: &str = "andina";
const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];

/// One upgrade.
struct Upgrade {
    stack: Stack,
    begun: Instant,
    changes: u64,
}

#[tokio::main]
async fn main() {
    let previous = std::env::args_os().nth(1).map(PathBuf::from);
    let previous = previous.expect("the folder with the programs of the previous release");
    let books = Books::generate(&Spec::new(14, 400, jiff::civil::date(2026, 11, 22)));
    let begun = Instant::now();
    let stack = Stack::start_build(&previous, vec![(TENANT, books)]).await;
    let mut upgrade = Upgrade {
        stack,
        begun,
        changes: 0,
    };
    upgrade.all(&previous).await;
}

impl Upgrade {
    async fn all(&mut self, previous: &Path) {
        self.stack.api(TENANT).run("snapshot", PATIENCE).await;
        self.works().await;
        self.say("the previous release works on its own schema");

        self.migrate_under_load().await;
        self.works().await;
        self.say("the previous release works on the new schema");

        self.stack.use_build(None);
        for service in SERVICES {
            self.stack.restart(service).await;
            self.works().await;
            self.say(&format!("{service} is new, and all work"));
        }
        self.proves().await;
        self.say("the new release works, and the mirror is proved");

        self.stack.use_build(Some(previous));
        for service in SERVICES {
            self.stack.restart(service).await;
            self.works().await;
            self.say(&format!("{service} is old again, and all work"));
        }
        self.proves().await;
        self.stack.broker.assert_no_leftovers().await;
        let database = &self.stack.tenant(TENANT).database;
        database.assert_no_unsent_events(PATIENCE).await;
        self.say("the previous release works after the rollback, and the mirror is proved");
    }

    /// Migrates with the new programs while the old services load the mirror anew and make a file.
    async fn migrate_under_load(&mut self) {
        let api = self.stack.api(TENANT);
        let before = self.schema().await;
        let run = api.start_run("reload").await;
        let export = self.begin_export().await;
        self.stack.use_build(None);
        self.stack.migrate();
        let after = self.schema().await;
        assert!(before < after, "nothing was migrated: {before}, {after}");
        self.say(&format!("migrated from {before} to {after} under load"));
        api.wait_run(&run, PATIENCE).await;
        api.wait(&format!("/v1/exports/{export}"), "finished", PATIENCE)
            .await;
    }

    async fn schema(&self) -> i32 {
        let client = self.stack.tenant(TENANT).database.client().await;
        let newest = "select max(version)::int from refinery_schema_history";
        client.query_one(newest, &[]).await.unwrap().get(0)
    }

    /// A change of Odoo arrives, the report has it, and a file has as many rows as the report.
    async fn works(&mut self) {
        self.changes += 1;
        let changes = Changes {
            seed: self.changes,
            count: 12,
            kinds: vec![ChangeKind::EditInvoice, ChangeKind::NewInvoice],
        };
        let made = self.stack.sim.change(TENANT, &changes).unwrap();
        assert_eq!(made.values().sum::<usize>(), 12, "{made:?}");
        // A window ends with a whole second of Odoo's clock.
        tokio::time::sleep(Duration::from_millis(2100)).await;
        let api = self.stack.api(TENANT);
        api.run("incremental", PATIENCE).await;
        assert_mirror_equals(&self.stack, TENANT).await;
        let path = "/v1/receivables/open-items?company_id=1&as_of=2026-11-22&limit=1";
        let report = api.get(path).await;
        let items = report["totals"]["items"].as_i64();
        assert!(items.is_some_and(|items| items > 10), "{report}");
        let export = self.begin_export().await;
        let path = format!("/v1/exports/{export}");
        let job = api.wait(&path, "finished", PATIENCE).await;
        assert_eq!(job["rows_written"].as_i64(), items, "{job}");
    }

    async fn begin_export(&self) -> String {
        let body = json!({
            "report": "open-items", "format": "xlsx",
            "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
        });
        let (status, job) = self.stack.api(TENANT).post("/v1/exports", &body).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{job}");
        job["id"].as_str().unwrap().to_owned()
    }

    async fn proves(&self) {
        let api = self.stack.api(TENANT);
        let before = api.get("/v1/mirror").await["freshness"]["proof"]["proved_at"].clone();
        api.run("verify", PATIENCE).await;
        let proof = api.get("/v1/mirror").await["freshness"]["proof"].clone();
        assert_eq!(proof["equal"], true, "{proof}");
        assert_ne!(proof["proved_at"], before, "{proof}");
    }

    fn say(&self, what: &str) {
        println!("{:>4} s  {what}", self.begun.elapsed().as_secs());
    }
}
