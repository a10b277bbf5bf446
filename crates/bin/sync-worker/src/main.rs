//! `sync-worker` reads Odoo until it is told to stop; `sync-worker healthcheck` asks the running one
//! whether it is ready; `sync-worker doctor` checks what it needs.

use std::{net::TcpListener, process::ExitCode, time::Duration};

use anyhow::Context;
use lifecycle::{Stop, Tasks};
use process::Service;
use sync_worker::{SERVICE, Settings, doctor};
use tenants::LiveTenants;

/// How long attempts have after the stop to send their last event.
const STOP_DEADLINE: Duration = Duration::from_secs(18);

#[tokio::main]
async fn main() -> ExitCode {
    let service = Service {
        name: SERVICE,
        settings: Settings::read,
        telemetry: |settings| &settings.telemetry,
    };
    service.main(serve, doctor::examine).await
}

async fn serve(settings: Settings, stop: Stop) -> anyhow::Result<()> {
    let tenants = LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?;
    let ops = TcpListener::bind(settings.ops_bind).context("ESPEJO_OPS_BIND")?;
    let tasks = Tasks::new(stop.clone());
    sync_worker::start(&settings, tenants, ops, &tasks, &stop)?;
    tracing::info!(slots = settings.slots, "started");
    tasks.join(STOP_DEADLINE).await?;
    tracing::info!("stopped");
    Ok(())
}
