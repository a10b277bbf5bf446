//! Starts everything in core-api that is not a request: consumers, relays, watchdogs and upkeep.

use std::{convert::Infallible, sync::Arc, time::Duration};

use bus::{
    Bus, Driver,
    topology::{
        CORE_API_EXPORT, CORE_API_MAIL, CORE_API_SCHEDULE, CORE_API_SYNC, CORE_API_WEBHOOK, Queue,
    },
};
use files::Files;
use lifecycle::{Stop, Tasks};
use prometheus_client::registry::Registry;
use store::Databases;
use tenants::Tenants;
use tokio::sync::Semaphore;

use crate::{
    events::{intake::Intake, leases::Leases, relay::Relay, throttle::IntakeThrottle},
    subscriptions,
    upkeep::{gauges::Gauges, housekeeping, leases, queues::Queues, sweeping},
    vault::Vault,
};

/// What the background tasks need.
pub struct Parts {
    /// Separate pools, so that slow reports do not delay batches.
    pub databases: Databases,
    pub throttle: Arc<IntakeThrottle>,
    pub bus: Bus,
    pub driver: Driver,
    pub tenants: Arc<Tenants>,
    pub leases: Leases,
    /// Interval between checks of leases.
    pub watch_every: Duration,
    /// Sweeping removes old files here.
    pub files: Files,
    /// Opens the keys of webhooks.
    pub vault: Option<Arc<Vault>>,
}

/// Starts all tasks and returns the relay, which requests wake after a commit.
pub fn start(
    parts: Parts,
    tasks: &Tasks,
    stop: &Stop,
    registry: &mut Registry,
) -> Result<Relay, store::Error> {
    let Parts {
        databases,
        throttle,
        bus,
        driver,
        tenants,
        leases,
        watch_every,
        files,
        vault,
    } = parts;
    bus.metrics().register(registry);
    let gauges = Gauges::new(databases.tenants());
    gauges.register(registry);
    let queues = Queues::default();
    queues.register(registry);
    let relay = Relay::new(databases.tenants());

    drive(driver, tasks, stop.clone());
    let intake = Intake::new(
        databases.clone(),
        bus.clone(),
        tenants.clone(),
        relay.clone(),
        leases,
        throttle,
        subscriptions::all(),
    );
    let intake = Arc::new(intake);
    for (queue, name) in QUEUES {
        consume(queue, name, &bus, &intake, tasks, stop);
    }
    let watch = leases::Watch {
        relay: relay.clone(),
        gauges,
        every: watch_every,
        building: Arc::new(Semaphore::new(1)),
    };
    for tenant in tenants.iter() {
        let (pool, name) = (databases.pool(&tenant.name)?.clone(), tenant.name.clone());
        let relaying = relay
            .clone()
            .run(name, pool.clone(), bus.clone(), stop.clone());
        tasks.spawn("relay", relaying);
        let watched = leases::Watched {
            tenant: tenant.clone(),
            pool,
            vault: vault.clone(),
        };
        tasks.spawn(
            "watchdog",
            leases::run(watched, watch.clone(), stop.clone()),
        );
    }
    tasks.spawn(
        "recreation",
        leases::after_recreation(databases.clone(), bus.recreated(), stop.clone()),
    );
    tasks.spawn("queues", queues.measure(bus, stop.clone()));
    upkeep(tenants, databases, files, tasks, stop);
    Ok(relay)
}

fn upkeep(tenants: Arc<Tenants>, databases: Databases, files: Files, tasks: &Tasks, stop: &Stop) {
    tasks.spawn(
        "housekeeping",
        housekeeping::run_housekeeping(tenants.clone(), databases.clone(), stop.clone()),
    );
    tasks.spawn(
        "sweeping",
        sweeping::run(tenants, databases, files, stop.clone()),
    );
}

fn drive(driver: Driver, tasks: &Tasks, stop: Stop) {
    tasks.spawn("broker", async move {
        driver.run(async move { stop.stopped().await }).await;
        Ok::<_, Infallible>(())
    });
}

/// Each queue of core-api with the name of its task.
const QUEUES: [(&Queue, &str); 5] = [
    (&CORE_API_SYNC, "consume core-api.sync"),
    (&CORE_API_SCHEDULE, "consume core-api.schedule"),
    (&CORE_API_EXPORT, "consume core-api.export"),
    (&CORE_API_MAIL, "consume core-api.mail"),
    (&CORE_API_WEBHOOK, "consume core-api.webhook"),
];

fn consume(
    queue: &'static Queue,
    name: &'static str,
    bus: &Bus,
    intake: &Arc<Intake>,
    tasks: &Tasks,
    stop: &Stop,
) {
    let (bus, intake, stop) = (bus.clone(), intake.clone(), stop.clone());
    tasks.spawn(name, async move {
        bus.consume(queue, intake, async move { stop.stopped().await })
            .await;
        Ok::<_, Infallible>(())
    });
}
