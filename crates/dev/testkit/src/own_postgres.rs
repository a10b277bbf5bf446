//! A PostgreSQL of one test: of any version, with the test's settings.

use std::fs;
use std::path::Path;
use std::process::Child;

use tempfile::TempDir;
use tokio_postgres::Client;

use crate::database::connect;
use crate::identity::Signal;
use crate::ports::free_port;
use crate::postgres_programs::{PASSWORD, USER, end, initialize, newest, serve};

/// For a server whose data nobody needs.
const CONFIGURATION: &str = "
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = 16MB
max_connections = 20
";

/// It ends with this value, and with the thread that has started it.
pub struct OwnPostgres {
    port: u16,
    server: Child,
    _folder: TempDir,
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
        let data = folder.path().join("data");
        initialize(programs, folder.path(), &data);
        let file = data.join("postgresql.conf");
        fs::write(&file, format!("{CONFIGURATION}{settings}"))
            .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let port = free_port();
        let server = serve(programs, &data, port, &[]);
        Self {
            port,
            server,
            _folder: folder,
        }
    }

    /// Connects as the superuser.
    pub async fn client(&self, database: &str) -> Client {
        self.client_of(USER, PASSWORD, database).await
    }

    pub async fn client_of(&self, user: &str, password: &str, database: &str) -> Client {
        let url = format!(
            "postgres://{user}:{password}@127.0.0.1:{}/{database}",
            self.port
        );
        connect(&url).await
    }
}

impl Drop for OwnPostgres {
    fn drop(&mut self) {
        end(&mut self.server, Signal::INT);
    }
}
