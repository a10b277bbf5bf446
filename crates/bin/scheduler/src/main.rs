//! `scheduler` announces due schedules until it is stopped; `scheduler healthcheck` asks the
//! running process whether it is ready.

use std::{convert::Infallible, net::TcpListener, time::Duration};

use anyhow::{Context, Error, bail};
use lifecycle::{Stop, Tasks, health};
use scheduler::{Announcer, Metrics, SERVICE, Settings};
use settings::Environment;

fn main() -> anyhow::Result<()> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut env = Environment::of_process();
    match std::env::args().nth(1).as_deref() {
        Some("healthcheck") => {
            let bind = env.required("ESPEJO_OPS_BIND");
            health::probe(env.finish(bind)?).map_err(Error::msg)
        }
        Some(other) => bail!("`{other}` is unknown; the only argument is `healthcheck`"),
        None => {
            let settings = Settings::read(&mut env);
            let settings = env.finish(settings)?;
            let telemetry = telemetry::install(SERVICE, &settings.telemetry)?;
            let ended = run(settings).inspect_err(|error| tracing::error!("{error:#}"));
            telemetry.flush();
            ended
        }
    }
}

#[tokio::main]
async fn run(settings: Settings) -> anyhow::Result<()> {
    let stop = Stop::on_signals()?;
    let tasks = Tasks::new(stop.clone());
    let (bus, driver) = bus::Bus::new(bus::Settings::new(settings.broker_url, SERVICE))?;
    let tenants = tenants::Tenants::load(&settings.tenants_dir)?;
    let names = tenants
        .iter()
        .map(|tenant| (tenant.name.clone(), tenant.database.clone()));
    let databases = store::Databases::new(&settings.database_url, names, SERVICE, 2)?;
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
