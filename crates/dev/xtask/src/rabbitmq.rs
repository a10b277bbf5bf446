//! The private RabbitMQ, with an epmd (Erlang's list of nodes) of its own.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{
    http,
    messages::say,
    programs::{output, program, succeeds},
    state::{State, record, recorded},
    stop::Stop,
};

const PROGRAMS: &str = "/usr/lib/rabbitmq/bin";
const START: Duration = Duration::from_mins(2);
const END: Duration = Duration::from_secs(40);

/// Starts it unless it runs, and does not wait; `started` says whether this call did.
pub(crate) fn up(state: &State, started: &mut bool) -> Result<()> {
    let folder = state.path("rabbitmq");
    if !state.path("rabbitmq.ready").exists() || !folder.is_dir() {
        create(state, &folder)?;
    }
    if recorded(&pid_file(state)).is_some() || is_listed(state) {
        return Ok(());
    }
    let dist_port = configure(state, &folder)?;
    let log = File::create(state.log("rabbitmq-start.log"))?;
    *started = true;
    // A process group of its own: Ctrl-C is not for the broker.
    let mut command = Command::new("setsid");
    command.arg(Path::new(PROGRAMS).join("rabbitmq-server"));
    environment(&mut command, state)?
        .env("detached", "yes") // so that the script becomes the broker itself
        .env("RABBITMQ_MNESIA_BASE", folder.join("data"))
        .env("RABBITMQ_LOG_BASE", folder.join("log"))
        .env("RABBITMQ_CONFIG_FILE", folder.join("rabbitmq.conf"))
        .env(
            "RABBITMQ_ENABLED_PLUGINS_FILE",
            folder.join("enabled_plugins"),
        )
        .env("RABBITMQ_DIST_PORT", dist_port.to_string())
        .env("ERL_EPMD_ADDRESS", "127.0.0.1")
        .env(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
            "-kernel inet_dist_use_interface {127,0,0,1}",
        );
    let mut child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()?;
    record(&pid_file(state), &mut child)
}

/// Waits until it answers; fails if it ends before.
pub(crate) fn wait(state: &State, stop: &Stop) -> Result<()> {
    let url = format!("{}/api/health/checks/virtual-hosts", api(state)?);
    let deadline = Instant::now() + START;
    while Instant::now() < deadline {
        if http::answers(&url, 5, &[]) {
            return Ok(());
        }
        if recorded(&pid_file(state)).is_none() && !is_listed(state) {
            break;
        }
        stop.sleep(Duration::from_millis(500))?;
    }
    bail!(
        "RabbitMQ does not run: {}, {}",
        state.path("rabbitmq/log").display(),
        state.log("rabbitmq-start.log").display()
    )
}

pub(crate) fn down(state: &State) {
    let broker = recorded(&pid_file(state));
    let _ = fs::remove_file(pid_file(state));
    if let Some(broker) = broker {
        broker.end(END);
    } else if is_listed(state) {
        // A call was killed before it could record the process.
        let stopped = ctl(state, &["shutdown"]);
        if let Err(error) = stopped {
            say(format_args!("RabbitMQ did not stop: {error:#}"));
        }
    }
    if let Some(port) = state.value("ESPEJO_EPMD_PORT") {
        succeeds(program("epmd").args(["-port", &port, "-kill"]));
    }
}

/// Waits for the answer of the node, which answers to whoever has its cookie.
pub(crate) fn ctl(state: &State, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(Path::new(PROGRAMS).join("rabbitmqctl"));
    environment(&mut command, state)?;
    output(command.arg("-q").args(arguments)).map(|_| ())
}

/// Runs a script that calls rabbitmqctl, with these variables.
pub(crate) fn script(state: &State, path: &Path, variables: &[(&str, String)]) -> Result<()> {
    let mut command = Command::new("sh");
    let mut programs = OsString::from(format!("{PROGRAMS}:"));
    programs.push(self::path());
    environment(&mut command, state)?
        .env("PATH", programs)
        .envs(variables.iter().map(|(name, value)| (*name, value)));
    output(command.arg(path)).map(|_| ())
}

/// The management API, with user and password.
pub(crate) fn api(state: &State) -> Result<String> {
    let password = state.required("ESPEJO_RABBITMQ_PASSWORD")?;
    let port = state.required("ESPEJO_RABBITMQ_API_PORT")?;
    Ok(format!("http://espejo:{password}@127.0.0.1:{port}"))
}

fn create(state: &State, folder: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir(folder)?;
    state.remember_secret("ESPEJO_RABBITMQ_PASSWORD")?;
    fs::write(folder.join("enabled_plugins"), "[rabbitmq_management].\n")?;
    // So that the machine's own is not read.
    File::create(folder.join("rabbitmq-env.conf"))?;
    File::create(state.path("rabbitmq.ready"))?;
    Ok(())
}

/// Chooses the ports and writes the configuration; returns the port between nodes.
fn configure(state: &State, folder: &Path) -> Result<u16> {
    let port = state.port("ESPEJO_RABBITMQ_PORT")?;
    let api_port = state.port("ESPEJO_RABBITMQ_API_PORT")?;
    let dist_port = state.port("ESPEJO_RABBITMQ_DIST_PORT")?;
    // Our epmd may have outlived a killed broker.
    if nodes(state).is_none() {
        state.port("ESPEJO_EPMD_PORT")?;
    }
    let password = state.required("ESPEJO_RABBITMQ_PASSWORD")?;
    let path = folder.join("rabbitmq.conf");
    let _ = fs::remove_file(&path);
    let mut options = File::options();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    write!(
        file,
        "listeners.tcp.1 = 127.0.0.1:{port}\n\
         management.tcp.ip = 127.0.0.1\n\
         management.tcp.port = {api_port}\n\
         default_user = espejo\n\
         default_pass = {password}\n\
         vm_memory_high_watermark.absolute = 1536MiB\n\
         disk_free_limit.absolute = 200MB\n\
         raft.wal_max_size_bytes = 67108864\n\
         log.console = false\n"
    )?;
    Ok(dist_port)
}

/// Nothing of the caller's environment: it could name another node or another configuration.
fn environment<'a>(command: &'a mut Command, state: &State) -> Result<&'a mut Command> {
    let folder = state.path("rabbitmq");
    Ok(command
        .env_clear()
        .env("PATH", path())
        .env("HOME", &folder)
        .env("LANG", "C.UTF-8")
        .env("RABBITMQ_NODENAME", format!("{}@localhost", state.mark))
        .env("RABBITMQ_CONF_ENV_FILE", folder.join("rabbitmq-env.conf"))
        .env("ERL_EPMD_PORT", state.required("ESPEJO_EPMD_PORT")?))
}

#[expect(
    clippy::disallowed_methods,
    reason = "Erlang could not find its programs without PATH; nothing is configured by it"
)]
fn path() -> OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

/// True if our node runs, as our epmd says: a node leaves the list when it ends.
fn is_listed(state: &State) -> bool {
    let ours = format!("name {} ", state.mark);
    nodes(state).is_some_and(|nodes| nodes.lines().any(|line| line.starts_with(&ours)))
}

/// The nodes that our epmd knows; none if it does not run.
fn nodes(state: &State) -> Option<String> {
    let port = state.value("ESPEJO_EPMD_PORT")?;
    let mut command = program("epmd");
    command.args(["-port", &port, "-names"]);
    let ran = command.stderr(Stdio::null()).output().ok()?;
    ran.status
        .success()
        .then(|| String::from_utf8_lossy(&ran.stdout).into_owned())
}

fn pid_file(state: &State) -> PathBuf {
    state.path("rabbitmq/pid")
}
