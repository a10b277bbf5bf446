//! The running service: databases, bus, background work, API and health pages, put together.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use bus::Bus;
use files::Files;
use lifecycle::{Stop, Tasks, health::Health};
use prometheus_client::registry::Registry;
use store::Databases;
use tenants::Tenants;

use crate::{
    api::{self, Api},
    background,
    courtesy::Courtesy,
    http::HttpMetrics,
    intake::Leases,
    key_cache::KeyCache,
    known::Known,
    rate_limit::Limiter,
    settings::Settings,
    writes::SERVICE,
};

/// How long the process may take to end once it is told to.
const DRAIN: Duration = Duration::from_secs(20);

pub struct App {
    tasks: Tasks,
    address: SocketAddr,
    ops_address: SocketAddr,
}

impl App {
    /// Starts everything; port 0 draws a free port. Neither database nor broker need be up.
    pub fn build(settings: &Settings, tenants: Arc<Tenants>, stop: &Stop) -> anyhow::Result<Self> {
        let tasks = Tasks::new(stop.clone());
        let mut registry = Registry::with_prefix("espejo");
        let databases = |purpose: &str, size: u16| {
            let names = tenants
                .iter()
                .map(|tenant| (tenant.name.clone(), tenant.database.clone()));
            let application = format!("{SERVICE} {purpose}");
            Databases::new(
                &settings.database_url,
                names,
                &application,
                usize::from(size),
            )
            .context("ESPEJO_DATABASE_URL")
        };
        let reports = databases("reports", settings.report_pool_size)?;
        let intake = databases("intake", settings.intake_pool_size)?;
        let (bus, driver) = Bus::new(bus::Settings::new(settings.broker_url.clone(), SERVICE))
            .context("ESPEJO_BROKER_URL")?;
        let health = health(&reports, &bus);
        let files = Files::open(&settings.files).context("ESPEJO_FILES_DIR or ESPEJO_S3_…")?;

        let courtesy = Arc::new(Courtesy::default());
        let parts = background::Parts {
            databases: intake,
            courtesy: courtesy.clone(),
            bus: bus.clone(),
            driver,
            tenants: tenants.clone(),
            leases: Leases {
                run: settings.run_lease,
                export: settings.export_lease,
            },
            watch_every: settings.watch_every,
            files: files.clone(),
        };
        let relay = background::start(parts, &tasks, stop, &mut registry)?;

        let metrics = HttpMetrics::default();
        metrics.register(&mut registry);
        let api = Api {
            tenants,
            databases: reports,
            files,
            bus,
            limiter: Limiter::new(settings.rate_limit_per_second),
            courtesy,
            keys: KeyCache::default(),
            known: Known::default(),
            relay,
            metrics,
            stop: stop.clone(),
        };
        let address = serve_api(api, settings.http_bind, &tasks, stop)?;
        let ops_address = serve_health(health, registry, settings.ops_bind, &tasks, stop)?;
        tracing::info!(%address, %ops_address, "serving");
        Ok(Self {
            tasks,
            address,
            ops_address,
        })
    }

    /// Where the API listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where health and metrics listen.
    pub fn ops_address(&self) -> SocketAddr {
        self.ops_address
    }

    /// Runs until stopped and drained, or until a task fails.
    pub async fn run(self) -> anyhow::Result<()> {
        Ok(self.tasks.join(DRAIN).await?)
    }
}

fn health(databases: &Databases, bus: &Bus) -> Health {
    let (databases, bus) = (databases.clone(), bus.clone());
    Health::new()
        .check("database", move || {
            let databases = databases.clone();
            async move { databases.ping().await.map_err(|error| error.to_string()) }
        })
        .check("broker", move || std::future::ready(bus.check()))
}

fn serve_api(api: Api, bind: SocketAddr, tasks: &Tasks, stop: &Stop) -> anyhow::Result<SocketAddr> {
    let listener = api::listen(bind).with_context(|| format!("ESPEJO_HTTP_BIND {bind}"))?;
    let address = listener.local_addr()?;
    let server = api::serve(Arc::new(api), listener)?;
    let handle = server.handle();
    let stop = stop.clone();
    tasks.spawn("api", async move {
        let ending = async {
            stop.stopped().await;
            handle.stop(true).await;
        };
        let (outcome, ()) = tokio::join!(server, ending);
        outcome
    });
    Ok(address)
}

fn serve_health(
    health: Health,
    registry: Registry,
    bind: SocketAddr,
    tasks: &Tasks,
    stop: &Stop,
) -> anyhow::Result<SocketAddr> {
    let listener = api::listen(bind).with_context(|| format!("ESPEJO_OPS_BIND {bind}"))?;
    let address = listener.local_addr()?;
    let metrics = move || telemetry::render(&registry);
    tasks.spawn(
        "health pages",
        lifecycle::health::serve(listener, health, metrics, stop.clone()),
    );
    Ok(address)
}
