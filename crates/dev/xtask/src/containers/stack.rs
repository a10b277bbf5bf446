//! The containers of `docker-compose.yml`, started in the order that it describes. Podman 4 does not
//! wait for health itself, and without systemd it calls no health check.

use std::{
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    containers::engine::Engine,
    programs::{output, program, succeeds},
    state::State,
    stop::Stop,
};

pub(crate) const SERVERS: [&str; 2] = ["postgres", "rabbitmq"];
const TASKS: [&str; 2] = ["migrate", "rabbitmq-users"];
pub(crate) const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];
pub(crate) const SIMULATED_ODOO: &str = "odoo-sim";

/// What the compose file says if the folder of the secrets is not named.
const MISSING: &str = "deploy/secrets.sh";
const PATIENCE: Duration = Duration::from_mins(3);
const PAUSE: Duration = Duration::from_millis(300);

pub(crate) struct Stack<'a> {
    pub(crate) engine: &'a Engine,
    stop: &'a Stop,
    secrets: PathBuf,
    port: u16,
}

impl<'a> Stack<'a> {
    pub(crate) fn new(engine: &'a Engine, state: &State, stop: &'a Stop) -> Result<Self> {
        let secrets = engine.path("secrets");
        output(program(MISSING).arg(&secrets).arg("--demo"))?;
        Ok(Self {
            engine,
            stop,
            secrets,
            port: state.port("ESPEJO_CONTAINERS_HTTP_PORT")?,
        })
    }

    pub(crate) fn api(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn container(service: &str) -> String {
        format!("espejo_{service}_1")
    }

    pub(crate) fn start(&self) -> Result<()> {
        self.refuses_to_start_without_secrets()?;
        self.up(&SERVERS)?;
        self.healthy(&SERVERS)?;
        for task in TASKS {
            self.stop.check()?;
            let arguments = ["run", "--rm", "-T", "--no-deps", task];
            self.engine.output(self.compose().args(arguments))?;
        }
        self.up(&SERVICES)?;
        // It lives in the network of sync-worker.
        self.up(&[SIMULATED_ODOO])?;
        self.healthy(&SERVICES)
    }

    fn refuses_to_start_without_secrets(&self) -> Result<()> {
        let mut config = self.engine.compose();
        let ran = config.arg("config").output()?;
        let said = String::from_utf8_lossy(&ran.stderr);
        ensure!(
            !ran.status.success() && said.contains(MISSING),
            "without secrets, the start does not fail with a hint: {said}"
        );
        Ok(())
    }

    fn compose(&self) -> Command {
        let mut command = self.engine.compose();
        command
            .env("ESPEJO_SECRETS_DIR", &self.secrets)
            .env("ESPEJO_HTTP_PORT", self.port.to_string());
        command
    }

    fn up(&self, services: &[&str]) -> Result<()> {
        self.stop.check()?;
        let mut up = self.compose();
        up.args(["up", "-d", "--no-deps"]).args(services);
        self.engine.output(&mut up)?;
        // podman-compose does not say whether a container was started.
        for service in services {
            let running = self.inspect(service, "{{.State.Status}}")?;
            ensure!(running != "created", "{service} could not be started");
        }
        Ok(())
    }

    /// Waits until the health checks of the compose file accept these.
    pub(crate) fn healthy(&self, services: &[&str]) -> Result<()> {
        for service in services {
            let name = Self::container(service);
            let deadline = Instant::now() + PATIENCE;
            let check = || {
                let mut check = self.engine.podman();
                succeeds(check.args(["healthcheck", "run", &name]))
            };
            while !check() {
                let is_late = Instant::now() > deadline;
                if is_late || self.inspect(service, "{{.State.Status}}")? == "exited" {
                    bail!("{service} is not healthy:\n{}", self.logs(service));
                }
                self.stop.sleep(PAUSE)?;
            }
        }
        Ok(())
    }

    pub(crate) fn restart(&self, service: &str) -> Result<()> {
        let name = Self::container(service);
        let mut restart = self.engine.podman();
        self.engine
            .output(restart.args(["restart", "-t", "30", &name]))?;
        self.healthy(&[service])
    }

    /// Each service must end by itself when it is told to.
    pub(crate) fn end(&self) -> Result<()> {
        for service in SERVICES.iter().rev() {
            let name = Self::container(service);
            let mut end = self.engine.podman();
            self.engine.output(end.args(["stop", "-t", "30", &name]))?;
            let code = self.inspect(service, "{{.State.ExitCode}}")?;
            ensure!(
                code == "0",
                "{service} ended with status {code}:\n{}",
                self.logs(service)
            );
        }
        Ok(())
    }

    /// A member of what Podman knows about the container.
    pub(crate) fn inspect(&self, service: &str, format: &str) -> Result<String> {
        let name = Self::container(service);
        let mut inspect = self.engine.podman();
        inspect.args(["inspect", "--type", "container", "--format", format, &name]);
        let said = self.engine.output(&mut inspect);
        said.with_context(|| format!("the container of {service} is missing"))
    }

    fn logs(&self, service: &str) -> String {
        let name = Self::container(service);
        let mut logs = self.engine.podman();
        let ran = logs.args(["logs", "--tail", "30", &name]).output();
        let said = ran.map(|ran| [ran.stdout, ran.stderr].concat());
        String::from_utf8_lossy(&said.unwrap_or_default()).into_owned()
    }
}
