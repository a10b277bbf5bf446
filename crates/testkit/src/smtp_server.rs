//! A real mail server process (aiosmtpd) that keeps what it takes as files.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use crate::free_port;

/// Debian's interpreter: the one that the package python3-aiosmtpd is for.
const PYTHON: &str = "/usr/bin/python3";
const PATIENCE: Duration = Duration::from_mins(1);

/// Takes mails on a port of this machine; see `smtp/policy.py` for the addresses that it refuses.
/// Ends with this value.
pub struct SmtpServer {
    child: Option<Child>,
    port: u16,
    folder: TempDir,
}

impl SmtpServer {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir()
            .unwrap_or_else(|error| panic!("no temporary folder for mails: {error}"));
        let mut server = Self {
            child: None,
            port: free_port(),
            folder,
        };
        server.open().await;
        server
    }

    /// Starts it, anew after [`SmtpServer::stop`], at the same address.
    pub async fn open(&mut self) {
        self.child = Some(spawn(self.port, self.folder.path()));
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).await.is_err() {
            assert!(
                Instant::now() < deadline,
                "the mail server does not start; is python3-aiosmtpd installed? {}",
                self.log()
            );
            sleep(Duration::from_millis(50)).await;
        }
    }

    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Without encryption, which is for this machine alone.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it has taken so far, oldest first, as it came over the wire.
    pub fn mails(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.folder.path()) else {
            return Vec::new();
        };
        let is_mail = |path: &PathBuf| {
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            !hidden && path.extension().is_some_and(|extension| extension == "eml")
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(is_mail)
            .collect();
        paths.sort();
        paths
            .iter()
            .filter_map(|path| std::fs::read(path).ok())
            .collect()
    }

    /// Waits until it has taken so many.
    pub async fn wait_for(&self, count: usize) -> Vec<Vec<u8>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mails = self.mails();
            if mails.len() >= count {
                return mails;
            }
            assert!(
                Instant::now() < deadline,
                "{} mails came, not {count}: {}",
                mails.len(),
                self.log()
            );
            sleep(Duration::from_millis(50)).await;
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(port: u16, folder: &Path) -> Child {
    let policy = concat!(env!("CARGO_MANIFEST_DIR"), "/smtp");
    let log = File::create(folder.join("log"))
        .unwrap_or_else(|error| panic!("no log for the mail server: {error}"));
    Command::new(PYTHON)
        .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")])
        .args(["-c", "policy.Post"])
        .arg(folder)
        .env("PYTHONPATH", policy)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {PYTHON}: {error}"))
}
