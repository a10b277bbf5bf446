//! What the `main` of every service does: read the settings, install telemetry, run until told to
//! stop, flush telemetry, and turn the outcome into an exit code.

pub mod doctor;
pub mod programs;
pub mod tenants;

use std::{io::Write, process::ExitCode};

use anyhow::{Error, Result, bail};
use lifecycle::{Stop, doctor::Finding, health};
use settings::Environment;

/// What differs between services.
pub struct Service<S> {
    pub name: &'static str,
    pub settings: fn(&mut Environment) -> S,
    pub telemetry: fn(&S) -> &telemetry::Settings,
}

impl<S> Service<S> {
    /// Runs a service whose only arguments are `doctor`, `healthcheck` and `--version`.
    pub async fn main(
        self,
        serve: impl AsyncFnOnce(S, Stop) -> Result<()>,
        examine: impl AsyncFnOnce(S, &doctor::Request) -> Vec<Finding>,
    ) -> ExitCode {
        install_tls();
        let name = self.name;
        let env = Environment::of_process();
        let mut arguments = std::env::args().skip(1);
        let ended = match arguments.next().as_deref() {
            None => self.run(env, serve).await,
            Some("doctor") => self.examine(env, arguments, examine).await,
            Some("healthcheck") => healthcheck(env),
            Some("--version" | "-V") => print_version(name),
            Some(other) => unknown(other),
        };
        exit_code(name, ended)
    }

    async fn examine(
        self,
        env: Environment,
        arguments: impl Iterator<Item = String>,
        examine: impl AsyncFnOnce(S, &doctor::Request) -> Vec<Finding>,
    ) -> Result<()> {
        let request = doctor::Request::parse(arguments)?;
        let findings = match doctor::settings(env, self.settings) {
            Ok(settings) => examine(settings, &request).await,
            Err(findings) => findings,
        };
        doctor::print(self.name, &findings, &request)
    }

    /// Runs until the process is told to stop or `serve` fails. Telemetry is flushed in both cases.
    pub async fn run(
        self,
        mut env: Environment,
        serve: impl AsyncFnOnce(S, Stop) -> Result<()>,
    ) -> Result<()> {
        let settings = (self.settings)(&mut env);
        let settings = env.finish(settings)?;
        let telemetry = telemetry::install(self.name, (self.telemetry)(&settings))?;
        let ended = match Stop::on_signals() {
            Ok(stop) => serve(settings, stop).await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = &ended {
            tracing::error!(error = format!("{error:#}"), "the process has failed");
        }
        telemetry.flush();
        ended
    }
}

fn unknown(argument: &str) -> Result<()> {
    bail!("`{argument}` is unknown; the only arguments are `doctor`, `healthcheck` and `--version`")
}

fn print_version(name: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{name} {}", env!("CARGO_PKG_VERSION"))?;
    Ok(())
}

/// The one provider of TLS in the process.
pub fn install_tls() {
    // An error means that one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Asks the running service at `ESPEJO_OPS_BIND` whether it is ready.
pub fn healthcheck(mut env: Environment) -> Result<()> {
    let bind = env.required("ESPEJO_OPS_BIND");
    let address = env.finish(bind)?;
    health::probe(address).map_err(Error::msg)
}

/// Success, or a failure whose causes are printed on one line.
pub fn exit_code(name: &str, ended: Result<()>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell if stderr is closed.
            let _ = writeln!(std::io::stderr(), "{name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
