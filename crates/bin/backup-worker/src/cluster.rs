//! A restored data folder with its own PostgreSQL, which nobody else can reach: it listens on a
//! socket in a private folder, and ends with its value.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::Child;

use crate::server::{MAINTENANCE, Server};

const LOOK: Duration = Duration::from_millis(100);

/// After that, the server is killed.
const LONGEST_END: Duration = Duration::from_secs(5);
/// These files replace those of the original server, which may be outside its data folder.
const ACCESS: &str = "local all all trust\n";

/// What happens to the WAL that the server writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wal {
    /// It goes with the data folder.
    Dropped,
    /// The same, and the databases of other tenants are empty.
    DroppedOfOne,
    /// The next server with this data folder archives it, with the history of the new timeline. A later
    /// restore to an instant of this timeline needs both.
    Kept,
}

#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) server: Server,
    process: Child,
}

impl Cluster {
    /// Starts the server and waits until it has recovered, for as long as that takes.
    pub(crate) async fn start(like: &Server, data: &Path, socket: &Path, wal: Wal) -> Result<Self> {
        let server = like.with_socket(socket);
        let log = socket.join("log");
        let process = start(&server, data, socket, &log, wal)?;
        let mut cluster = Self { server, process };
        loop {
            if let Some(status) = cluster.process.try_wait()? {
                let said = fs::read_to_string(&log).unwrap_or_default();
                bail!(
                    "the restored server ended with {status}: {}",
                    process::programs::end_of(&said)
                );
            }
            if cluster.has_recovered().await {
                return Ok(cluster);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn has_recovered(&self) -> bool {
        let asked = self.server.with(MAINTENANCE, async |client| {
            let row = client.query_one("select pg_is_in_recovery()", &[]).await?;
            Ok(!row.try_get::<_, bool>(0)?)
        });
        asked.await.unwrap_or(false)
    }

    /// Ends the server so that its data folder can be used by another one.
    pub(crate) async fn stop(mut self, data: &Path) -> Result<()> {
        let mut stop = self.server.program("pg_ctl");
        stop.args(["stop", "-m", "fast", "-w", "-t", "600", "-D"])
            .arg(data);
        process::programs::output(&mut stop).await?;
        self.process.wait().await?;
        Ok(())
    }
}

impl Drop for Cluster {
    /// An immediate shutdown: a kill would leave the server's own processes and shared memory.
    fn drop(&mut self) {
        let pid = self.process.id().and_then(|pid| i32::try_from(pid).ok());
        let Some(pid) = pid.and_then(Pid::from_raw) else {
            return;
        };
        let _ = kill_process(pid, Signal::QUIT);
        let began = Instant::now();
        while began.elapsed() < LONGEST_END && matches!(self.process.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Ends the server of a process that was killed, if it still runs.
pub(crate) fn end_abandoned(data: &Path) {
    let pid = fs::read_to_string(data.join("postmaster.pid")).ok();
    let pid = pid.and_then(|text| text.lines().next()?.trim().parse().ok());
    let Some(pid) = pid.and_then(Pid::from_raw) else {
        return;
    };
    // The number may be that of another process by now.
    let works_in = || fs::read_link(format!("/proc/{}/cwd", pid.as_raw_nonzero())).ok();
    let data = data.canonicalize().ok();
    if data.is_none() || works_in() != data {
        return;
    }
    let _ = kill_process(pid, Signal::QUIT);
    let began = Instant::now();
    while began.elapsed() < LONGEST_END && works_in() == data {
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn start(server: &Server, data: &Path, socket: &Path, log: &Path, wal: Wal) -> Result<Child> {
    let write = |name: &str, text: &str| -> Result<PathBuf> {
        let path = socket.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    };
    let configuration = write("postgresql.conf", "")?;
    let access = write("pg_hba.conf", ACCESS)?;
    let names = write("pg_ident.conf", "")?;
    let log = File::create(log)?;
    let set = |name: &str, value: &str| format!("--{name}={value}");
    let mut command = server.program("postgres");
    command
        .arg("-D")
        .arg(data)
        .arg(set("config_file", &configuration.to_string_lossy()))
        .arg(set("hba_file", &access.to_string_lossy()))
        .arg(set("ident_file", &names.to_string_lossy()))
        .arg(set("unix_socket_directories", &socket.to_string_lossy()))
        .arg(set("port", &server.port.to_string()))
        .arg(set(
            "archive_mode",
            if wal == Wal::Kept { "on" } else { "off" },
        ))
        // The WAL has changes of others, too, and some need a page of theirs: a vacuum that marks it
        // as visible. Their pages are empty here, and the recovery would end there.
        .arg(set(
            "ignore_invalid_pages",
            if wal == Wal::DroppedOfOne {
                "on"
            } else {
                "off"
            },
        ))
        .args([
            "--listen_addresses=",
            // Without a command PostgreSQL keeps what is to be archived.
            "--archive_command=",
            "--ssl=off",
            "--shared_preload_libraries=",
            "--logging_collector=off",
            "--log_destination=stderr",
            // Nobody reads before the end of the recovery. So the settings of the original server
            // need not be known.
            "--hot_standby=off",
        ])
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true);
    command
        .spawn()
        .context("the restored server cannot be started")
}
