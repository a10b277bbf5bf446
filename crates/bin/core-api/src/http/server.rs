//! The HTTP server: listens, observes every request, and compresses answers.

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
    web::{Data, PayloadConfig, ServiceConfig},
};

use super::{body::MAX_BODY_BYTES, error::ApiError, observe, state::Api};

/// How long running requests may continue after the stop.
const DRAIN_SECONDS: u64 = 15;

/// Serves the API until its handle stops it. It answers as soon as the server is polled.
pub fn serve(
    api: Arc<Api>,
    listener: TcpListener,
    routes: fn(&mut ServiceConfig),
) -> io::Result<Server> {
    let data = Data::from(api);
    let server = HttpServer::new(move || {
        let observed = data.clone();
        App::new()
            .app_data(data.clone())
            .app_data(PayloadConfig::new(MAX_BODY_BYTES))
            .configure(routes)
            .default_service(actix_web::web::to(no_such_url))
            .wrap(Compress::default())
            .wrap(from_fn(move |request, next: Next<_>| {
                observe::observe(observed.clone(), request, next)
            }))
    })
    .disable_signals()
    .client_request_timeout(Duration::from_secs(10))
    .client_disconnect_timeout(Duration::from_secs(5))
    .shutdown_timeout(DRAIN_SECONDS)
    .listen(listener)?;
    Ok(server.run())
}

/// A listener on the address. Port 0 selects a free port.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

async fn no_such_url() -> Result<&'static str, ApiError> {
    Err(ApiError::NoSuchUrl)
}
