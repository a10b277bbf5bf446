//! A machine with PostgreSQL, two tenants and a repository. Everything is in one folder and belongs
//! to the user of the server, because PostgreSQL refuses to run as root.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use tempfile::TempDir;
use testkit::{Servers, binary, free_port};
use tokio_postgres::{Client, Config, NoTls};

pub(crate) const ANDINA: &str = "espejo_andina";
pub(crate) const PAMPA: &str = "espejo_pampa";
const SECRET: &str = "a secret of the tests, long enough for core-api";

pub(crate) struct Installation {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
    /// Where the repository is, if it is not a folder.
    bucket: Option<Bucket>,
}

/// A repository in S3.
pub(crate) struct Bucket {
    pub(crate) variables: Vec<(&'static str, String)>,
    /// The PEM of the authority that has signed the server's certificate.
    pub(crate) authority: PathBuf,
}

impl Installation {
    /// With migrated databases and prepared for backups.
    pub(crate) fn create() -> Self {
        Self::with_repository(None)
    }

    pub(crate) fn with_repository(bucket: Option<Bucket>) -> Self {
        let this = Self {
            folder: TempDir::with_prefix("b").unwrap(),
            programs: programs(),
            port: free_port(),
            bucket,
        };
        let programs = ["backup-worker", "core-api"];
        for name in programs {
            let to = this.path(name);
            fs::hard_link(binary(name), &to)
                .or_else(|_| fs::copy(binary(name), &to).map(drop))
                .unwrap();
        }
        let own = "cp -r ../../../deploy/config \"$0/tenants\" && mkdir \"$0/files\" \"$0/socket\" \
                   && chmod 755 \"$0\"";
        succeed(Command::new("sh").args(["-c", own]).arg(this.folder.path()));
        fs::write(this.path("files/report.csv"), "a,b\n1,2\n").unwrap();
        if let Some(bucket) = &this.bucket {
            fs::copy(&bucket.authority, this.path("ca.pem")).unwrap();
        }
        chown(this.folder.path());
        let data = this.path("data");
        let mut initdb = as_user(&this.programs.join("initdb"));
        initdb.args(["-U", "postgres", "--auth=trust", "--locale=C.UTF-8", "-D"]);
        succeed(initdb.arg(&data));
        this.start_server(&data);
        this.core_api(&["migrate"]);
        assert!(this.worker(&["prepare"]).contains("restart PostgreSQL"));
        this.stop_server("fast");
        this.start_server(&data);
        assert_eq!(this.worker(&["prepare"]).trim(), "ready");
        this
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn start_server(&self, data: &Path) {
        let mut start = as_user(&self.programs.join("pg_ctl"));
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}",
            self.port,
            self.path("socket").display()
        );
        start.args(["start", "-s", "-w", "-t", "60", "-o", &options, "-D"]);
        start.arg(data).arg("-l").arg(self.path("socket/log"));
        succeed(&mut start);
    }

    /// `fast` or `immediate`.
    pub(crate) fn stop_server(&self, mode: &str) {
        let mut stop = as_user(&self.programs.join("pg_ctl"));
        stop.args(["stop", "-s", "-w", "-m", mode, "-D"]);
        succeed(stop.arg(self.path("data")));
    }

    fn environment(&self) -> BTreeMap<String, String> {
        let path = |name: &str| self.path(name).display().to_string();
        let repository = match &self.bucket {
            None => vec![("ESPEJO_BACKUP_DIR", path("repository"))],
            Some(bucket) => {
                let mut variables = bucket.variables.clone();
                variables.push(("ESPEJO_CA_FILE", path("ca.pem")));
                variables
            }
        };
        let others = [
            ("ESPEJO_OPS_BIND", "127.0.0.1:0".to_owned()),
            ("ESPEJO_TENANTS_DIR", path("tenants")),
            ("ESPEJO_FILES_DIR", path("files")),
            ("ESPEJO_BACKUP_POSTGRES_DATA", path("data")),
            ("ESPEJO_BACKUP_POSTGRES_SOCKET", path("socket")),
            ("ESPEJO_BACKUP_POSTGRES_PORT", self.port.to_string()),
            (
                "ESPEJO_BACKUP_POSTGRES_PROGRAMS",
                self.programs.display().to_string(),
            ),
            (
                "ESPEJO_BACKUP_KEY",
                "0123456789abcdef0123456789abcdef".to_owned(),
            ),
            ("ESPEJO_BACKUP_WORK_DIR", path("work")),
            ("ESPEJO_BACKUP_CORE_API", path("core-api")),
        ];
        let all = others.into_iter().chain(repository);
        all.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What a command of backup-worker printed. Panics if it fails.
    pub(crate) fn worker(&self, arguments: &[&str]) -> String {
        let ran = self.try_worker(arguments);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "backup-worker {arguments:?}: {said}");
        if arguments.first() == Some(&"backup") {
            // pgBackRest knows the second in which a backup has ended, and restores only later ones.
            std::thread::sleep(Duration::from_secs(1));
        }
        String::from_utf8(ran.stdout).unwrap()
    }

    pub(crate) fn try_worker(&self, arguments: &[&str]) -> Output {
        let mut command = as_user(&self.path("backup-worker"));
        command.envs(self.environment()).args(arguments);
        command.output().unwrap()
    }

    /// A command that goes on while the test does something else.
    pub(crate) fn start_worker(&self, arguments: &[&str]) -> Child {
        let mut command = as_user(&self.path("backup-worker"));
        command.envs(self.environment()).args(arguments);
        command.stdout(Stdio::piped()).spawn().unwrap()
    }

