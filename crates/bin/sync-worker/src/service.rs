//! Builds the process: the bus with its drivers, one consumer per slot, the health pages.

use std::{convert::Infallible, net::TcpListener, sync::Arc};

use bus::{Bus, topology};
use lifecycle::{Stop, Tasks, health};
use prometheus_client::registry::Registry;
use tenants::{LiveTenants, Tenants};
use tokio::sync::Semaphore;

use crate::{Metrics, SERVICE, Settings, Worker, handler::Slot};

/// Starts every task of the service; they end on `stop`.
pub fn start(
    settings: &Settings,
    tenants: LiveTenants,
    ops: TcpListener,
    tasks: &Tasks,
    stop: &Stop,
) -> anyhow::Result<Bus> {
    let (bus, driver) = Bus::new(
        bus::Settings::following(settings.broker_url.clone(), SERVICE)
            .trusting(settings.trust.clone()),
    )?;
    let (credits, credits_driver) = bus.credits();
    let metrics = Metrics::default();
    let mut registry = Registry::with_prefix("espejo");
    metrics.register(&mut registry);
    bus.register(&mut registry);

    let ready = bus.clone();
    let health = health::Health::new().check("broker", move || {
        let ready = ready.clone();
        async move { ready.check() }
    });
    let health = process::tenants::show(&tenants, health, &mut registry);
    let pages = health::serve(ops, health, telemetry::page(registry), stop.clone());
    tasks.spawn("health", pages);
    spawn_driver(tasks, "broker", driver.run(stopped(stop)));
    spawn_driver(tasks, "credits", credits_driver.run(stopped(stop)));
    let worker = Arc::new(Worker::new(
        tenants.clone(),
        (settings.odoo_keys.clone(), settings.trust.clone()),
        bus.clone(),
        credits,
        metrics,
        (tasks.clone(), stop.clone()),
    ));
    let follower = worker.clone();
    let apply = move |tenants: &Tenants| follower.breakers.follow(tenants);
    let following = process::tenants::follow(tenants, apply, stop.clone())?;
    tasks.spawn("tenants", following);
    let beside = Arc::new(Semaphore::new(
        usize::try_from(settings.long_slots).unwrap_or(usize::MAX),
    ));
    for slot in 0..settings.slots {
        let handler = Arc::new(Slot {
            worker: worker.clone(),
            beside: beside.clone(),
        });
        let (bus, stopped) = (bus.clone(), stopped(stop));
        spawn_driver(tasks, "consumer", async move {
            // A process whose first slot is free comes before one that is already working.
            let priority = -i32::try_from(slot).unwrap_or(i32::MAX);
            bus.consume_by_priority(&topology::SYNC_WORKER_SYNC, handler, priority, stopped)
                .await;
        });
    }
    Ok(bus)
}

fn spawn_driver(tasks: &Tasks, name: &'static str, run: impl Future<Output = ()> + Send + 'static) {
    tasks.spawn(name, async move {
        run.await;
        Ok::<(), Infallible>(())
    });
}

fn stopped(stop: &Stop) -> impl Future<Output = ()> + Send + use<> {
    let stop = stop.clone();
    async move { stop.stopped().await }
}
