//! The health and metrics pages of the worker.

use std::io;
use std::net::TcpListener;

use bus::Bus;
use lifecycle::Stop;
use lifecycle::health::{self, Health};
use prometheus_client::registry::Registry;

use crate::{Exporter, Metrics};

/// Serves the pages until stopped. Ready: broker, any tenant database and the file storage answer.
pub fn pages(
    listener: TcpListener,
    bus: &Bus,
    exporter: &Exporter,
    metrics: &Metrics,
    stop: Stop,
) -> impl Future<Output = io::Result<()>> + Send + 'static {
    let mut registry = Registry::with_prefix("espejo");
    bus.register(&mut registry);
    metrics.register(&mut registry);
    let (databases, files) = (exporter.databases(), exporter.files());
    store::databases::register(&mut registry, [databases, exporter.replicas()]);
    exporter.readers().register(&mut registry);
    files.register_room(&mut registry);
    let (bus, databases, files) = (bus.clone(), databases.clone(), files.clone());
    let standing = databases.clone();
    let health = Health::new()
        .check("broker", move || {
            let state = bus.check();
            async move { state }
        })
        .check("database", move || {
            let databases = databases.clone();
            async move { databases.ping().await.map_err(|error| error.to_string()) }
        })
        .check("files", move || {
            let files = files.clone();
            async move { files.check().await.map_err(|error| error.to_string()) }
        });
    let health = process::tenants::show(exporter.tenants(), health, &mut registry);
    let health = process::tenants::show_each(exporter.tenants(), health, move |tenant| {
        standing.standing(tenant)
    });
    health::serve(listener, health, telemetry::page(registry), stop)
}
