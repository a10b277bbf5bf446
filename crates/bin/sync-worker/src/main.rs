//! The sync-worker process, from its settings to its exit code.

use std::{net::TcpListener, process::ExitCode, time::Duration};

use anyhow::Context;
use lifecycle::{Stop, Tasks, health};
use settings::Environment;
use sync_worker::Settings;
use tenants::Tenants;

/// Time after the stop in which attempts publish their last event.
const STOP_DEADLINE: Duration = Duration::from_secs(18);

#[tokio::main]
async fn main() -> ExitCode {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let ended = match std::env::args().nth(1).as_deref() {
        Some("healthcheck") => healthcheck(),
        Some(other) => Err(anyhow::anyhow!("`{other}` is unknown; use `healthcheck`")),
        None => run().await,
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sync-worker: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<()> {
    let settings = Settings::of_process().context("the settings are not usable")?;
    let telemetry = telemetry::install("sync-worker", &settings.telemetry)?;
    let ended = serve(&settings).await;
    if let Err(error) = &ended {
        tracing::error!(error = format!("{error:#}"), "failed");
    }
    telemetry.flush();
    ended
}

async fn serve(settings: &Settings) -> anyhow::Result<()> {
    let tenants = Tenants::load(&settings.tenants_dir).context("the tenants are not usable")?;
    let ops = TcpListener::bind(settings.ops_bind).context("ESPEJO_OPS_BIND")?;
    let stop = Stop::on_signals()?;
    let tasks = Tasks::new(stop.clone());
    sync_worker::start(settings, tenants, ops, &tasks, &stop)?;
    tracing::info!(slots = settings.slots, "started");
    tasks.join(STOP_DEADLINE).await?;
    tracing::info!("stopped");
    Ok(())
}

fn healthcheck() -> anyhow::Result<()> {
    let mut env = Environment::of_process();
    let address = env.required("ESPEJO_OPS_BIND");
    let address = env.finish(address)?;
    health::probe(address).map_err(anyhow::Error::msg)
}
