//! `scheduler` announces due schedules until it is stopped; `scheduler healthcheck` asks the
//! running process whether it is ready.

use std::{convert::Infallible, net::TcpListener, process::ExitCode, time::Duration};

use anyhow::Context;
use lifecycle::{Stop, Tasks};
use process::Service;
use scheduler::{Announcer, Metrics, SERVICE, Settings};

#[tokio::main]
async fn main() -> ExitCode {
    let service = Service {
        name: SERVICE,
        settings: Settings::read,
        telemetry: |settings| &settings.telemetry,
    };
    service.main(run).await
}

async fn run(settings: Settings, stop: Stop) -> anyhow::Result<()> {
    let tasks = Tasks::new(stop.clone());
    let (bus, driver) =
        bus::Bus::new(bus::Settings::new(settings.broker_url, SERVICE).trusting(settings.trust))?;
    let tenants = tenants::Tenants::load(&settings.tenants_dir)?;
    let names = tenants
        .iter()
        .map(|tenant| (tenant.name.clone(), tenant.database.clone()));
    let databases =
        store::Databases::new(&settings.databases, names, SERVICE, settings.connections)?;
    let until = stop.clone();
    let closing = databases
        .clone()
        .close_idle(store::databases::IDLE, async move { until.stopped().await });
    tasks.spawn("idle connections", closing);
    let metrics = Metrics::default();
    let ops = TcpListener::bind(settings.ops_bind).context("the health page cannot listen")?;
    tasks.spawn(
        "health",
        scheduler::pages(ops, &bus, &databases, &metrics, stop.clone()),
    );
    let until = stop.clone();
    tasks.spawn("bus", async move {
        driver.run(until.stopped()).await;
        Ok::<_, Infallible>(())
    });
    for tenant in tenants.iter() {
        let pool = databases.pool(&tenant.name)?.clone();
        let announcer = Announcer::new(&tenant.name, pool, bus.clone(), metrics.clone());
        tasks.spawn("schedules", announcer.run(settings.interval, stop.clone()));
    }
    tracing::info!("started");
    tasks.join(Duration::from_secs(20)).await?;
    Ok(())
}
