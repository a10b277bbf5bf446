//! A PostgreSQL of one test: of any version, with the test's settings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;

use tempfile::TempDir;
use tokio_postgres::Client;

use crate::database::connect;
use crate::identity::Signal;
use crate::ports::free_port;
use crate::postgres_programs::{
    PASSWORD, USER, as_server_user, end, initialize, newest, run, serve,
};

/// For a server whose data nobody needs.
const CONFIGURATION: &str = "
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = 16MB
max_connections = 20
";

/// The folder with the server's files.
const DATA: &str = "data";

/// It ends with this value, and with the thread that has started it.
pub struct OwnPostgres {
    programs: PathBuf,
    port: u16,
    server: Child,
    folder: TempDir,
}

impl OwnPostgres {
    /// A server of the newest version that is installed as a package. The settings are lines of
    /// `postgresql.conf`.
    pub fn newest(settings: &str) -> Self {
        Self::of(&newest(), settings)
    }

    /// A server of the version whose programs are in this folder.
    pub fn of(programs: &Path, settings: &str) -> Self {
        let folder = TempDir::with_prefix("postgres").unwrap_or_else(|e| panic!("no folder: {e}"));
        let data = folder.path().join(DATA);
        initialize(programs, folder.path(), &data);
        let file = data.join("postgresql.conf");
        fs::write(&file, format!("{CONFIGURATION}{settings}"))
            .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let port = free_port();
        let server = serve(programs, &data, port, &[]);
        Self {
            programs: programs.to_owned(),
            port,
            server,
            folder,
        }
    }

    /// Stops it, lets `pg_resetwal` change what it counts, and starts it again.
    pub fn reset_wal(&mut self, changes: &[&str]) {
        end(&mut self.server, Signal::INT);
        let data = self.folder.path().join(DATA);
        let mut reset = as_server_user(&self.programs.join("pg_resetwal"));
        run(reset.args(changes).arg(&data));
        self.server = serve(&self.programs, &data, self.port, &[]);
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its superuser with the password.
    pub fn login(&self) -> (&'static str, &'static str) {
        (USER, PASSWORD)
    }

    /// Connects as the superuser.
    pub async fn client(&self, database: &str) -> Client {
        self.client_of(USER, PASSWORD, database).await
    }

    pub async fn client_of(&self, user: &str, password: &str, database: &str) -> Client {
        connect(&self.url_of(user, password, database)).await
    }

    /// The superuser's URL.
    pub fn url(&self, database: &str) -> String {
        self.url_of(USER, PASSWORD, database)
    }

    fn url_of(&self, user: &str, password: &str, database: &str) -> String {
        let port = self.port;
        format!("postgres://{user}:{password}@127.0.0.1:{port}/{database}")
    }
}

impl Drop for OwnPostgres {
    fn drop(&mut self) {
        end(&mut self.server, Signal::INT);
    }
}
