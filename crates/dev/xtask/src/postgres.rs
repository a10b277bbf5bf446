//! The private PostgreSQL. It runs under a user of its own if the caller is root, because it refuses
//! to run as root.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    os::unix::{
        fs::{DirBuilderExt, OpenOptionsExt, symlink},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, ensure};

use crate::{
    messages::say,
    programs::{output, program, succeeds},
    state::State,
};

const VERSIONS: &str = "/usr/lib/postgresql";
const OLDEST: u32 = 15;

const CONFIGURATION: &str = "\
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 300
shared_buffers = 256MB
max_wal_size = 2GB
checkpoint_timeout = 15min
log_line_prefix = '%m [%p] %u@%d '
";

/// Starts it unless it runs; `started` says whether this call did.
pub(crate) fn up(state: &State, started: &mut bool) -> Result<()> {
    let programs = programs()?;
    let created = state.path("postgres.ready").exists();
    if !created || !state.path("postgres/data/PG_VERSION").exists() {
        create(state, &programs)?;
    }
    let folder = state.path("postgres").canonicalize()?;
    if is_running(&folder) {
        return Ok(());
    }
    remove_if_there(&pid_file(&folder))?;
    let port = state.port("ESPEJO_POSTGRES_PORT")?;
    *started = true;
    // A process group of its own: Ctrl-C is not for the server.
    let status = as_postgres("setsid")
        .arg(programs.join("pg_ctl"))
        .args(["start", "-s", "-w", "-t", "60", "-D"])
        .arg(folder.join("data"))
        .arg("-l")
        .arg(folder.join("log"))
        .args(["-o", &format!("-p {port}")])
        .stdin(Stdio::null())
        .status()?;
    let log = folder.join("log");
    ensure!(
        status.success(),
        "PostgreSQL did not start: {}",
        log.display()
    );
    Ok(())
}

pub(crate) fn down(state: &State) -> Result<()> {
    let Ok(folder) = state.path("postgres").canonicalize() else {
        return Ok(());
    };
    if !is_running(&folder) {
        return Ok(());
    }
    let status = as_postgres(programs()?.join("pg_ctl"))
        .args(["stop", "-s", "-m", "fast", "-w", "-D"])
        .arg(folder.join("data"))
        .process_group(0)
        .stdin(Stdio::null())
        .status()?;
    if !status.success() {
        say(format_args!(
            "PostgreSQL did not stop: {}",
            folder.join("log").display()
        ));
    }
    Ok(())
}

fn create(state: &State, programs: &Path) -> Result<()> {
    let linked = state.path("postgres");
    remove_if_there(&linked)?;
    fs::create_dir(&linked)?;
    if is_root() {
        // A checkout that this user cannot reach.
        if !succeeds(as_postgres("test").arg("-x").arg(&linked)) {
            let elsewhere = Path::new("/var/tmp").join(&state.mark);
            fs::remove_dir(&linked)?;
            remove_if_there(&elsewhere)?;
            fs::DirBuilder::new().mode(0o755).create(&elsewhere)?;
            symlink(&elsewhere, &linked)?;
        }
        give_to_postgres(&linked.canonicalize()?)?;
    }
    let folder = linked.canonicalize()?;
    state.remember_secret("ESPEJO_POSTGRES_PASSWORD")?;
    let password = folder.join("password");
    let mut options = File::options();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&password)?;
    writeln!(file, "{}", state.required("ESPEJO_POSTGRES_PASSWORD")?)?;
    if is_root() {
        give_to_postgres(&password)?;
    }
    let log = state.log("initdb.log");
    let written = File::create(&log)?;
    let status = as_postgres(programs.join("initdb"))
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-U", "espejo", "--auth=scram-sha-256"])
        .arg(format!("--pwfile={}", password.display()))
        .args(["--encoding=UTF8", "--locale=C.UTF-8"])
        .stdin(Stdio::null())
        .stdout(written.try_clone()?)
        .stderr(written)
        .status()?;
    ensure!(status.success(), "initdb failed: {}", log.display());
    fs::remove_file(password)?;
    let configuration = folder.join("data/postgresql.conf");
    let mut file = File::options().append(true).open(configuration)?;
    file.write_all(CONFIGURATION.as_bytes())?;
    File::create(state.path("postgres.ready"))?;
    Ok(())
}

/// The file of the server names a process, but this may be another one by now: the number is used
/// again after a restart of the machine. The server's own working directory is its data. Only its
/// own user may always look.
fn is_running(folder: &Path) -> bool {
    let text = fs::read_to_string(pid_file(folder)).unwrap_or_default();
    let Some(pid) = text.lines().next() else {
        return false;
    };
    let mut command = as_postgres("readlink");
    command
        .arg(format!("/proc/{pid}/cwd"))
        .stderr(Stdio::null());
    let answer = command.output().map(|ran| ran.stdout).unwrap_or_default();
    String::from_utf8_lossy(&answer).trim_end() == folder.join("data").to_string_lossy()
}

fn pid_file(folder: &Path) -> PathBuf {
    folder.join("data/postmaster.pid")
}

/// The programs of the newest version.
fn programs() -> Result<PathBuf> {
    let folders = fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    let newest = folders
        .map(|version| version.path())
        .filter(|version| version.join("bin/initdb").exists())
        .max_by_key(|version| major(&version.file_name().unwrap_or_default().to_string_lossy()));
    let programs = newest
        .with_context(|| format!("no PostgreSQL in {VERSIONS}; please call ./run"))?
        .join("bin");
    let version = output(program(programs.join("postgres")).arg("-V"))?;
    ensure!(
        major(&version) >= Some(OLDEST),
        "{version} found, {OLDEST} or newer is needed"
    );
    Ok(programs)
}

/// The first number in a text.
fn major(version: &str) -> Option<u32> {
    let mut numbers = version.split(|letter: char| !letter.is_ascii_digit());
    numbers.find(|digits| !digits.is_empty())?.parse().ok()
}

fn as_postgres(name: impl AsRef<std::ffi::OsStr>) -> std::process::Command {
    if !is_root() {
        return program(name);
    }
    let mut command = program("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups"])
        .arg("--reset-env")
        .arg(name)
        .current_dir("/");
    command
}

fn give_to_postgres(path: &Path) -> Result<()> {
    output(program("chown").arg("postgres:").arg(path)).map(|_| ())
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A file, a link or a whole folder.
fn remove_if_there(path: &Path) -> Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.14 (Debian 15.14-0)"),
            Some(15)
        );
        assert!(major("9.6") < major("15"));
        assert_eq!(major("none"), None);
    }
}
