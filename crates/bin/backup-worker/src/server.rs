//! A PostgreSQL server that is reached through its socket: the one that is backed up, or a restored
//! one.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use tokio::process::Command;
use tokio_postgres::{Client, Config, NoTls};

use crate::settings::ServerSettings;

/// Where everything is that belongs to no tenant.
pub(crate) const MAINTENANCE: &str = "postgres";

#[derive(Debug, Clone)]
pub(crate) struct Server {
    pub(crate) socket: PathBuf,
    pub(crate) port: u16,
    pub(crate) user: String,
    programs: PathBuf,
}

impl Server {
    /// The one that is backed up.
    pub(crate) fn of(settings: &ServerSettings) -> Self {
        Self {
            socket: settings.socket.clone(),
            port: settings.port,
            user: settings.user.clone(),
            programs: settings.programs.clone(),
        }
    }

    /// Another one with the same programs and users.
    pub(crate) fn with_socket(&self, socket: &Path) -> Self {
        Self {
            socket: socket.to_owned(),
            ..self.clone()
        }
    }

    /// Connects for as long as the work takes.
    pub(crate) async fn with<T>(
        &self,
        database: &str,
        work: impl AsyncFnOnce(&mut Client) -> Result<T>,
    ) -> Result<T> {
        let mut config = Config::new();
        config
            .host_path(&self.socket)
            .port(self.port)
            .user(&self.user)
            .dbname(database)
            .application_name(crate::SERVICE);
        let (mut client, connection) = config
            .connect(NoTls)
            .await
            .with_context(|| format!("database {database} on {}", self.socket.display()))?;
        tokio::select! {
            done = work(&mut client) => done,
            ended = connection => {
                ended?;
                anyhow::bail!("the connection to {database} has ended")
            }
        }
    }

    /// The names of the databases of tenants, and of those that were left beside them.
    pub(crate) async fn databases(&self) -> Result<BTreeSet<String>> {
        self.with(MAINTENANCE, async |client| {
            let names = "select datname from pg_database where not datistemplate and datname <> $1";
            let rows = client.query(names, &[&MAINTENANCE]).await?;
            let names = rows.iter().map(|row| row.try_get(0));
            Ok(names.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// A program of PostgreSQL that connects to this server.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command
            .env("PGHOST", &self.socket)
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", &self.user)
            .env("PGAPPNAME", crate::SERVICE);
        command
    }

    /// As core-api reads it: without a login.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{}", self.address())
    }

    /// As `core-api migrate` reads it.
    pub(crate) fn administrator_url(&self) -> String {
        format!("postgres://{}@{}/{MAINTENANCE}", self.user, self.address())
    }

    fn address(&self) -> String {
        let mut address = String::new();
        for byte in self.socket.to_string_lossy().bytes() {
            if byte.is_ascii_alphanumeric() {
                address.push(char::from(byte));
            } else {
                let _ = write!(address, "%{byte:02X}");
            }
        }
        format!("{address}:{}", self.port)
    }
}
