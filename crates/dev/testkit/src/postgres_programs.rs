//! PostgreSQL's own programs, for tests with a server of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::identity::{self, Signal};

/// The superuser of a server that a test makes.
pub(crate) const USER: &str = "espejo";
pub(crate) const PASSWORD: &str = "only-for-tests";

const VERSIONS: &str = "/usr/lib/postgresql";
const START: Duration = Duration::from_secs(30);
const END: Duration = Duration::from_secs(10);

/// The folder with the programs of the newest version.
pub(crate) fn newest() -> PathBuf {
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

/// A program that runs as the user of the server, because the server refuses to run as root. It ends
/// with the thread that has started it.
pub(crate) fn as_server_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.env_clear().current_dir("/");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command.args(["--pdeathsig", "QUIT"]).arg(program);
    command
}

/// Makes the files of a server in this folder of a test.
pub(crate) fn initialize(programs: &Path, folder: &Path, data: &Path) {
    let password = folder.join("password");
    fs::write(&password, PASSWORD).unwrap_or_else(|e| panic!("no password: {e}"));
    own(folder);
    let mut initdb = as_server_user(&programs.join("initdb"));
    initdb.args(["-U", USER, "--auth=scram-sha-256", "--no-sync"]);
    initdb.args(["--encoding=UTF8", "--locale=C"]);
    initdb.arg(format!("--pwfile={}", password.display()));
    run(initdb.arg("-D").arg(data));
}

/// Starts the server of a folder on this port, with more arguments, and waits until it answers, even
/// if it refuses whoever asks.
pub(crate) fn serve(programs: &Path, data: &Path, port: u16, more: &[&str]) -> Child {
    let port = port.to_string();
    let log = data.with_extension("log");
    let file = fs::File::create(&log).unwrap_or_else(|e| panic!("no log: {e}"));
    let mut command = as_server_user(&programs.join("postgres"));
    command.arg("-D").arg(data).args(["-p", &port]).args(more);
    let server = command.stdin(Stdio::null()).stderr(file).spawn();
    let server = server.unwrap_or_else(|e| panic!("PostgreSQL: {e}"));
    let deadline = Instant::now() + START;
    // A version that is not installed as a package has no such program.
    let mut ask = as_server_user(&newest().join("pg_isready"));
    ask.args(["-q", "-h", "127.0.0.1", "-p", &port]);
    while !ask.status().is_ok_and(|status| status.success()) {
        let log = fs::read_to_string(&log).unwrap_or_default();
        assert!(
            Instant::now() < deadline,
            "PostgreSQL does not start: {log}"
        );
        sleep(Duration::from_millis(20));
    }
    server
}

/// Ends a server: `INT` closes it, and after `QUIT` it is as if the machine had lost its power.
pub(crate) fn end(server: &mut Child, signal: Signal) {
    identity::send(server.id(), signal);
    let deadline = Instant::now() + END;
    while let Ok(None) = server.try_wait() {
        if Instant::now() > deadline {
            let _ = server.kill();
        }
        sleep(Duration::from_millis(10));
    }
}

/// Gives a folder and what is in it to the user of the server.
fn own(folder: &Path) {
    if is_root() {
        run(Command::new("chown").args(["-R", "postgres:"]).arg(folder));
    }
}

pub(crate) fn run(command: &mut Command) {
    let ran = command.output();
    let ran = ran.unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{command:?}: {errors}");
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
