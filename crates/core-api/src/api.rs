//! What every request may use, and the HTTP server over it.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, Next, from_fn},
    web::{Data, PayloadConfig},
};
use bus::Bus;
use files::Files;
use lifecycle::Stop;
use store::Databases;
use tenants::Tenants;

use crate::{
    command::MAX_BODY_BYTES,
    courtesy::Courtesy,
    http::{self, HttpMetrics},
    key_cache::KeyCache,
    known::Known,
    rate_limit::Limiter,
    relay::Relay,
    routes,
};

/// How long requests in flight may go on after the stop.
const DRAIN_SECONDS: u64 = 15;

pub struct Api {
    pub tenants: Arc<Tenants>,
    /// The reports' own pools: a burst of batches must not stop a report.
    pub databases: Databases,
    /// Finished exports, under their keys.
    pub files: Files,
    /// For people who look after dead letters; requests publish through the outbox.
    pub bus: Bus,
    pub limiter: Limiter,
    pub courtesy: Arc<Courtesy>,
    pub keys: KeyCache,
    pub known: Known,
    pub relay: Relay,
    pub metrics: HttpMetrics,
    /// Answers that go on and on end with the process.
    pub stop: Stop,
}

/// Serves the API until its handle is told to stop. It answers as soon as the server is polled.
pub fn serve(api: Arc<Api>, listener: TcpListener) -> io::Result<Server> {
    let data = Data::from(api);
    let server = HttpServer::new(move || {
        let observed = data.clone();
        App::new()
            .app_data(data.clone())
            .app_data(PayloadConfig::new(MAX_BODY_BYTES))
            .configure(routes::configure)
            .default_service(actix_web::web::to(routes::no_such_url))
            .wrap(Compress::default())
            .wrap(from_fn(move |request, next: Next<_>| {
                http::observe(observed.clone(), request, next)
            }))
    })
    .disable_signals()
    .client_request_timeout(Duration::from_secs(10))
    .client_disconnect_timeout(Duration::from_secs(5))
    .shutdown_timeout(DRAIN_SECONDS)
    .listen(listener)?;
    Ok(server.run())
}

/// A listener on the address; port 0 draws a free one.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
