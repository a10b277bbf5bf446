//! Podman and podman-compose with settings, images and state of this checkout: the machine's own
//! containers are left alone.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    programs::{program, succeeds},
    state::State,
    stop::Stop,
};

const REQUIREMENTS: &str = "tools/containers/requirements.txt";

/// The members of a command line of podman-compose that every call has. Podman would otherwise add
/// folders in memory that Docker does not have.
const COMPOSE: [&str; 7] = [
    "--in-pod=false",
    "--podman-run-args=--read-only-tmpfs=false",
    "--env-file=/dev/null",
    "--file=docker-compose.yml",
    "--project-name=espejo",
    "--profile=demo",
    "--no-ansi",
];

/// The container that lives in the network of another.
const GUEST: &str = "espejo_odoo-sim_1";

pub(crate) struct Engine {
    folder: PathBuf,
    /// What does not outlive a start of the machine.
    run: PathBuf,
    log: PathBuf,
}

impl Engine {
    pub(crate) fn of(state: &State) -> Self {
        Self {
            folder: state.path("containers"),
            run: Path::new("/run").join(&state.mark),
            log: state.log("containers.log"),
        }
    }

    /// Whether it was ever prepared.
    pub(crate) fn exists(&self) -> bool {
        self.path("containers.conf").exists()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    /// Writes the settings and installs podman-compose.
    pub(crate) fn prepare(&self, stop: &Stop) -> Result<()> {
        ensure!(
            rustix::process::geteuid().is_root(),
            "the containers need root: networks, limits and users are tried for real"
        );
        fs::create_dir_all(&self.folder)?;
        fs::write(&self.log, "")?;
        let (folder, run) = (self.folder.display(), self.run.display());
        fs::write(
            self.path("containers.conf"),
            format!(
                "[containers]\n\
                 default_ulimits = [\"nofile=4096:4096\", \"nproc=4096:4096\"]\n\
                 [engine]\n\
                 runtime = \"runc\"\n\
                 cgroup_manager = \"cgroupfs\"\n\
                 events_logger = \"file\"\n\
                 lock_type = \"file\"\n\
                 tmp_dir = \"{run}/tmp\"\n\
                 volume_path = \"{folder}/volumes\"\n\
                 [network]\n\
                 network_backend = \"netavark\"\n\
                 network_config_dir = \"{folder}/networks\"\n"
            ),
        )?;
        fs::write(
            self.path("storage.conf"),
            format!(
                "[storage]\n\
                 driver = \"overlay\"\n\
                 graphroot = \"{folder}/storage\"\n\
                 runroot = \"{run}/storage\"\n"
            ),
        )?;
        // Nothing is fetched: an image that is not here is an error.
        fs::write(
            self.path("registries.conf"),
            "unqualified-search-registries = []\n",
        )?;
        self.install_compose(stop)
    }

    fn install_compose(&self, stop: &Stop) -> Result<()> {
        let wanted = fs::read(REQUIREMENTS)?;
        let installed = self.path("venv/installed");
        if fs::read(&installed).is_ok_and(|there| there == wanted) {
            return Ok(());
        }
        let venv = self.path("venv");
        stop.run(program("python3").args(["-m", "venv"]).arg(&venv))?;
        let mut install = program(venv.join("bin/pip"));
        install.args(["install", "--quiet", "--disable-pip-version-check"]);
        stop.run(install.args(["--require-hashes", "--requirement", REQUIREMENTS]))?;
        Ok(fs::write(installed, wanted)?)
    }

    pub(crate) fn podman(&self) -> Command {
        self.with_settings(program("podman"))
    }

    /// podman-compose with docker-compose.yml and its profile `demo`.
    pub(crate) fn compose(&self) -> Command {
        let mut command = self.with_settings(program(self.path("venv/bin/podman-compose")));
        command
            .args(COMPOSE)
            .env_remove("ESPEJO_TENANTS_DIR")
            .env_remove("ESPEJO_SECRETS_DIR")
            .env("COMPOSE_PROFILES", "")
            .env("ESPEJO_ENVIRONMENT", "containers");
        command
    }

    fn with_settings(&self, mut command: Command) -> Command {
        command
            .env("CONTAINERS_CONF", self.path("containers.conf"))
            .env("CONTAINERS_STORAGE_CONF", self.path("storage.conf"))
            .env("CONTAINERS_REGISTRIES_CONF", self.path("registries.conf"));
        command
    }

    /// What it prints, without line breaks at its end. Its errors are in the log, and in the error of
    /// this call if it fails.
    pub(crate) fn output(&self, command: &mut Command) -> Result<String> {
        let name = command.get_program().to_owned();
        let ran = command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {}", name.display()))?;
        let said = String::from_utf8_lossy(&ran.stderr);
        let mut log = fs::File::options().append(true).open(&self.log)?;
        writeln!(log, "{command:?}\n{said}")?;
        if !ran.status.success() {
            let said: Vec<_> = said.lines().filter(|line| !is_noise(line)).collect();
            let printed = String::from_utf8_lossy(&ran.stdout);
            bail!(
                "{} failed:\n{printed}{}",
                command_line(command),
                said.join("\n")
            );
        }
        Ok(String::from_utf8(ran.stdout)?.trim_end().to_owned())
    }

    /// Removes containers, networks and volumes. Images and what they were made from stay.
    pub(crate) fn remove(&self) -> Result<()> {
        // Podman 4 does not know the order: this one lives in the network of another.
        self.output(self.podman().args(["rm", "-f", "--ignore", GUEST]))?;
        self.output(self.podman().args(["rm", "-af", "-t", "30"]))?;
        self.output(self.podman().args(["volume", "prune", "-f"]))?;
        self.output(self.podman().args(["network", "prune", "-f"]))?;
        self.output(self.podman().args(["image", "prune", "-f"]))?;
        let left = self.output(self.podman().args(["ps", "-aq"]))?;
        ensure!(left.is_empty(), "these containers are left: {left}");
        // Podman mounts the folder on itself. Mounted, it could not be deleted.
        let storage = self.path("storage/overlay");
        let _ = succeeds(program("umount").arg(storage));
        let _ = fs::remove_dir_all(&self.run);
        Ok(())
    }
}

/// Without systemd nobody calls health checks at intervals; this program calls them.
fn is_noise(line: &str) -> bool {
    line.contains("systemd") || line.contains("syslog")
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
