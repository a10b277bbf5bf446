//! `scheduler` announces due schedules until it is stopped; `scheduler healthcheck` asks the
//! running process whether it is ready; `scheduler doctor` checks what it needs.

use std::{convert::Infallible, net::TcpListener, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use lifecycle::{Stop, Tasks};
use process::{Service, tenants::PerTenant};
use scheduler::{Announcer, Metrics, SERVICE, Settings, doctor};
use store::Databases;
use tenants::{Tenant, Tenants};

#[tokio::main]
async fn main() -> ExitCode {
    let service = Service {
        name: SERVICE,
        settings: Settings::read,
        telemetry: |settings| &settings.telemetry,
    };
    service.main(run, doctor::examine).await
}

async fn run(settings: Settings, stop: Stop) -> anyhow::Result<()> {
    let tasks = Tasks::new(stop.clone());
    let tenants = settings.tenants()?;
    let (bus, driver) = bus::Bus::new(
        bus::Settings::following(settings.broker_url, SERVICE).trusting(settings.trust),
    )?;
    let databases = Databases::new(
        &settings.databases,
        tenants.now().databases(),
        SERVICE,
        settings.connections,
    )?;
    let until = stop.clone();
    let closing = databases
        .clone()
        .close_idle(store::databases::IDLE, async move { until.stopped().await });
    tasks.spawn("idle connections", closing);
    let metrics = Metrics::default();
    let ops = TcpListener::bind(settings.ops_bind).context("the health page cannot listen")?;
    let parts = (&tenants, &bus, &databases, &metrics);
    tasks.spawn("health", scheduler::pages(ops, parts, stop.clone()));
    let until = stop.clone();
    tasks.spawn("bus", async move {
        driver.run(until.stopped()).await;
        Ok::<_, Infallible>(())
    });
    let (of_tenants, pools, every) = (tasks.clone(), databases.clone(), settings.interval);
    let mut each = PerTenant::new(stop.clone(), move |tenant: &Arc<Tenant>, stop| {
        if let Ok(pool) = pools.pool(&tenant.name) {
            let announcer = Announcer::new(&tenant.name, pool, bus.clone(), metrics.clone());
            of_tenants.spawn("schedules", announcer.run(every, stop));
        }
    });
    each.follow(&tenants.now());
    let apply = move |tenants: &Tenants| {
        databases.follow(tenants.databases());
        each.follow(tenants);
    };
    let following = process::tenants::follow(tenants, apply, stop.clone())?;
    tasks.spawn("tenants", following);
    tracing::info!("started");
    tasks.join(Duration::from_secs(20)).await?;
    Ok(())
}
