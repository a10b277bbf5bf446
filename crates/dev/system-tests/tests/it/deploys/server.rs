//! One server with an installation as docs/operations/install.md makes it, below a folder: the units,
//! the environment files, and version 0.0.9, which has the programs of this build.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use system_tests::Stack;
use tempfile::TempDir;
use testkit::{binary, free_port};

use crate::sync::books;

pub(crate) const OLD: &str = "0.0.9";
pub(crate) const NEW: &str = env!("CARGO_PKG_VERSION");
const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];
pub(crate) const PROGRAMS: [&str; 6] = [
    "backup-worker",
    "core-api",
    "espejo-deploy",
    "export-worker",
    "scheduler",
    "sync-worker",
];

pub(crate) struct Server {
    pub(crate) stack: Stack,
    root: TempDir,
    /// Where each service has its pages of operation.
    ops: BTreeMap<&'static str, String>,
}

impl Server {
    /// All services run, and the mirror is loaded.
    pub(crate) async fn install() -> Self {
        let stack = Stack::prepare(vec![("andina", books(71, 80))], &[]).await;
        let ops = SERVICES.map(|service| (service, format!("127.0.0.1:{}", free_port())));
        let server = Self {
            stack,
            root: tempfile::tempdir().unwrap(),
            ops: ops.into(),
        };
        server.write_programs();
        server.write_units();
        server.write_settings();
        for service in SERVICES {
            let unit = format!("espejo-{service}.service");
            let started = server.command("systemctl", &["restart", &unit]).status();
            assert!(started.unwrap().success());
        }
        server.wait_ready().await;
        let api = server.stack.api("andina");
        api.run("snapshot", Duration::from_mins(2)).await;
        server
    }

    /// Programs without debug information, as in a package.
    fn write_programs(&self) {
        let bin = self.path("opt/espejo/0.0.9/bin");
        fs::create_dir_all(&bin).unwrap();
        for name in PROGRAMS {
            let mut strip = Command::new("strip");
            strip.arg("-o").arg(bin.join(name)).arg(binary(name));
            assert!(strip.status().unwrap().success(), "{name}");
        }
        symlink(OLD, self.path("opt/espejo/current")).unwrap();
    }

    fn write_units(&self) {
        let (installed, of_version) = ("etc/systemd/system", "opt/espejo/0.0.9/deploy/systemd");
        for folder in ["bin", installed, of_version] {
            fs::create_dir_all(self.path(folder)).unwrap();
        }
        for unit in fs::read_dir(checkout().join("deploy/systemd")).unwrap() {
            let unit = unit.unwrap();
            for folder in [installed, of_version] {
                fs::copy(unit.path(), self.path(folder).join(unit.file_name())).unwrap();
            }
        }
        for (service, address) in &self.ops {
            let folder = self.path(&format!("{installed}/espejo-{service}.service.d"));
            fs::create_dir(&folder).unwrap();
            let drop_in = format!("[Service]\nEnvironment=ESPEJO_OPS_BIND={address}\n");
            fs::write(folder.join("override.conf"), drop_in).unwrap();
        }
        let program = include_str!("systemd.py");
        for name in ["systemctl", "systemd-run", "logger"] {
            write_program(&self.path("bin").join(name), program);
        }
    }

    fn write_settings(&self) {
        let folder = self.path("etc/espejo");
        fs::create_dir_all(&folder).unwrap();
        for service in SERVICES {
            // There is no console here, and an empty value counts as none.
            let console = ("ESPEJO_CONSOLE_DIR".to_owned(), String::new());
            let mut variables = self.stack.environment(service);
            variables.retain(|(name, _)| name != "ESPEJO_TENANTS_DIR");
            write_variables(
                &folder.join(format!("{service}.env")),
                variables.into_iter().chain([console]),
            );
        }
        let admin = self.stack.tenants[0].database.migration_variables();
        let admin = admin.into_iter();
        write_variables(
            &folder.join("migrate.env"),
            admin.map(|(name, value)| (name.to_owned(), value)),
        );
        let tenants = self.stack.tenant_file("andina");
        let tenants = tenants.ancestors().nth(2).unwrap();
        symlink(tenants, folder.join("tenants")).unwrap();
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.path().join(below)
    }

