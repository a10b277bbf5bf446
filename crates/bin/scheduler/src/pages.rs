//! The health and metrics pages of the scheduler.

use std::io;
use std::net::TcpListener;

use bus::Bus;
use lifecycle::Stop;
use lifecycle::health::{self, Health};
use prometheus_client::registry::Registry;
use store::Databases;
use tenants::LiveTenants;

use crate::Metrics;

/// Serves the pages until stopped. Ready means that the broker and any tenant database answer.
pub fn pages(
    listener: TcpListener,
    (tenants, bus, databases, metrics): (&LiveTenants, &Bus, &Databases, &Metrics),
    stop: Stop,
) -> impl Future<Output = io::Result<()>> + Send + 'static {
    let mut registry = Registry::with_prefix("espejo");
    bus.register(&mut registry);
    metrics.register(&mut registry);
    store::databases::register(&mut registry, [databases]);
    let (bus, databases) = (bus.clone(), databases.clone());
    let standing = databases.clone();
    let health = Health::new()
        .check("broker", move || {
            let state = bus.check();
            async move { state }
        })
        .check("database", move || {
            let databases = databases.clone();
            async move { databases.ping().await.map_err(|error| error.to_string()) }
        });
    let health = process::tenants::show(tenants, health, &mut registry);
    let health =
        process::tenants::show_each(tenants, health, move |tenant| standing.standing(tenant));
    health::serve(listener, health, telemetry::page(registry), stop)
}
