//! Starts the four services with a virtual host and databases of their own.

mod additions;
mod base_file;
mod builds;
mod secret_files;

use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use bus::topology::user_of;
use odoo_sim::{Books, Database, Sim};
use settings::Environment;
use store::{login_roles, logins::Secrets, migrate};
use tempfile::TempDir;
use testkit::{
    ServerPair, Servers, ServiceProcess, TestDatabase, VirtualHost, fingerprint, free_port,
};

use crate::Api;

const READY: Duration = Duration::from_mins(1);

/// One tenant of a stack: its database and an API key.
pub struct Tenant {
    pub name: String,
    pub database: TestDatabase,
    pub key: String,
}

/// The running system. Dropping it stops everything.
pub struct Stack {
    pub sim: Sim,
    pub broker: VirtualHost,
    pub tenants: Vec<Tenant>,
    services: BTreeMap<String, ServiceProcess>,
    http: SocketAddr,
    folder: TempDir,
    extra: Vec<(String, String)>,
    broker_port: Option<u16>,
    database_address: Option<String>,
    secrets_in_files: bool,
    ops_ports: BTreeMap<String, u16>,
    /// The folder of the programs of another build.
    programs: Option<PathBuf>,
}

impl Stack {
    /// Starts all four services with these books and waits until they are ready.
    pub async fn start(books: Vec<(&str, Books)>) -> Self {
        Self::start_with(books, &[]).await
    }

    /// Like [`Stack::start`], with extra environment variables for every service.
    pub async fn start_with(books: Vec<(&str, Books)>, extra: &[(&str, &str)]) -> Self {
        let mut stack = Self::prepare(books, extra).await;
        stack.start_all().await;
        stack
    }

    /// Starts the four services of a prepared stack.
    pub async fn start_all(&mut self) {
        for service in ["core-api", "sync-worker", "export-worker", "scheduler"] {
            self.launch(service);
        }
        for process in self.services.values_mut() {
            process.wait_ready(READY).await;
        }
    }

    /// Prepares databases, virtual host, simulated Odoo and configuration, and starts no service.
    pub async fn prepare(books: Vec<(&str, Books)>, extra: &[(&str, &str)]) -> Self {
        Self::prepare_on(Servers::of_environment(), books, extra).await
    }

    /// Like [`Stack::prepare`], with databases and a virtual host on these servers.
    pub async fn prepare_on(
        servers: Servers,
        books: Vec<(&str, Books)>,
        extra: &[(&str, &str)],
    ) -> Self {
        let mut databases = Vec::new();
        for _ in &books {
            databases.push(migrated_database(servers.clone()).await);
        }
        let broker = VirtualHost::on(servers).await;
        let mut stack = Self::assemble(broker, books, databases, extra);
        stack.make_keys();
        stack
    }

