//! The operator's commands for clients, through the binary: create, suspend, resume, rename and
//! remove, and what each of them refuses.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use testkit::{ServiceProcess, TestDatabase};

use crate::world::{database, write_tenants};

const PATIENCE: Duration = Duration::from_mins(1);
const HOST: &str = "pampa-test.localhost";

/// The folder of tenants, with two tenants and a base, and the variables of an operator.
struct Operator {
    config: TempDir,
    andina: TestDatabase,
    /// The database of the new tenant.
    new: String,
    more: Vec<(&'static str, String)>,
}

impl Operator {
    async fn create() -> Self {
        let (andina, pampa) = tokio::join!(database(), database());
        let config = tempfile::tempdir().unwrap();
        write_tenants(config.path(), andina.name(), pampa.name());
        fs::create_dir(config.path().join("bases")).unwrap();
        let base = "time_zone = 'America/Lima'\nlocale = 'es-PE'\n[odoo]\n\
                    url = 'http://127.0.0.1:1'\ndatabase = 'a'\nuser = 'a'\n";
        fs::write(config.path().join("bases/retail.toml"), base).unwrap();
        let new = format!("{}_n", andina.name());
        Self {
            config,
            andina,
            new,
            more: Vec::new(),
        }
    }

    fn dir(&self, path: &str) -> PathBuf {
        self.config.path().join(path)
    }

    /// Whether the command succeeded, and what it printed.
    async fn run(&self, arguments: &[&str]) -> (bool, String) {
        let mut environment = self.andina.migration_variables();
        environment.extend(self.andina.variables("CORE"));
        let files = self.dir("files").display().to_string();
        environment.push(("ESPEJO_FILES_DIR", files));
        let dir = self.config.path().display().to_string();
        environment.push(("ESPEJO_TENANTS_DIR", dir));
        environment.extend(self.more.iter().cloned());
        let arguments = [&["tenants"], arguments].concat();
        let mut process = ServiceProcess::start("core-api", &arguments, environment);
        let status = process.wait_exit(PATIENCE).await;
        (status.success(), process.log())
    }

    async fn good(&self, arguments: &[&str]) -> String {
        let (is_good, told) = self.run(arguments).await;
        assert!(is_good, "{arguments:?}: {told}");
        told
    }

    async fn refused(&self, arguments: &[&str], reason: &str) {
        let (is_good, told) = self.run(arguments).await;
        assert!(!is_good && told.contains(reason), "{arguments:?}: {told}");
    }

    fn new_tenant<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let own = [
            "create",
            HOST,
            "--from",
            "retail",
            "--database",
            &self.new,
            "--set",
            "odoo.password_env=ODOO_PAMPA",
        ];
        [&own, more].concat()
    }

    async fn has_database(&self) -> bool {
        let client = self.andina.client().await;
        let sql = "select from pg_database where datname = $1";
        client.query_opt(sql, &[&self.new]).await.unwrap().is_some()
    }

    /// How many of the logins of the new tenant there are.
    async fn logins(&self) -> i64 {
        let client = self.andina.client().await;
        let sql = "select count(*) from pg_roles where rolname like $1 || '\\_%'";
        client.query_one(sql, &[&self.new]).await.unwrap().get(0)
    }

    async fn sql(&self, sql: &str) {
        self.andina.client().await.batch_execute(sql).await.unwrap();
    }

    async fn clean(&self) {
        let new = &self.new;
        self.sql(&format!("drop database if exists {new} with (force)"))
            .await;
        self.sql(&format!(
            "drop role if exists {new}_core, {new}_export, {new}_scheduler"
        ))
        .await;
    }

    /// A `pg_dump` of our own before the real one in the path.
    fn fake_dump(&mut self, script: &str) {
        let folder = self.dir("programs");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("pg_dump");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let restore = folder.join("pg_restore");
        fs::write(&restore, "#!/bin/sh\nexec pg_restore \"$@\"\n").unwrap();
        fs::set_permissions(&restore, fs::Permissions::from_mode(0o755)).unwrap();
        let folder = folder.display().to_string();
        self.more = vec![("ESPEJO_POSTGRES_PROGRAMS", folder)];
    }
}

