//! The four services and the simulated Odoo as children of this call. Each is recorded in
//! `.espejo/pids`, so that a later call can stop what a killed one left.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    broker_users, console, http,
    messages::say,
    programs::{ours, output, program},
    servers::DATABASE_SECRETS,
    state::{State, fail_with_log, record, recorded},
    stop::Stop,
    tenants::Tenants,
};

/// A service with its user on the broker and the variable of its port for operations.
struct Service {
    name: &'static str,
    broker_user: &'static str,
    ops_port: &'static str,
}

/// In the order of their start.
const SERVICES: [Service; 4] = [
    Service {
        name: "core-api",
        broker_user: "espejo_core",
        ops_port: "ESPEJO_core_api_OPS_PORT",
    },
    Service {
        name: "sync-worker",
        broker_user: "espejo_sync",
        ops_port: "ESPEJO_sync_worker_OPS_PORT",
    },
    Service {
        name: "export-worker",
        broker_user: "espejo_export",
        ops_port: "ESPEJO_export_worker_OPS_PORT",
    },
    Service {
        name: "scheduler",
        broker_user: "espejo_scheduler",
        ops_port: "ESPEJO_scheduler_OPS_PORT",
    },
];
const SIMULATED_ODOO: &str = "odoo-sim";

const ORDER_OF_THE_END: [&str; 5] = [
    "scheduler",
    "sync-worker",
    "export-worker",
    "core-api",
    SIMULATED_ODOO,
];
const END: Duration = Duration::from_secs(25);

/// How many times readiness is checked, and the pause between two checks.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(200);

/// The pause between two checks for ended services.
const TICK: Duration = Duration::from_secs(2);

pub(crate) struct Services<'a> {
    state: &'a State,
    tenants: &'a Tenants,
    children: BTreeMap<&'static str, Child>,
}

impl<'a> Services<'a> {
    /// Migrates, starts all of them and waits until they are ready. If this fails, those that were
    /// started run on: see [`end_all`].
    pub(crate) fn start(state: &'a State, stop: &Stop, tenants: &'a Tenants) -> Result<Self> {
        state.port("ESPEJO_HTTP_PORT")?;
        for service in SERVICES {
            state.port(service.ops_port)?;
        }
        migrate(state, tenants)?;
        let mut services = Self {
            state,
            tenants,
            children: BTreeMap::new(),
        };
        if tenants.simulated {
            services.launch(SIMULATED_ODOO)?;
            let url = format!("{}/web/health", url_of(state, "ESPEJO_ODOO_SIM_PORT")?);
            services.wait_for(SIMULATED_ODOO, &url, stop)?;
        }
        for service in SERVICES {
            services.launch(service.name)?;
        }
        for Service { name, ops_port, .. } in SERVICES {
            let url = format!("{}/ready", url_of(state, ops_port)?);
            services.wait_for(name, &url, stop)?;
        }
        let hosts: Vec<_> = tenants
            .all()?
            .into_iter()
            .map(|tenant| tenant.host)
            .collect();
        let api = url_of(state, "ESPEJO_HTTP_PORT")?;
        say(format_args!("API on {api} for {}", hosts.join(" ")));
        Ok(services)
    }

    /// Until a signal; a service that ends by itself is started again.
    pub(crate) fn stay(&mut self, stop: &Stop) -> Result<()> {
        say("It stays up until Ctrl-C; logs in .espejo/logs.");
        loop {
            stop.sleep(TICK)?;
            let mut ended = Vec::new();
            for (name, child) in &mut self.children {
                if child.try_wait()?.is_some() {
                    ended.push(*name);
                }
            }
            for name in ended {
                let log = log_of(self.state, name);
                say(format_args!(
                    "{name} ended and is started again: {}",
                    log.display()
                ));
                // Its binary may be missing while it is built; then the next look tries again.
                if let Err(error) = self.launch(name) {
                    say(format_args!("{error:#}"));
                }
            }
        }
    }

    fn launch(&mut self, name: &'static str) -> Result<()> {
        let path = log_of(self.state, name);
        let log = File::options().append(true).create(true).open(path)?;
        // A process group of its own: Ctrl-C is for this call, which stops them in their order.
        let mut child = self
            .command(name)?
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        record(&pid_file(self.state, name), &mut child)?;
        self.children.insert(name, child);
        Ok(())
    }

    /// Each service gets only the variables that it has a right to, besides those of the caller.
    fn command(&self, name: &str) -> Result<Command> {
        let mut command = ours(name)?;
        if name == SIMULATED_ODOO {
            let port = self.state.required("ESPEJO_ODOO_SIM_PORT")?;
            let today = self.state.required("ESPEJO_ODOO_SIM_TODAY")?;
            command.args(["--bind", &format!("127.0.0.1:{port}"), "--today", &today]);
            command.args([
                "--tenant",
                "andina:1:5000:pe",
                "--tenant",
                "pampa:2:5000:ar",
            ]);
            command.args(["--user", "espejo", "--password", "espejo"]);
        } else {
            self.set_variables(&mut command, name)?;
        }
        // Odoo's passwords are for the one who calls it.
        if name == "sync-worker" {
            command.envs(self.tenants.passwords().iter().copied());
        } else {
            without_odoo(&mut command);
        }
        Ok(command)
    }

