//! Everything of core-api that is not a request: consumers, relays, watchdogs and chores, started
//! in one place.

use std::{convert::Infallible, sync::Arc, time::Duration};

use bus::{
    Bus, Driver,
    topology::{CORE_API_EXPORT, CORE_API_MAIL, CORE_API_SCHEDULE, CORE_API_SYNC, Queue},
};
use files::Files;
use lifecycle::{Stop, Tasks};
use prometheus_client::registry::Registry;
use store::Databases;
use tenants::Tenants;

use crate::{
    courtesy::Courtesy,
    intake::{Intake, Leases},
    relay::Relay,
    steward::{self, Gauges},
    sweeper, watchdog,
};

/// What the background work is built from.
pub struct Parts {
    /// The intake's own pools: a slow report must not stop a batch.
    pub databases: Databases,
    pub courtesy: Arc<Courtesy>,
    pub bus: Bus,
    pub driver: Driver,
    pub tenants: Arc<Tenants>,
    pub leases: Leases,
    /// How often leases are looked at.
    pub watch_every: Duration,
    /// To be swept.
    pub files: Files,
}

/// Starts all of it and gives back the bell that requests ring after a commit.
pub fn start(
    parts: Parts,
    tasks: &Tasks,
    stop: &Stop,
    registry: &mut Registry,
) -> Result<Relay, store::Error> {
    let Parts {
        databases,
        courtesy,
        bus,
        driver,
        tenants,
        leases,
        watch_every,
        files,
    } = parts;
    bus.metrics().register(registry);
    let gauges = Gauges::default();
    gauges.register(registry);
    let relay = Relay::new(databases.tenants());

    drive(driver, tasks, stop.clone());
    let intake = Intake::new(
        databases.clone(),
        bus.clone(),
        tenants.clone(),
        relay.clone(),
        leases,
        courtesy,
    );
    let intake = Arc::new(intake);
    for (queue, name) in QUEUES {
        consume(queue, name, &bus, &intake, tasks, stop);
    }
    for tenant in tenants.iter() {
        let (pool, name) = (databases.pool(&tenant.name)?.clone(), tenant.name.clone());
        let relaying = relay
            .clone()
            .run(name, pool.clone(), bus.clone(), stop.clone());
        tasks.spawn("relay", relaying);
        let (tenant, relay, stop) = (tenant.clone(), relay.clone(), stop.clone());
        tasks.spawn(
            "watchdog",
            watchdog::run(tenant, pool, relay, watch_every, stop),
        );
    }
    tasks.spawn(
        "recreation",
        watchdog::after_recreation(databases.clone(), bus.recreated(), stop.clone()),
    );
    tasks.spawn(
        "gauges",
        steward::measure(gauges, databases.clone(), bus, stop.clone()),
    );
    tasks.spawn(
        "reports",
        steward::build_reports(tenants.clone(), databases.clone(), stop.clone()),
    );
    tasks.spawn(
        "housekeeping",
        steward::keep_house(tenants.clone(), databases.clone(), stop.clone()),
    );
    tasks.spawn(
        "sweeping",
        sweeper::run(tenants, databases, files, stop.clone()),
    );
    Ok(relay)
}

fn drive(driver: Driver, tasks: &Tasks, stop: Stop) {
    tasks.spawn("broker", async move {
        driver.run(async move { stop.stopped().await }).await;
        Ok::<_, Infallible>(())
    });
}

/// Each queue of core-api with the name of its task.
const QUEUES: [(&Queue, &str); 4] = [
    (&CORE_API_SYNC, "consume core-api.sync"),
    (&CORE_API_SCHEDULE, "consume core-api.schedule"),
    (&CORE_API_EXPORT, "consume core-api.export"),
    (&CORE_API_MAIL, "consume core-api.mail"),
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