    pub(crate) fn programs(&self) -> PathBuf {
        self.path("opt/espejo/0.0.9/bin")
    }

    pub(crate) fn deploy(&self, arguments: &[&str]) -> Output {
        self.deploy_command(arguments).output().unwrap()
    }

    /// In the background.
    pub(crate) fn begin_deploy(&self, arguments: &[&str]) -> Child {
        let mut command = self.deploy_command(arguments);
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn deploy_command(&self, arguments: &[&str]) -> Command {
        let program = binary("espejo-deploy");
        let mut command = self.command(&program.display().to_string(), arguments);
        command.args(["--yes", "--root"]).arg(self.root.path());
        command
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let path = self.path("bin");
        let program = if program.starts_with('/') {
            program.into()
        } else {
            path.join(program)
        };
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", path.display()))
            .env("ESPEJO_TEST_ROOT", self.root.path())
            .stdin(Stdio::null());
        command
    }

    /// What was called of systemd and the journal, in order.
    pub(crate) fn calls(&self) -> String {
        fs::read_to_string(self.path("calls")).unwrap()
    }

    pub(crate) fn restarts(&self) -> usize {
        self.calls().matches("systemctl restart").count()
    }

    pub(crate) fn current(&self) -> String {
        let target = fs::read_link(self.path("opt/espejo/current")).unwrap();
        target.display().to_string()
    }

    /// Each service runs the program of this version, is ready, and answers a report.
    pub(crate) async fn assert_runs(&self, version: &str) {
        self.wait_ready().await;
        for service in SERVICES {
            let program = fs::read_link(format!("/proc/{}/exe", self.pid(service).unwrap()));
            let wanted = self.path(&format!("opt/espejo/{version}/bin/{service}"));
            assert_eq!(program.unwrap(), wanted.canonicalize().unwrap());
        }
        let api = self.stack.api("andina");
        let report = api
            .get("/v1/receivables/ageing?company_id=1&as_of=2026-11-22")
            .await;
        assert!(report["totals"]["items"].as_i64().unwrap() > 5, "{report}");
    }

    async fn wait_ready(&self) {
        let deadline = Instant::now() + Duration::from_mins(1);
        for (service, address) in &self.ops {
            let url = format!("http://{address}/ready");
            while !reqwest::get(&url)
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                assert!(
                    Instant::now() < deadline,
                    "{service}: {}",
                    self.log(service)
                );
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }

    fn pid(&self, service: &str) -> Option<u32> {
        let file = self.path(&format!("run/espejo-{service}.service"));
        fs::read_to_string(file).ok()?.parse().ok()
    }

    fn log(&self, service: &str) -> String {
        let file = self.path(&format!("run/espejo-{service}.service.log"));
        fs::read_to_string(file).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for service in SERVICES {
            if let Some(pid) = self.pid(service) {
                let _ = Command::new("kill").args(["-9", &pid.to_string()]).status();
            }
        }
    }
}

/// The tarball that `./run package` makes of the programs in a folder.
pub(crate) fn package(programs: &Path, to: &Path) -> PathBuf {
    let made = Command::new(binary("xtask"))
        .args(["package", "--without-console", "--programs"])
        .arg(programs)
        .arg("--to")
        .arg(to)
        .current_dir(checkout())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    let tarball = said.lines().last().unwrap();
    assert!(tarball.ends_with(".tar.gz"), "{said}");
    tarball.into()
}

pub(crate) fn write_program(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn write_variables(path: &Path, variables: impl Iterator<Item = (String, String)>) {
    let lines: Vec<_> = variables
        .map(|(name, value)| format!("{name}={value}\n"))
        .collect();
    fs::write(path, lines.concat()).unwrap();
}

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .canonicalize()
        .unwrap()
}