async fn moves(operator: &Operator) {
    operator
        .refused(&["rename", HOST, "andina.localhost"], "exists already")
        .await;
    operator
        .refused(&["rename", HOST, "../andina"], "is not a host name")
        .await;
    let told = operator.good(&["rename", HOST, "sur.localhost"]).await;
    assert!(told.contains("return 308 https://sur.localhost"), "{told}");
    operator
        .refused(&["rename", HOST, "sur.localhost"], "exists already")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_comes_rests_moves_and_leaves_with_one_command_each() {
    let operator = Operator::create().await;
    let create = operator.new_tenant(&["--name", "pampa2", "--admin", "Ana@Example.com"]);
    let told = operator.good(&create).await;
    for part in [
        "hosts/pampa-test.localhost.toml",
        "https://pampa-test.localhost/c/invitation#",
        "server_name … pampa-test.localhost;",
        "the variable ODOO_PAMPA",
        "core-api key create --tenant pampa2",
        "30 2 * * *",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(operator.logins().await, 3);
    operator.refused(&create, "exists already").await;
    // The test system of the client beside it needs another database.
    let mut test = create.clone();
    test[1] = "second.localhost";
    operator
        .refused(&test, "is taken by hosts/pampa-test")
        .await;

    let key = fs::read_to_string(operator.dir(&format!("hosts/{HOST}.toml"))).unwrap();
    assert!(key.contains("extends = \"retail\""), "{key}");
    let out = operator.dir("out").display().to_string();
    let remove = |host| ["remove", host, "--export-to", &out];
    operator.refused(&remove(HOST), "tenants suspend").await;
    operator.good(&["suspend", HOST]).await;
    operator.refused(&["suspend", HOST], "already").await;
    let checked = operator.good(&["check"]).await;
    assert!(
        checked.contains("suspended/pampa-test.localhost.toml: not served"),
        "{checked}"
    );
    // Its name and database stay its own.
    operator
        .refused(&test, "is taken by suspended/pampa-test")
        .await;
    operator.good(&["resume", HOST]).await;
    operator
        .refused(&["resume", HOST], "is not suspended")
        .await;

    moves(&operator).await;

    let kept = operator.dir("files/exports/pampa2/job");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("a.csv"), "1;2\n").unwrap();
    operator.good(&["suspend", "sur.localhost"]).await;
    let told = operator.good(&remove("sur.localhost")).await;
    assert!(told.contains("1 finished file"), "{told}");
    is_exported(&operator.dir("out"));
    assert!(!operator.has_database().await);
    assert_eq!(operator.logins().await, 0);
    assert!(!kept.join("a.csv").exists());
    assert!(!operator.dir("suspended/sur.localhost.toml").exists());
    operator
        .refused(&remove("sur.localhost"), "there is no file")
        .await;
}

/// The manifest names everything, and the dump has the tables.
fn is_exported(folder: &Path) {
    let manifest = fs::read(folder.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let files = manifest["files"].as_array().unwrap();
    let paths: Vec<_> = files
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    let expected = [
        "database.dump",
        "sur.localhost.toml",
        "files/exports/pampa2/job/a.csv",
    ];
    assert_eq!(paths, expected);
    assert_eq!(files[2]["size_bytes"], 4);
    assert_eq!(
        files[2]["sha256"],
        "0eb6e0354782afba2e9c5708c3dacd1b4b2a36125547a363f6eaf85de2ed449b"
    );
    let listed = std::process::Command::new("pg_restore")
        .arg("--list")
        .arg(folder.join("database.dump"))
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("TABLE DATA ops person"), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_cannot_be_made_leaves_no_file() {
    let operator = Operator::create().await;
    let create = operator.new_tenant(&[]);
    for (at, value, reason) in [
        (1, "Pampa_1", "is not a host name"),
        (3, "wholesale", "there is no file bases/wholesale.toml"),
        (5, "Pampa-Test", "lower-case letter"),
        (7, "odoo.pass=1", "is not a known key"),
        (7, "locale=peru", "is not a locale"),
        (7, "odoo", "KEY=VALUE"),
    ] {
        let mut wrong = create.clone();
        wrong[at] = value;
        operator.refused(&wrong, reason).await;
    }
    let wrong = operator.new_tenant(&["--admin", "ana"]);
    operator.refused(&wrong, "is not an e-mail address").await;
    assert!(!operator.has_database().await);
    let others = operator.new_tenant(&[]);
    let mut others = others.clone();
    others[5] = operator.andina.name();
    operator.refused(&others, "is taken by hosts/andina").await;

    // A database of nobody knows whom.
    operator
        .sql(&format!("create database {}", operator.new))
        .await;
    operator.refused(&create, "--keep-database").await;
    assert!(!operator.dir(&format!("hosts/{HOST}.toml")).exists());
    assert!(fs::read_dir(operator.config.path()).unwrap().all(|entry| {
        !entry
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with('.')
    }));
    operator
        .good(&operator.new_tenant(&["--keep-database"]))
        .await;
    operator.clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_migration_keeps_the_client_away_and_the_same_command_goes_on() {
    let operator = Operator::create().await;
    // Somebody else's role has the name of a login, which is made after the tables.
    let role = format!("{}_export", operator.new);
    operator.sql(&format!("create role {role}")).await;
    let create = operator.new_tenant(&[]);
    operator
        .refused(&create, "Run the same command again to go on")
        .await;
    assert!(operator.has_database().await);
    assert!(!operator.dir(&format!("hosts/{HOST}.toml")).exists());
    // The half-made database is only for this host.
    let mut other = create.clone();
    other[1] = "other.localhost";
    operator.refused(&other, "--keep-database").await;

    operator.sql(&format!("drop role {role}")).await;
    operator.good(&create).await;
    assert!(operator.dir(&format!("hosts/{HOST}.toml")).exists());
    operator.clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_dropped_before_the_export_can_be_read() {
    let mut operator = Operator::create().await;
    operator.good(&operator.new_tenant(&[])).await;
    operator.good(&["suspend", HOST]).await;
    let out = operator.dir("out");
    let to = out.display().to_string();
    let remove = ["remove", HOST, "--export-to", &to];
    operator.refused(&["remove", HOST], "--export-to").await;

    fs::create_dir(&out).unwrap();
    operator.refused(&remove, "exists already").await;
    fs::remove_dir(&out).unwrap();
    let nowhere = ["remove", HOST, "--export-to", "/dev/null/out"];
    operator.refused(&nowhere, "nothing was removed").await;
    for (script, reason) in [
        // As on a disk that is full: the real program cannot write on.
        ("ulimit -f 8; exec pg_dump \"$@\"", "pg_dump"),
        (
            "pg_dump \"$@\" && truncate -s 20000 \"$3\"",
            "the dump cannot be read",
        ),
    ] {
        operator.fake_dump(script);
        operator.refused(&remove, reason).await;
        assert!(!out.exists(), "{script}");
        assert!(operator.has_database().await);
        assert!(operator.dir(&format!("suspended/{HOST}.toml")).exists());
    }
    operator.more.clear();

    // A removal that was interrupted after the database was dropped goes on with its export.
    let text = fs::read(operator.dir(&format!("suspended/{HOST}.toml"))).unwrap();
    operator.good(&remove).await;
    fs::write(operator.dir(&format!("suspended/{HOST}.toml")), text).unwrap();
    let other = operator.dir("other").display().to_string();
    let lost = ["remove", HOST, "--export-to", &other];
    operator
        .refused(&lost, "name the folder with its export")
        .await;
    operator.good(&remove).await;
    assert!(!operator.dir(&format!("suspended/{HOST}.toml")).exists());
}
