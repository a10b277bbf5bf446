//! Builds and runs the service: databases, bus, background tasks, API and health pages.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use bus::Bus;
use files::Files;
use letters::{LoadedTemplates, Templates};
use lifecycle::{Stop, Tasks, health::Health};
use prometheus_client::registry::Registry;
use store::{Databases, Readers};
use tenants::{LiveTenants, LoadError, Tenant, Tenants};
use timetable::Timetable;

use crate::{
    api, background,
    credentials::cache::KeyCache,
    events::{feed::Feeds, leases::Leases, throttle::IntakeThrottle},
    http::{
        anonymous::AnonymousLimit, attempts::Attempts, cache::AnswerCache, console::Console,
        cursor::CursorKeys, metrics::HttpMetrics, rate_limit::Limiter, server, state::Api,
        streams::Streams, strikes::Strikes,
    },
    providers::Providers,
    settings::Settings,
    writing::SERVICE,
};

/// Time limit for the shutdown.
const DRAIN: Duration = Duration::from_secs(20);
/// How long a report waits for a replica that is behind.
const REPLICA_PATIENCE: Duration = Duration::from_millis(100);

/// A tenant's file is refused if a default schedule or a template of its mails is broken.
pub fn accept(tenant: &Tenant) -> Result<(), String> {
    let schedules = &tenant.schedules;
    for (key, cron) in [
        ("incremental", &schedules.incremental),
        ("verify", &schedules.verify),
    ] {
        Timetable::parse(cron, tenant.time_zone_name()).map_err(|error| {
            let host = &tenant.host;
            format!("hosts/{host}.toml: `schedules.{key}`: \"{cron}\" is not a cron line: {error}")
        })?;
    }
    let loaded = Templates::load(tenant);
    loaded.map(drop).map_err(|error| error.to_string())
}

/// The tenants, as far as their files can be used here.
pub fn tenants(settings: &Settings) -> Result<LiveTenants, LoadError> {
    let access = settings.databases.clone();
    LiveTenants::open(&settings.tenants_dir, move |tenant| {
        access.accept(&tenant.host, &tenant.database)?;
        accept(tenant)
    })
}

pub struct App {
    tasks: Tasks,
    address: SocketAddr,
    ops_address: SocketAddr,
}

