//! A PostgreSQL of one test, which speaks TLS itself and accepts no connection without it.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Child;

use tempfile::TempDir;

use crate::authority::{Authority, Certificate};
use crate::identity::Signal;
use crate::ports::free_port;
use crate::postgres_programs::{self, PASSWORD, end, initialize, newest, serve};

/// For a server whose data nobody needs.
const CONFIGURATION: &str = "
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = 16MB
max_connections = 20
wal_level = logical
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
            programs: newest(),
            port: free_port(),
            server: None,
            folder,
        };
        initialize(&made.programs, made.folder.path(), &made.data());
        made.put("postgresql.conf", CONFIGURATION.as_bytes());
        made
    }

    /// The superuser. With `clientcert=verify-full`, the name that a certificate must have.
    pub const USER: &str = postgres_programs::USER;

    /// With `clients`, a connection needs a certificate of this authority. The database `postgres`
    /// also compares its name with that of the login (`clientcert=verify-full`); `template1` does
    /// not (`verify-ca`).
    pub fn serve(&mut self, certificate: &Certificate, clients: Option<&Authority>) {
        self.stop();
        self.put("server.pem", &read(&certificate.chain));
        self.put("server.key", &read(&certificate.key));
        let rules = clients.map_or(ANY_CLIENT, |_| KNOWN_CLIENTS);
        self.put("pg_hba.conf", rules.as_bytes());
        let mut more = Vec::new();
        if let Some(authority) = clients {
            self.put("clients.pem", &read(&authority.file()));
            more = vec!["-c", "ssl_ca_file=clients.pem"];
        }
        self.server = Some(serve(&self.programs, &self.data(), self.port, &more));
    }

    /// The URL of the server, as the superuser.
    pub fn url(&self, parameters: &str) -> String {
        let (user, port) = (Self::USER, self.port);
        format!("postgres://{user}:{PASSWORD}@localhost:{port}/postgres?{parameters}")
    }

    fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            end(&mut server, Signal::INT);
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
}

impl Drop for TlsPostgres {
    fn drop(&mut self) {
        self.stop();
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
