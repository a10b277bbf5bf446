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
use process::tenants::PerTenant;
use prometheus_client::registry::Registry;
use store::Databases;
use tenants::{LiveTenants, Tenant, Tenants};
use tokio::sync::Semaphore;
use vault::Vault;

use crate::{
    events::{intake::Intake, leases::Leases, relay::Relay, throttle::IntakeThrottle},
    subscriptions,
    upkeep::{gauges::Gauges, housekeeping, leases, queues::Queues, sweeping},
};

/// What the background tasks need.
pub struct Parts {
    /// Separate pools, so that slow reports do not delay batches.
    pub databases: Databases,
    pub throttle: Arc<IntakeThrottle>,
    pub bus: Bus,
    pub driver: Driver,
    pub tenants: LiveTenants,
    pub leases: Leases,
    /// Interval between checks of leases.
    pub watch_every: Duration,
    /// Sweeping removes old files here.
    pub files: Files,
    /// Opens the keys of webhooks.
    pub vault: Option<Arc<Vault>>,
}

/// Starts all tasks. Returns the relay, which requests wake after a commit, and what follows the tenants.
pub fn start(
    parts: Parts,
    tasks: &Tasks,
    stop: &Stop,
    registry: &mut Registry,
) -> (Relay, impl FnMut(&Tenants) + Send + 'static) {
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
    bus.register(registry);
    let gauges = Gauges::default();
    gauges.register(registry);
    let queues = Queues::default();
    queues.register(registry);
    let relay = Relay::default();

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
    let own = OfTenant {
        databases: databases.clone(),
        bus: bus.clone(),
        watch,
        vault,
        tasks: tasks.clone(),
    };
    tasks.spawn(
        "recreation",
        leases::after_recreation(databases.clone(), bus.recreated(), stop.clone()),
    );
    tasks.spawn("queues", queues.measure(bus, stop.clone()));
    upkeep(tenants, databases, files, tasks, stop);
    (relay, own.following(stop))
}

/// What the tasks of one tenant need.
struct OfTenant {
    databases: Databases,
    bus: Bus,
    watch: leases::Watch,
    vault: Option<Arc<Vault>>,
    tasks: Tasks,
}

impl OfTenant {
    /// Starts and stops the tasks of tenants. The pools of the tenants must be there.
    fn following(self, stop: &Stop) -> impl FnMut(&Tenants) + Send + 'static {
        let (relay, gauges) = (self.watch.relay.clone(), self.watch.gauges.clone());
        let mut each = PerTenant::new(stop.clone(), move |tenant, stop| self.start(tenant, &stop));
        move |tenants| {
            relay.keep_only(tenants);
            gauges.follow(tenants);
            each.follow(tenants);
        }
    }

    fn start(&self, tenant: &Arc<Tenant>, stop: &Stop) {
        let Ok(pool) = self.databases.pool(&tenant.name) else {
            return;
        };
        let relay = self.watch.relay.clone();
        let relaying = relay.run(
            tenant.name.clone(),
            pool.clone(),
            self.bus.clone(),
            stop.clone(),
        );
        self.tasks.spawn("relay", relaying);
        let schedules = housekeeping::create_schedules(tenant.clone(), pool.clone(), stop.clone());
        self.tasks.spawn("default schedules", schedules);
        let watched = leases::Watched {
            tenant: tenant.clone(),
            pool,
            vault: self.vault.clone(),
        };
        let watching = leases::run(watched, self.watch.clone(), stop.clone());
        self.tasks.spawn("watchdog", watching);
    }
}

fn upkeep(tenants: LiveTenants, databases: Databases, files: Files, tasks: &Tasks, stop: &Stop) {
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
