//! Odoo's own database instead of its API, across all four services, set up as an operator and the
//! administrator of the database do it.

use std::{
    io::Write,
    process::{Command, Stdio},
    time::Duration,
};

use odoo_sim::{Changes, SqlTable};
use system_tests::{Stack, assert_mirror_equals, assert_proved_equal};
use testkit::TestDatabase;
use tokio::time::sleep;

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
pub(crate) const PASSWORD: &str = "only-for-this-test";
pub(crate) const BY_NAME: &str = "database = \"andina\"";

/// A simulated Odoo and its tables in PostgreSQL.
struct Odoo {
    stack: Stack,
    tables: TestDatabase,
    reader: String,
}

impl Odoo {
    async fn new() -> Self {
        let stack = Stack::prepare(vec![("andina", books(17, 150))], &[]).await;
        let tables = TestDatabase::empty().await;
        for SqlTable { create, copy, rows } in stack.sim.sql_tables("andina").unwrap() {
            tables.load(&create, &copy, rows).await;
        }
        // Roles of these names are dropped with the database.
        let (reader, owner) = (
            format!("{}_core", tables.name()),
            format!("{}_export", tables.name()),
        );
        let client = tables.client().await;
        let create = format!("create role {owner}");
        client.batch_execute(&create).await.unwrap();
        let odoo = Self {
            stack,
            tables,
            reader,
        };
        odoo.set_up(&owner);
        odoo
    }

    /// Runs the script and names the database in the tenant's file.
    fn set_up(&self, owner: &str) {
        self.stack.edit("andina", BY_NAME, &self.table());
        let script = self.command("script", owner);
        self.psql(&script, &["--single-transaction"]);
        let url = self.tables.url();
        let (_, server) = url.split_once('@').unwrap();
        let url = format!("postgresql://{}:{PASSWORD}@{server}", self.reader);
        self.stack.put_secret("odoo_database", &url);
        let told = self.command("preflight", owner);
        assert!(told.contains("ok: Odoo's database can be read"), "{told}");
    }

    /// What the tenant's file says in place of the name.
    fn table(&self) -> String {
        format!(
            "database = {{ name = \"{}\", url_file = \"odoo_database\", connections = 2 }}",
            self.tables.name()
        )
    }

    fn command(&self, command: &str, owner: &str) -> String {
        let reader = &self.reader;
        let names = ["--tenant", "andina", "--role", reader, "--owner", owner];
        let arguments: Vec<_> = ["direct", command].into_iter().chain(names).collect();
        self.stack.command(&arguments)
    }

    fn psql(&self, script: &str, arguments: &[&str]) {
        psql(&self.tables.url(), script, arguments);
    }

    /// A day of work in Odoo, which reaches the tables in one transaction for each.
    async fn work(&self, seed: u64) {
        self.stack
            .sim
            .change("andina", &Changes::of_a_day(seed))
            .unwrap();
        for SqlTable { copy, rows, .. } in self.stack.sim.sql_tables("andina").unwrap() {
            let table = copy.split(' ').nth(1).unwrap();
            let empty = format!("delete from {table}");
            self.tables.load(&empty, &copy, rows).await;
        }
        // A window ends with a whole second of Odoo's clock.
        sleep(Duration::from_millis(2100)).await;
    }
}

/// Runs a script as an administrator does, who types the password of the new role.
pub(crate) fn psql(url: &str, script: &str, arguments: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script.sql");
    std::fs::write(&file, script).unwrap();
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--dbname"])
        .arg(url)
        .args(arguments)
        .arg("--file")
        .arg(&file);
    psql.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut running = psql.spawn().unwrap();
    let typed = running.stdin.take();
    writeln!(typed.unwrap(), "{PASSWORD}").unwrap();
    assert!(running.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mirror_of_odoos_database_is_loaded_updated_and_proved_without_a_call_to_odoo() {
    let mut odoo = Odoo::new().await;
    odoo.stack.start_all().await;
    let api = odoo.stack.api("andina");
    let run = api.run("snapshot", PATIENCE).await;
    assert_eq!(
        run["odoo_version"].as_str().map(|it| &it[..4]),
        Some("17.0"),
        "{run}"
    );
    assert_mirror_equals(&odoo.stack, "andina").await;
    odoo.work(5).await;
    for _ in 0..2 {
        api.run("incremental", PATIENCE).await;
        sleep(Duration::from_millis(1100)).await;
    }
    assert_proved_equal(&odoo.stack, "andina", PATIENCE).await;
    assert_eq!(odoo.stack.sim.calls(), [], "nobody has asked Odoo's API");
    back_to_the_api(&odoo).await;
}

/// The file says the name alone again: the next run asks the API, and the mirror stays equal.
async fn back_to_the_api(odoo: &Odoo) {
    let api = odoo.stack.api("andina");
    odoo.stack.edit("andina", &odoo.table(), BY_NAME);
    odoo.work(6).await;
    let deadline = tokio::time::Instant::now() + PATIENCE;
    while odoo.stack.sim.calls().is_empty() {
        assert!(
            tokio::time::Instant::now() < deadline,
            "Odoo's API is not asked"
        );
        api.run("incremental", PATIENCE).await;
        sleep(Duration::from_millis(1100)).await;
    }
    assert_proved_equal(&odoo.stack, "andina", PATIENCE).await;
    let owner = format!("{}_export", odoo.tables.name());
    odoo.psql(&odoo.command("remove", &owner), &[]);
    let client = odoo.tables.client().await;
    let sql = "select count(*) from pg_roles where rolname = $1";
    let left: i64 = client.query_one(sql, &[&odoo.reader]).await.unwrap().get(0);
    assert_eq!(left, 0);
}