impl App {
    /// Starts everything. Port 0 selects a free port. Database and broker may still be down.
    pub fn build(settings: &Settings, tenants: LiveTenants, stop: &Stop) -> anyhow::Result<Self> {
        let tasks = Tasks::new(stop.clone());
        let mut registry = Registry::with_prefix("espejo");
        let all = budgets(settings, &tenants.now(), &tasks, stop, &mut registry)?;
        let [reports, access, intake, replicas] = all.clone();
        let readers = readers(&reports, replicas, &mut registry);
        let (bus, driver) = Bus::new(broker(settings)).context("ESPEJO_BROKER_URL")?;
        let health = shown(&tenants, health(&reports, &bus), &intake, &mut registry);
        let files = files(settings)?;
        let throttle = Arc::new(IntakeThrottle::default());
        let vault = settings.secrets_keys.clone().map(Arc::new);
        let parts = background::Parts {
            databases: intake,
            throttle: throttle.clone(),
            bus: bus.clone(),
            driver,
            tenants: tenants.clone(),
            leases: leases(settings),
            watch_every: settings.watch_every,
            files: files.clone(),
            vault: vault.clone(),
        };
        let (relay, each) = background::start(parts, &tasks, stop, &mut registry);
        let metrics = measured(&files, &mut registry);
        follow(&tenants, all, (metrics.clone(), each), &tasks, stop)?;

        let api = Api {
            metrics,
            letters: LoadedTemplates::default(),
            tenants,
            databases: reports,
            readers,
            access,
            files,
            bus,
            limiter: Limiter::new(settings.rate_limit_per_second),
            throttle,
            keys: KeyCache::default(),
            attempts: Attempts::default(),
            mails_links: settings.mails_links,
            mail_server: settings.mail_server.clone(),
            strikes: Strikes::new(settings.bad_keys_per_minute),
            anonymous: AnonymousLimit::new(settings.anonymous_requests_per_second),
            proxies: settings.trusted_proxies.clone(),
            streams: Streams::new(settings.streams_per_key, settings.streams_per_tenant),
            feeds: Feeds::default(),
            cursors: CursorKeys::default(),
            providers: Providers::default(),
            vault,
            console: console(settings)?,
            answers: AnswerCache::default(),
            relay,
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

    /// Address of the API.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Address of the health and metrics pages.
    pub fn ops_address(&self) -> SocketAddr {
        self.ops_address
    }

    /// Runs until the shutdown is complete or a task fails.
    pub async fn run(self) -> anyhow::Result<()> {
        Ok(self.tasks.join(DRAIN).await?)
    }
}

fn leases(settings: &Settings) -> Leases {
    Leases {
        run: settings.run_lease,
        export: settings.export_lease,
    }
}

/// Gives each tenant its pools, then starts its tasks, now and whenever tenants change.
fn follow(
    tenants: &LiveTenants,
    databases: [Databases; 4],
    (metrics, mut each): (HttpMetrics, impl FnMut(&Tenants) + Send + 'static),
    tasks: &Tasks,
    stop: &Stop,
) -> anyhow::Result<()> {
    metrics.follow(&tenants.now());
    each(&tenants.now());
    let apply = move |tenants: &Tenants| {
        metrics.follow(tenants);
        for one in &databases {
            one.follow(tenants.databases());
        }
        each(tenants);
    };
    let following = process::tenants::follow(tenants.clone(), apply, stop.clone())?;
    tasks.spawn("tenants", following);
    Ok(())
}

fn readers(reports: &Databases, replicas: Databases, registry: &mut Registry) -> Readers {
    let readers = Readers::new(reports.clone(), replicas, REPLICA_PATIENCE);
    readers.register(registry);
    readers
}

/// Registers what is measured.
fn measured(files: &Files, registry: &mut Registry) -> HttpMetrics {
    let metrics = HttpMetrics::default();
    metrics.register(registry);
    files.register(registry);
    store::transaction::register(registry);
    metrics
}

pub(crate) fn broker(settings: &Settings) -> bus::Settings {
    let broker = bus::Settings::following(settings.broker_url.clone(), SERVICE);
    broker.trusting(settings.trust.clone())
}

fn files(settings: &Settings) -> anyhow::Result<Files> {
    Files::open(&settings.files).context("ESPEJO_FILES_DIR or ESPEJO_S3_…")
}

fn console(settings: &Settings) -> anyhow::Result<Option<Console>> {
    let folder = settings.console_dir.as_deref();
    let loaded = folder.map(Console::load).transpose();
    loaded.context("ESPEJO_CONSOLE_DIR has no console; build it with npm ci && npm run build")
}

/// One budget for requests, for looking up callers and for events; each has a part of its own.
/// Replicas are on other servers, so they have another budget.
fn budgets(
    settings: &Settings,
    tenants: &Tenants,
    tasks: &Tasks,
    stop: &Stop,
    registry: &mut Registry,
) -> anyhow::Result<[Databases; 4]> {
    let connections = settings.connections;
    let access = &settings.databases;
    let primaries = Databases::new(access, tenants.databases(), SERVICE, connections.all());
    let primaries = primaries.context("ESPEJO_DATABASE_URL")?;
    let replicas = format!("{SERVICE} replicas");
    let replicas =
        Databases::replicas(access, tenants.databases(), &replicas, connections.reports)?;
    for databases in [&primaries, &replicas] {
        let stop = stop.clone();
        let closing = databases
            .clone()
            .close_idle(store::databases::IDLE, async move { stop.stopped().await });
        tasks.spawn("idle connections", closing);
    }
    let part = |purpose, size| primaries.for_purpose(&format!("{SERVICE} {purpose}"), size);
    let all = [
        part("reports", connections.reports),
        part("access", connections.access),
        part("intake", connections.intake),
        replicas,
    ];
    store::databases::register(registry, &all);
    Ok(all)
}

/// Shows the tenants, with their databases as events find them: each is looked at regularly.
fn shown(
    tenants: &LiveTenants,
    health: Health,
    databases: &Databases,
    registry: &mut Registry,
) -> Health {
    let databases = databases.clone();
    let health = process::tenants::show(tenants, health, registry);
    process::tenants::show_each(tenants, health, move |tenant| databases.standing(tenant))
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
    let listener = server::listen(bind).with_context(|| format!("ESPEJO_HTTP_BIND {bind}"))?;
    let address = listener.local_addr()?;
    let server = server::serve(Arc::new(api), listener, api::routes::configure)?;
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
    let listener = server::listen(bind).with_context(|| format!("ESPEJO_OPS_BIND {bind}"))?;
    let address = listener.local_addr()?;
    let metrics = telemetry::page(registry);
    tasks.spawn(
        "health pages",
        lifecycle::health::serve(listener, health, metrics, stop.clone()),
    );
    Ok(address)
}
