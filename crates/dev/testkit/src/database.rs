//! A database per test, cloned from a template that is migrated once per state of the migrations.
//! The template is named after their fingerprint, but only once it is complete, so a killed run
//! leaves no partial template. Dropping the value drops the database.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use bytes::Bytes;
use futures::SinkExt;
use sha2::{Digest, Sha256};
use tokio_postgres::config::Host;
use tokio_postgres::{Client, Config, NoTls};

use crate::background;
use crate::postgres_programs;
use crate::servers::{Servers, database_secrets, fresh_name, is_leftover};

/// A template that no run has used for this time is removed.
const TEMPLATE_DAYS: i32 = 2;

/// The database of one test; dropping the value closes its connections and drops it.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    servers: Servers,
}

impl TestDatabase {
    /// An empty database, for tests of the migrations themselves.
    pub async fn empty() -> Self {
        let servers = Servers::of_environment();
        let admin = connect(&servers.postgres_url).await;
        sweep(&admin).await;
        let name = fresh_name();
        execute(&admin, &format!("create database {name}")).await;
        Self { name, servers }
    }

    /// A migrated database. `fingerprint` names the state of the migrations (see
    /// [`fingerprint`]); `migrate` gets the superuser's URL of a new database and runs only when
    /// no template of that fingerprint is there yet. Logins for the new database are for the caller
    /// to make. Dropping the database drops them.
    pub async fn create<E: Display>(
        fingerprint: &str,
        migrate: impl AsyncFnOnce(&str) -> Result<(), E>,
    ) -> Self {
        Self::create_on(Servers::of_environment(), fingerprint, migrate).await
    }