    fn set_variables(&self, command: &mut Command, name: &str) -> Result<()> {
        let state = self.state;
        let Some(service) = SERVICES.iter().find(|service| service.name == name) else {
            bail!("{name} is no service");
        };
        let broker_url = broker_users::url(state, service.broker_user)?;
        command
            .env("ESPEJO_OPS_BIND", bind(state, service.ops_port)?)
            .env("ESPEJO_ENVIRONMENT", "local")
            .env("ESPEJO_TENANTS_DIR", &self.tenants.folder)
            .env("ESPEJO_BROKER_URL", broker_url);
        match name {
            "core-api" => {
                command
                    .envs(database(state, "ESPEJO_CORE_DATABASE_SECRET")?)
                    .env("ESPEJO_FILES_DIR", state.path("files"))
                    .env("ESPEJO_SECRETS_KEY", secrets_key(state)?)
                    .env("ESPEJO_HTTP_BIND", bind(state, "ESPEJO_HTTP_PORT")?);
                if let Some(folder) = console::built() {
                    command.env("ESPEJO_CONSOLE_DIR", folder);
                }
            }
            "export-worker" => {
                command
                    .envs(database(state, "ESPEJO_EXPORT_DATABASE_SECRET")?)
                    .env("ESPEJO_FILES_DIR", state.path("files"));
            }
            "scheduler" => {
                command.envs(database(state, "ESPEJO_SCHEDULER_DATABASE_SECRET")?);
            }
            _ => {}
        }
        Ok(())
    }

    fn wait_for(&mut self, name: &str, url: &str, stop: &Stop) -> Result<()> {
        for _ in 0..TRIES {
            if http::answers(url, 2, &[]) {
                return Ok(());
            }
            let child = self
                .children
                .get_mut(name)
                .context("a service was not started")?;
            if child.try_wait()?.is_some() {
                break;
            }
            stop.sleep(PAUSE)?;
        }
        fail_with_log(&log_of(self.state, name), &format!("{name} is not ready"))
    }
}

/// Stops what this call or a killed one started.
pub(crate) fn end_all(state: &State) {
    for name in ORDER_OF_THE_END {
        let file = pid_file(state, name);
        if let Some(process) = recorded(&file) {
            process.end(END);
        }
        let _ = fs::remove_file(file);
    }
}

pub(crate) fn url_of(state: &State, port: &str) -> Result<String> {
    Ok(format!("http://{}", bind(state, port)?))
}

/// The database server, and the secret of the service's logins.
pub(crate) fn database(state: &State, secret: &'static str) -> Result<[(&'static str, String); 2]> {
    let address = bind(state, "ESPEJO_POSTGRES_PORT")?;
    Ok([
        ("ESPEJO_DATABASE_URL", format!("postgres://{address}")),
        (secret, state.required(secret)?),
    ])
}

/// core-api for one task from the command line.
pub(crate) fn core_api(tenants: &Tenants) -> Result<Command> {
    let mut command = ours("core-api")?;
    command.env("ESPEJO_TENANTS_DIR", &tenants.folder);
    without_odoo(&mut command);
    Ok(command)
}

fn migrate(state: &State, tenants: &Tenants) -> Result<()> {
    fs::create_dir_all(state.path("files"))?;
    let url = state.required("ESPEJO_TEST_POSTGRES_URL")?;
    let path = log_of(state, "migrate");
    let log = File::options().append(true).create(true).open(&path)?;
    let mut command = core_api(tenants)?;
    for secret in DATABASE_SECRETS {
        command.env(secret, state.required(secret)?);
    }
    let status = command
        .arg("migrate")
        .env("ESPEJO_MIGRATION_DATABASE_URL", &url)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .status()?;
    if !status.success() {
        return fail_with_log(&path, "the migration failed");
    }
    Ok(())
}

fn without_odoo(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ODOO_") {
            command.env_remove(name);
        }
    }
}

/// 32 random bytes in base64, the same at each start.
fn secrets_key(state: &State) -> Result<String> {
    const NAME: &str = "ESPEJO_SECRETS_KEY";
    if let Some(kept) = state.value(NAME) {
        return Ok(kept);
    }
    let drawn = output(program("sh").args(["-c", "head -c 32 /dev/urandom | base64"]))?;
    state.remember(NAME, drawn.trim())?;
    Ok(drawn.trim().to_owned())
}

fn bind(state: &State, port: &str) -> Result<String> {
    Ok(format!("127.0.0.1:{}", state.required(port)?))
}

fn log_of(state: &State, name: &str) -> PathBuf {
    state.log(&format!("{name}.log"))
}

fn pid_file(state: &State, name: &str) -> PathBuf {
    state.path("pids").join(name)
}