    fn assemble(
        broker: VirtualHost,
        books: Vec<(&str, Books)>,
        databases: Vec<TestDatabase>,
        extra: &[(&str, &str)],
    ) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let names: Vec<String> = books.iter().map(|(name, _)| (*name).to_owned()).collect();
        let odoos = books
            .into_iter()
            .map(|(name, books)| Database::new(name, "bot", "secret", books));
        let sim = Sim::start_local(odoos.collect()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("config/hosts")).unwrap();
        fs::create_dir_all(folder.path().join("files")).unwrap();
        fs::write(
            folder.path().join("config/base.toml"),
            base_toml(&sim.url()),
        )
        .unwrap();
        let mut tenants = Vec::new();
        for (name, database) in names.into_iter().zip(databases) {
            let file = folder
                .path()
                .join(format!("config/hosts/{name}.localhost.toml"));
            fs::write(file, tenant_toml(&name, database.name())).unwrap();
            tenants.push(Tenant {
                name,
                database,
                key: String::new(),
            });
        }
        let http = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let extra = extra
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        Self {
            sim,
            broker,
            tenants,
            services: BTreeMap::new(),
            http,
            folder,
            extra,
            broker_port: None,
            database_address: None,
            secrets_in_files: false,
            ops_ports: BTreeMap::new(),
            programs: None,
        }
    }

    fn make_keys(&mut self) {
        for at in 0..self.tenants.len() {
            self.tenants[at].key = self.make_key(&self.tenants[at].name, "operator");
        }
    }

    /// Services that are started later connect to the database through this local port.
    pub fn route_database(&mut self, port: u16) {
        self.database_address = Some(format!("127.0.0.1:{port}"));
    }

    /// Services that are started later connect to whichever of these servers accepts writes.
    pub fn route_databases(&mut self, servers: &ServerPair) {
        self.database_address = Some(servers.writable());
    }

    /// Services that are started later connect to the broker through this local port.
    pub fn route_broker(&mut self, port: u16) {
        self.broker_port = Some(port);
    }

    /// Reserves the port of this service's health and metrics pages, so that it has the same one
    /// after a restart. Returns their base URL.
    pub fn keep_ops_port(&mut self, service: &str) -> String {
        let port = free_port();
        self.ops_ports.insert(service.to_owned(), port);
        format!("http://127.0.0.1:{port}")
    }

    /// Starts a service that is not running, with the environment that an operator would set.
    pub fn launch(&mut self, service: &str) {
        let process =
            ServiceProcess::start_program(&self.program(service), &[], self.environment(service));
        self.services.insert(service.to_owned(), process);
    }

    /// Starts a second process of a service under another name.
    pub fn launch_as(&mut self, service: &str, name: &str) {
        let process =
            ServiceProcess::start_program(&self.program(service), &[], self.environment(service));
        self.services.insert(name.to_owned(), process);
    }

    pub async fn ready(&mut self, name: &str) {
        self.service(name).wait_ready(READY).await;
    }

    pub fn service(&mut self, name: &str) -> &mut ServiceProcess {
        self.services
            .get_mut(name)
            .unwrap_or_else(|| panic!("{name} was not started"))
    }

    /// Kills a service with SIGKILL and starts it again.
    pub async fn kill_and_restart(&mut self, service: &str) {
        self.service(service).kill_9();
        self.services.remove(service);
        self.launch(service);
        self.ready(service).await;
    }

    /// Makes an API key with the operator's command.
    pub fn make_key(&self, tenant: &str, role: &str) -> String {
        self.command(&[
            "key", "create", "--tenant", tenant, "--role", role, "--name", "test",
        ])
    }

    /// What a command of the operator prints.
    pub fn command(&self, arguments: &[&str]) -> String {
        let output = std::process::Command::new(self.program("core-api"))
            .args(arguments)
            .env_clear()
            .envs(self.environment("core-api"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The API with the key of this tenant.
    pub fn api(&self, tenant: &str) -> Api {
        self.api_with_key(tenant, &self.tenant(tenant).key)
    }

    /// The API of a tenant with another key.
    pub fn api_with_key(&self, tenant: &str, key: &str) -> Api {
        Api::new(self.url(), format!("{tenant}.localhost"), key.to_owned())
    }

    /// The base URL of the API.
    pub fn url(&self) -> String {
        format!("http://{}", self.http)
    }

    pub fn tenant(&self, name: &str) -> &Tenant {
        self.tenants
            .iter()
            .find(|tenant| tenant.name == name)
            .expect("a tenant of this stack")
    }

    pub fn files(&self) -> std::path::PathBuf {
        self.folder.path().join("files")
    }

    fn database(&self, service: &str) -> Vec<(&'static str, String)> {
        let database = &self.tenants[0].database;
        match &self.database_address {
            Some(address) => database.variables_at(address, service),
            None => database.variables(service),
        }
    }

    fn broker_url(&self, service: &str) -> String {
        let user = user_of(service).unwrap_or_else(|| panic!("{service} has no user"));
        match self.broker_port {
            Some(port) => self.broker.url_through(user, port),
            None => self.broker.url_for(user),
        }
    }

    /// The variables of a service.
    pub fn environment(&self, service: &str) -> Vec<(String, String)> {
        let config = self.folder.path().join("config");
        let mut variables = vec![
            ("ESPEJO_LOG".to_owned(), "info".to_owned()),
            (
                "ESPEJO_TENANTS_DIR".to_owned(),
                config.display().to_string(),
            ),
            ("ESPEJO_BROKER_URL".to_owned(), self.broker_url(service)),
        ];
        let mut set = |name: &str, value: String| variables.push((name.to_owned(), value));
        if let Some(port) = self.ops_ports.get(service) {
            set("ESPEJO_OPS_BIND", format!("127.0.0.1:{port}"));
        }
        if service == "core-api" {
            set("ESPEJO_HTTP_BIND", self.http.to_string());
        } else if service == "sync-worker" {
            set("SIM_PASSWORD", "secret".to_owned());
        }
        let logins = match service {
            "core-api" => self.database("CORE"),
            "export-worker" => self.database("EXPORT"),
            "scheduler" => self.database("SCHEDULER"),
            _ => Vec::new(),
        };
        for (name, value) in logins {
            set(name, value);
        }
        if service == "core-api" || service == "export-worker" {
            set("ESPEJO_FILES_DIR", self.files().display().to_string());
        }
        variables.extend(self.extra.iter().cloned());
        self.in_files(service, variables)
    }
}

/// An empty mirror on this server.
pub async fn migrated_database(servers: Servers) -> TestDatabase {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    let database =
        TestDatabase::create_on(servers, &fingerprint(&migrations), async |url: &str| {
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            migrate::migrate(&url.to_owned().into(), &name)
                .await
                .map(|_| ())
        })
        .await;
    let mut env = Environment::from_pairs(database.migration_variables());
    let secrets = Secrets::read(&mut env);
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
    database
}

fn base_toml(odoo: &str) -> String {
    format!(
        "[odoo]\nurl = \"{odoo}\"\nprotocol = \"json-rpc\"\ncompany_ids = []\nlanguage = \"en_US\"\n\
         page_rows = 1000\nconnections = 1\ncalls_per_minute = 0\ntimeout_seconds = 30\nsafety_lag_seconds = 2\n\
         max_answer_bytes = 67108864\n\
         [schedules]\nincremental = \"0 0 1 1 *\"\nverify = \"0 0 1 1 *\"\n\
         [exports]\nmax_active = 10\n[history]\nkeep_days = 90\n"
    )
}

fn tenant_toml(name: &str, database: &str) -> String {
    format!(
        "name = \"{name}\"\ndisplay_name = \"{name}\"\ntime_zone = \"America/Lima\"\n\
         locale = \"es-PE\"\ndatabase = \"{database}\"\n\
         [odoo]\ndatabase = \"{name}\"\nuser = \"bot\"\npassword_env = \"SIM_PASSWORD\"\n"
    )
}