    /// On another server.
    pub async fn create_on<E: Display>(
        servers: Servers,
        fingerprint: &str,
        migrate: impl AsyncFnOnce(&str) -> Result<(), E>,
    ) -> Self {
        let admin = connect(&servers.postgres_url).await;
        sweep(&admin).await;
        let template = format!("template_{}", sanitized(fingerprint));
        make_template(&admin, &servers, &template, migrate).await;
        let name = fresh_name();
        execute(
            &admin,
            &format!("create database {name} template {template}"),
        )
        .await;
        Self { name, servers }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The superuser's URL.
    pub fn url(&self) -> String {
        database_url(&self.servers.postgres_url, &self.name, None)
    }

    /// What a service is told about the server: `ESPEJO_DATABASE_URL`, without a login, and the
    /// secret of the service, `CORE`, `EXPORT` or `SCHEDULER`.
    pub fn variables(&self, service: &str) -> Vec<(&'static str, String)> {
        variables_at(&self.server_address(), service)
    }

    /// Like [`Self::variables`], but through another local port, for example that of a `TcpCut`.
    pub fn variables_through(&self, port: u16, service: &str) -> Vec<(&'static str, String)> {
        variables_at(&format!("127.0.0.1:{port}"), service)
    }

    /// Like [`Self::variables`], but with another address of the server, `host:port` or several.
    pub fn variables_at(&self, address: &str, service: &str) -> Vec<(&'static str, String)> {
        variables_at(address, service)
    }

    /// The database is on another server from now on: the standby that was promoted.
    pub fn move_to(&mut self, servers: Servers) {
        self.servers = servers;
    }

    /// The name of the server's user who may do everything, with the password.
    pub fn administrator(&self) -> String {
        let url = self.url();
        let after_scheme = url.split_once("://").unwrap_or_default().1;
        after_scheme
            .rsplit_once('@')
            .unwrap_or_default()
            .0
            .to_owned()
    }

    /// What `core-api migrate` is told: `ESPEJO_MIGRATION_DATABASE_URL` and all secrets.
    pub fn migration_variables(&self) -> Vec<(&'static str, String)> {
        let url = ("ESPEJO_MIGRATION_DATABASE_URL", self.url());
        [url].into_iter().chain(database_secrets()).collect()
    }

    /// `host:port` of the server, the target of a `TcpCut`.
    pub fn server_address(&self) -> String {
        let url = self.url();
        let after_login = url.rsplit('@').next().unwrap_or_default();
        after_login.split('/').next().unwrap_or_default().to_owned()
    }

    /// A connection as superuser.
    pub async fn client(&self) -> Client {
        connect(&self.url()).await
    }

    /// A connection of a login to a database of the server, or the server's refusal.
    pub async fn client_as(
        &self,
        login: (&str, &str),
        database: &str,
    ) -> Result<Client, tokio_postgres::Error> {
        try_connect(&database_url(
            &self.servers.postgres_url,
            database,
            Some(login),
        ))
        .await
    }

    /// Fills it from a file of `pg_dump` in the custom format.
    pub fn restore(&self, dump: &Path) {
        let mut restore = Command::new(postgres_programs::newest().join("pg_restore"));
        restore.args(["--no-owner", "--no-acl", "--exit-on-error", "--dbname"]);
        postgres_programs::run(restore.arg(self.url()).arg(dump));
    }

    /// Makes or empties a table and copies rows into it, in one transaction: two statements, and the
    /// rows in the text format.
    pub async fn load(&self, create: &str, copy: &str, rows: String) {
        let client = self.client().await;
        let loaded = async {
            client.batch_execute(&format!("begin; {create}")).await?;
            let mut copy = Box::pin(client.copy_in(copy).await?);
            copy.send(Bytes::from(rows)).await?;
            copy.as_mut().finish().await?;
            client.batch_execute("commit").await
        };
        if let Err(error) = loaded.await {
            panic!("cannot load a table: {error:?}\n{create}");
        }
    }

    /// Panics if an event waits in `ops.outbox` for longer than `patience`.
    pub async fn assert_no_unsent_events(&self, patience: Duration) {
        let client = self.client().await;
        let deadline = tokio::time::Instant::now() + patience;
        loop {
            let unsent: i64 = client
                .query_one(
                    "select count(*) from ops.outbox where published_at is null",
                    &[],
                )
                .await
                .unwrap_or_else(|error| panic!("cannot read ops.outbox: {error:?}"))
                .get(0);
            if unsent == 0 {
                return;
            }
            assert!(
                tokio::time::Instant::now() < deadline,
                "{unsent} events were left unsent"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

fn variables_at(address: &str, service: &str) -> Vec<(&'static str, String)> {
    let url = ("ESPEJO_DATABASE_URL", format!("postgres://{address}"));
    let wanted = format!("ESPEJO_{service}_DATABASE_SECRET");
    let secrets = database_secrets().into_iter();
    [url]
        .into_iter()
        .chain(secrets.filter(|(name, _)| *name == wanted))
        .collect()
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let url = self.servers.postgres_url.clone();
        let statements = [
            format!("drop database if exists {} with (force)", self.name),
            drop_logins(&self.name),
        ];
        background::block_on(|| async move {
            // Best effort: if the test has stopped the server, a later run removes the database.
            if let Ok((client, connection)) = tokio_postgres::connect(&url, NoTls).await {
                let driver = background::spawn(async {
                    let _ = connection.await;
                });
                for statement in statements {
                    let _ = client.batch_execute(&statement).await;
                }
                driver.abort();
            }
        });
    }
}

/// SHA-256, shortened, of the names and contents of the files in a folder and its subfolders.
pub fn fingerprint(folder: &Path) -> String {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let content = std::fs::read(&file)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()));
        hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    hash.finalize()
        .iter()
        .take(10)
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot list {}: {error}", folder.display()));
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

async fn make_template<E: Display>(
    admin: &Client,
    servers: &Servers,
    template: &str,
    migrate: impl AsyncFnOnce(&str) -> Result<(), E>,
) {
    if database_exists(admin, template).await {
        return;
    }
    // Every test process comes here at once; roles belong to the whole server, so templates of
    // different fingerprints wait for each other as well.
    execute(admin, "select pg_advisory_lock(hashtext('espejo testkit'))").await;
    if !database_exists(admin, template).await {
        let unfinished = format!("{template}_unfinished");
        execute(
            admin,
            &format!("drop database if exists {unfinished} with (force)"),
        )
        .await;
        execute(admin, &format!("create database {unfinished}")).await;
        let url = database_url(&servers.postgres_url, &unfinished, None);
        if let Err(error) = migrate(&url).await {
            panic!("the migrations failed: {error:#}");
        }
        // A connection of `migrate` that is still closing would block the renaming.
        let disconnect = format!(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity \
             where datname = '{unfinished}'"
        );
        execute(admin, &disconnect).await;
        execute(
            admin,
            &format!("alter database {unfinished} allow_connections false"),
        )
        .await;
        execute(
            admin,
            &format!("alter database {unfinished} rename to {template}"),
        )
        .await;
    }
    execute(
        admin,
        "select pg_advisory_unlock(hashtext('espejo testkit'))",
    )
    .await;
}

/// The logins for a database; see crates/lib/store/src/logins.rs.
fn drop_logins(database: &str) -> String {
    format!("drop role if exists {database}_core, {database}_export, {database}_scheduler")
}

/// Removes what killed tests left. Other processes may do so at the same time, so it never fails.
async fn sweep(admin: &Client) {
    let names = admin
        .query(
            "select datname, (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification \
                             < now() - make_interval(days => $1)
             from pg_database d
             where (datname like 'test\\_%' or datname like 'template\\_%')
               and not exists (select from pg_stat_activity a where a.datid = d.oid)",
            &[&TEMPLATE_DAYS],
        )
        .await
        .unwrap_or_default();
    for row in names {
        let name: String = row.get(0);
        let is_old_template =
            name.starts_with("template_") && row.get::<_, Option<bool>>(1) == Some(true);
        if is_leftover(&name) || is_old_template {
            let _ = admin
                .batch_execute(&format!("drop database if exists {name}"))
                .await;
            let _ = admin.batch_execute(&drop_logins(&name)).await;
        }
    }
}

async fn database_exists(admin: &Client, name: &str) -> bool {
    admin
        .query_opt("select from pg_database where datname = $1", &[&name])
        .await
        .unwrap_or_else(|error| panic!("cannot list the databases: {error:?}"))
        .is_some()
}

async fn execute(client: &Client, statement: &str) {
    client
        .batch_execute(statement)
        .await
        .unwrap_or_else(|error| panic!("`{statement}` failed: {error:?}"));
}

pub(crate) async fn connect(url: &str) -> Client {
    try_connect(url).await.unwrap_or_else(|error| {
        panic!("no connection to the private PostgreSQL ({error:?}); is `./run services` up?")
    })
}

async fn try_connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    background::spawn(async {
        let _ = connection.await;
    });
    Ok(client)
}

/// The URL of another database on the same server, with another login if given.
fn database_url(url: &str, database: &str, login: Option<(&str, &str)>) -> String {
    let config: Config = url
        .parse()
        .unwrap_or_else(|error| panic!("ESPEJO_TEST_POSTGRES_URL is not a URL: {error}"));
    let Some(Host::Tcp(host)) = config.get_hosts().first() else {
        panic!("ESPEJO_TEST_POSTGRES_URL names no TCP host");
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let own_password = String::from_utf8_lossy(config.get_password().unwrap_or_default());
    let own = (config.get_user().unwrap_or_default(), own_password.as_ref());
    let (user, password) = login.unwrap_or(own);
    format!("postgres://{user}:{password}@{host}:{port}/{database}")
}

fn sanitized(fingerprint: &str) -> String {
    let kept = fingerprint.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_lowercase())
        .take(40)
        .collect()
}
