//! A PostgreSQL of one test, which speaks TLS itself and accepts no connection without it.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::authority::{Authority, Certificate};
use crate::identity::{self, Signal};
use crate::ports::free_port;

const VERSIONS: &str = "/usr/lib/postgresql";
const PASSWORD: &str = "only-for-tests";
const START: Duration = Duration::from_secs(30);
const END: Duration = Duration::from_secs(10);

/// For a server whose data nobody needs.
const CONFIGURATION: &str = "
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = 16MB
max_connections = 20
ssl = on
ssl_cert_file = 'server.pem'
ssl_key_file = 'server.key'
";

const ANY_CLIENT: &str = "hostssl all all 127.0.0.1/32 scram-sha-256\n";
const KNOWN_CLIENTS: &str = "
hostssl postgres  all 127.0.0.1/32 scram-sha-256 clientcert=verify-full
hostssl template1 all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca
";

/// A server that is started again with each certificate, on the same port. It ends with this value,
/// and with the thread that has started it.
pub struct TlsPostgres {
    programs: PathBuf,
    port: u16,
    server: Option<Child>,
    folder: TempDir,
}

impl TlsPostgres {
    pub fn create() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no folder: {e}"));
        let made = Self {
            programs: programs(),
            port: free_port(),
            server: None,
            folder,
        };
        let password = made.folder.path().join("password");
        write(&password, PASSWORD);
        if is_root() {
            run(Command::new("chown")
                .args(["-R", "postgres:"])
                .arg(made.folder.path()));
        }
        run(made
            .program("initdb")
            .arg("-D")
            .arg(made.data())
            .args(["-U", Self::USER, "--auth=scram-sha-256", "--no-sync"])
            .arg(format!("--pwfile={}", password.display()))
            .args(["--encoding=UTF8", "--locale=C"]));
        made.put("postgresql.conf", CONFIGURATION.as_bytes());
        made
    }

    /// The superuser. With `clientcert=verify-full`, the name that a certificate must have.
    pub const USER: &str = "espejo";

    /// With `clients`, a connection needs a certificate of this authority. The database `postgres`
    /// also compares its name with that of the login (`clientcert=verify-full`); `template1` does
    /// not (`verify-ca`).
    pub fn serve(&mut self, certificate: &Certificate, clients: Option<&Authority>) {
        self.stop();
        self.put("server.pem", &read(&certificate.chain));
        self.put("server.key", &read(&certificate.key));
        let rules = clients.map_or(ANY_CLIENT, |_| KNOWN_CLIENTS);
        self.put("pg_hba.conf", rules.as_bytes());
        let mut command = self.program("postgres");
        command.arg("-D").arg(self.data());
        command.args(["-p", &self.port.to_string()]);
        if let Some(authority) = clients {
            self.put("clients.pem", &read(&authority.file()));
            command.args(["-c", "ssl_ca_file=clients.pem"]);
        }
        let log = self.folder.path().join("log");
        let file = fs::File::create(&log).unwrap_or_else(|e| panic!("no log: {e}"));
        let server = command.stdin(Stdio::null()).stderr(file).spawn();
        self.server = Some(server.unwrap_or_else(|e| panic!("PostgreSQL: {e}")));
        let deadline = Instant::now() + START;
        while !self.is_ready() {
            let log = String::from_utf8_lossy(&read(&log)).into_owned();
            assert!(
                Instant::now() < deadline,
                "PostgreSQL does not start: {log}"
            );
            sleep(Duration::from_millis(20));
        }
    }

    /// The URL of the server, as the superuser.
    pub fn url(&self, parameters: &str) -> String {
        let (user, port) = (Self::USER, self.port);
        format!("postgres://{user}:{PASSWORD}@localhost:{port}/postgres?{parameters}")
    }

    /// It is ready even if it refuses whoever asks.
    fn is_ready(&self) -> bool {
        let port = self.port.to_string();
        let mut command = self.program("pg_isready");
        command.args(["-q", "-h", "127.0.0.1", "-p", &port]);
        command.status().is_ok_and(|status| status.success())
    }

    fn stop(&mut self) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        identity::send(server.id(), Signal::INT);
        let deadline = Instant::now() + END;
        while let Ok(None) = server.try_wait() {
            if Instant::now() > deadline {
                let _ = server.kill();
            }
            sleep(Duration::from_millis(10));
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file of the server, which only its user can read.
    fn put(&self, name: &str, content: &[u8]) {
        let data = self.data();
        let path = data.join(name);
        let put = || {
            fs::write(&path, content)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
            let owner = fs::metadata(&data)?;
            chown(&path, Some(owner.uid()), Some(owner.gid()))
        };
        put().unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }

    /// A program of PostgreSQL. The server refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.env_clear().current_dir("/");
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
        }
        command.args(["--pdeathsig", "QUIT"]);
        command.arg(self.programs.join(name));
        command
    }
}

impl Drop for TlsPostgres {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The folder with the programs of the newest version.
fn programs() -> PathBuf {
    let versions = fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions
        .map(|version| version.path())
        .filter(|version| version.join("bin/initdb").exists())
        .max_by_key(|version| number(version));
    newest
        .unwrap_or_else(|| panic!("no PostgreSQL in {VERSIONS}; ./run installs it"))
        .join("bin")
}

fn run(command: &mut Command) {
    let ran = command.output();
    let ran = ran.unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{command:?}: {errors}");
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