    /// What a command of backup-worker that fails says.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let ran = self.try_worker(arguments);
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(!ran.status.success(), "backup-worker {arguments:?}: {said}");
        said
    }

    /// A file of a tenant with this name, without a database.
    pub(crate) fn add_tenant(&self, name: &str) {
        let hosts = self.path("tenants/hosts");
        let andina = fs::read_to_string(hosts.join("andina.localhost.toml")).unwrap();
        let file = hosts.join(format!("{name}.localhost.toml"));
        let text = andina
            .replace("\"andina\"", &format!("\"{name}\""))
            .replace(ANDINA, &format!("espejo_{name}"));
        fs::write(file, text).unwrap();
    }

    /// The service, with pages on this port.
    pub(crate) fn serve(&self, port: u16) -> Child {
        let mut command = as_user(&self.path("backup-worker"));
        command
            .envs(self.environment())
            .env("ESPEJO_OPS_BIND", format!("127.0.0.1:{port}"))
            .stdout(fs::File::create(self.path("service.log")).unwrap());
        command.spawn().unwrap()
    }

    pub(crate) fn core_api(&self, arguments: &[&str]) -> String {
        let socket = self.path("socket").display().to_string();
        let host = socket.replace('/', "%2F");
        let mut command = as_user(&self.path("core-api"));
        command
            .env("ESPEJO_TENANTS_DIR", self.path("tenants"))
            .env("ESPEJO_OPS_BIND", "127.0.0.1:0")
            .env(
                "ESPEJO_DATABASE_URL",
                format!("postgres://{host}:{}", self.port),
            )
            .env(
                "ESPEJO_MIGRATION_DATABASE_URL",
                format!("postgres://postgres@{host}:{}/postgres", self.port),
            )
            .env("ESPEJO_CORE_DATABASE_SECRET", SECRET)
            .env("ESPEJO_EXPORT_DATABASE_SECRET", SECRET)
            .env("ESPEJO_SCHEDULER_DATABASE_SECRET", SECRET);
        succeed(command.args(arguments))
    }

    /// Creates an API key, which also adds a row to the audit.
    pub(crate) fn add_key(&self, tenant: &str, name: &str) {
        let create = ["key", "create", "--role", "viewer"];
        self.core_api(&[&create[..], &["--tenant", tenant, "--name", name]].concat());
    }

    /// Loads a dump into an empty database.
    pub(crate) fn load(&self, file: &str, database: &str) {
        let mut load = as_user(&self.programs.join("pg_restore"));
        load.args(["--exit-on-error", "-U", "postgres", "-d", database, "-h"]);
        load.arg(self.path("socket"))
            .args(["-p", &self.port.to_string(), file]);
        succeed(&mut load);
    }

    /// For services that use this server and the broker of the other tests. It asks for no password.
    pub(crate) fn servers(&self) -> Servers {
        Servers {
            postgres_url: format!("postgres://postgres:any@127.0.0.1:{}/postgres", self.port),
            ..Servers::of_environment()
        }
    }

    pub(crate) async fn connect(&self, database: &str) -> Client {
        let mut config = Config::new();
        config.host_path(self.path("socket")).port(self.port);
        let (client, connection) = config
            .user("postgres")
            .dbname(database)
            .connect(NoTls)
            .await
            .unwrap();
        #[expect(clippy::disallowed_methods, reason = "it ends with its client")]
        tokio::spawn(connection);
        client
    }

    /// The first column of a query, as text.
    pub(crate) async fn ask(&self, database: &str, query: &str) -> Vec<String> {
        let client = self.connect(database).await;
        let rows = client.query(query, &[]).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }

    pub(crate) async fn keys(&self, database: &str) -> Vec<String> {
        self.ask(database, "select name from ops.api_key order by name")
            .await
    }

    /// A moment that lies between two commits.
    pub(crate) async fn moment(&self) -> String {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let now = "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
        let now = self.ask("postgres", now).await.remove(0);
        tokio::time::sleep(Duration::from_millis(50)).await;
        now
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        // A test may have stopped it, or run another one.
        for data in ["data", "restored/data"] {
            let mut stop = as_user(&self.programs.join("pg_ctl"));
            stop.args(["stop", "-s", "-m", "immediate", "-D"]);
            let _ = stop.arg(self.path(data)).stderr(Stdio::null()).status();
        }
    }
}

/// A program that runs as the user of the server, with nothing but `PATH`.
fn as_user(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
        command.arg(program);
        command
    } else {
        Command::new(program)
    };
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .current_dir("/")
        .stdin(Stdio::null());
    command
}

fn succeed(command: &mut Command) -> String {
    let ran = command.stderr(Stdio::piped()).stdout(Stdio::piped());
    // A server that is started keeps the pipes open.
    let is_server = format!("{ran:?}").contains("\"start\"");
    if is_server {
        let status = ran.stderr(Stdio::null()).stdout(Stdio::null()).status();
        assert!(status.unwrap().success(), "{ran:?}");
        return String::new();
    }
    let output = ran.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{ran:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Gives what a test has written to the user of the server.
pub(crate) fn chown(path: &Path) {
    if is_root() {
        succeed(Command::new("chown").args(["-R", "postgres:"]).arg(path));
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Of the newest version; `./run test` installs one.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").unwrap();
    let folders = versions.map(|version| version.unwrap().path().join("bin"));
    let newest = folders.filter(|bin| bin.join("initdb").exists()).max();
    newest.unwrap()
}
