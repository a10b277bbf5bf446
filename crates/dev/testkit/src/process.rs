//! Real processes of the workspace. Each starts with its own environment, is watched through its
//! health page, and is stopped by a signal. Dropping the value kills the process.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tokio::time::Instant;

use crate::binaries::binary;
use crate::identity::{self, Signal};
use crate::ports::free_port;
use crate::servers::install_tls_provider;

/// A running binary of the workspace. Dropping the value kills it.
pub struct ServiceProcess {
    name: String,
    child: Child,
    ops_address: String,
    folder: TempDir,
}

impl ServiceProcess {
    /// Starts `target/<profile>/<name>` with only these variables and `PATH`. `ESPEJO_OPS_BIND` is
    /// set to a free port unless given. Output goes to a file.
    pub fn start<K, V>(
        name: &str,
        arguments: &[&str],
        environment: impl IntoIterator<Item = (K, V)>,
    ) -> Self
    where
        K: Into<String>,
        V: Into<String>,
    {
        Self::start_program(&binary(name), arguments, environment)
    }

    /// Like [`ServiceProcess::start`], of a program that another build has made.
    pub fn start_program<K, V>(
        program: &Path,
        arguments: &[&str],
        environment: impl IntoIterator<Item = (K, V)>,
    ) -> Self
    where
        K: Into<String>,
        V: Into<String>,
    {
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let folder = tempfile::tempdir()
            .unwrap_or_else(|error| panic!("no temporary folder for {name}: {error}"));
        let mut variables: Vec<(String, String)> = environment
            .into_iter()
            .map(|(key, value)| (key.into(), value.into()))
            .collect();
        let given = variables.iter().find(|(key, _)| key == "ESPEJO_OPS_BIND");
        let ops_address = given.map_or_else(
            || format!("127.0.0.1:{}", free_port()),
            |(_, address)| address.clone(),
        );
        variables.push(("ESPEJO_OPS_BIND".to_owned(), ops_address.clone()));
        let child = spawn(program, arguments, variables, folder.path())
            .unwrap_or_else(|error| panic!("cannot start {name}: {error}"));
        Self {
            name: name.into_owned(),
            child,
            ops_address,
            folder,
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The base URL of the health and metrics pages.
    pub fn ops_url(&self) -> String {
        format!("http://{}", self.ops_address)
    }

    /// Waits until `/ready` answers 200; panics with the log on a timeout or an early exit.
    pub async fn wait_ready(&mut self, patience: Duration) {
        let url = format!("{}/ready", self.ops_url());
        let deadline = Instant::now() + patience;
        loop {
            let answer = match get(&url).await {
                Ok((200, _)) => return,
                Ok((status, body)) => format!("{status} {body}"),
                Err(error) => error,
            };
            let ended = self.child.try_wait().ok().flatten();
            if let Some(status) = ended {
                panic!(
                    "{} ended with {status} before it was ready:\n{}",
                    self.name,
                    self.tail()
                );
            }
            let in_time = Instant::now() <= deadline;
            assert!(
                in_time,
                "{} is not ready ({answer}):\n{}",
                self.name,
                self.tail()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The text of `/metrics`.
    pub async fn metrics(&self) -> String {
        let page = get(&format!("{}/metrics", self.ops_url())).await;
        page.unwrap_or_else(|error| panic!("no metrics from {}: {error}", self.name))
            .1
    }

    /// Sends SIGKILL and waits for the end.
    pub fn kill_9(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Sends SIGTERM and does not wait.
    pub fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    /// Sends SIGSTOP: the process stays alive but does nothing.
    pub fn pause(&self) {
        self.signal(Signal::STOP);
    }

    /// Sends SIGCONT, after [`ServiceProcess::pause`].
    pub fn resume(&self) {
        self.signal(Signal::CONT);
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for the end; panics with the log after `patience`.
    pub async fn wait_exit(&mut self, patience: Duration) -> ExitStatus {
        let deadline = Instant::now() + patience;
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                return status;
            }
            assert!(
                Instant::now() <= deadline,
                "{} did not end:\n{}",
                self.name,
                self.tail()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Everything that the process wrote, standard output first.
    pub fn log(&self) -> String {
        let part = |file| std::fs::read_to_string(self.folder.path().join(file));
        part("stdout").unwrap_or_default() + &part("stderr").unwrap_or_default()
    }

    /// The JSON lines of the log; other lines are left out.
    pub fn log_lines(&self) -> Vec<Value> {
        self.log()
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }

    /// The peak memory of the process so far (`VmHWM`).
    pub fn peak_memory_bytes(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
        Some(kibibytes * 1024)
    }

    fn signal(&self, signal: Signal) {
        let sent = identity::send(self.id(), signal);
        assert!(sent, "cannot send {signal:?} to {}", self.name);
    }

    fn tail(&self) -> String {
        let log = self.log();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }
}

impl Drop for ServiceProcess {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- last lines of {} ---\n{}", self.name, self.tail());
        }
        self.kill_9();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a child without PATH could not find a shell; nothing is configured by it"
)]
fn spawn(
    program: &Path,
    arguments: &[&str],
    variables: Vec<(String, String)>,
    folder: &Path,
) -> io::Result<Child> {
    Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(variables)
        .stdin(Stdio::null())
        .stdout(File::create(folder.join("stdout"))?)
        .stderr(File::create(folder.join("stderr"))?)
        .spawn()
}

async fn get(url: &str) -> Result<(u16, String), String> {
    install_tls_provider();
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(5))
        .build()
        .map_err(|error| error.to_string())?;
    let answer = client
        .get(url)
        .send()
        .await
        .map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    Ok((
        status,
        answer.text().await.map_err(|error| error.to_string())?,
    ))
}
