//! The HTTP server: listens, observes every request, and compresses answers.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use actix_http::{HttpService, Protocol};
use actix_service::{ServiceFactoryExt, map_config};
use actix_web::{
    App,
    dev::{AppConfig, Server, fn_service},
    middleware::{Compress, Next, from_fn},
    rt::net::TcpStream,
    web::{Data, PayloadConfig, ServiceConfig},
};

use super::{body::MAX_BODY_BYTES, door::Door, error::ApiError, observe, state::Api};

/// How long running requests may continue after the stop.
const DRAIN_SECONDS: u64 = 15;
/// How long a connection without a request stays open.
const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// Serves the API until its handle stops it. It answers as soon as the server is polled.
pub fn serve(
    api: Arc<Api>,
    listener: TcpListener,
    routes: fn(&mut ServiceConfig),
) -> io::Result<Server> {
    let data = Data::from(api);
    let factory = move || {
        let observed = data.clone();
        let app = App::new()
            .app_data(data.clone())
            .app_data(PayloadConfig::new(MAX_BODY_BYTES))
            .configure(routes)
            .default_service(actix_web::web::to(no_such_url))
            .wrap(Compress::default())
            .wrap(from_fn(move |request, next: Next<_>| {
                observe::observe(observed.clone(), request, next)
            }));
        let http = HttpService::build()
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(Duration::from_secs(10))
            .client_disconnect_timeout(Duration::from_secs(5))
            .on_connect_ext(|door: &Door<TcpStream>, data| {
                data.insert(door.ended.clone());
            })
            .finish(map_config(app, |()| AppConfig::default()));
        // What `HttpServer` does, but behind the door.
        fn_service(|connection: TcpStream| async move {
            let peer = connection.peer_addr().ok();
            Ok((Door::new(connection), Protocol::Http1, peer))
        })
        .and_then(http)
    };
    let server = Server::build()
        .disable_signals()
        .shutdown_timeout(DRAIN_SECONDS)
        .listen("api", listener, factory)?;
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
