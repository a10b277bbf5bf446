//! Health pages on their own port: `/live`, `/ready` and `/metrics`.
//!
//! Liveness says only that the process answers, so the platform does not kill it if a broker or a
//! database is unreachable. The pages contain no business data and need no credentials: bind them
//! to an address that only operators can reach.

use std::collections::BTreeMap;
use std::future::ready;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::{KeepAlive, StatusCode};
use actix_web::{App, HttpResponse, HttpServer, web};
use futures::future::join_all;

use crate::Stop;

/// A check that takes longer has failed.
const CHECK_TIMEOUT: Duration = Duration::from_secs(2);
/// How long the pages still answer "stopping" after the stop.
const LINGER: Duration = Duration::from_millis(500);
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The conditions for the process to be ready.
#[derive(Clone, Default)]
pub struct Health {
    checks: Vec<(&'static str, Check)>,
    warnings: Vec<(&'static str, Warnings)>,
    details: Vec<(&'static str, Details)>,
}

type Check = Arc<dyn Fn() -> CheckFuture + Send + Sync>;
type Warnings = Arc<dyn Fn() -> Vec<String> + Send + Sync>;
type Details = Arc<dyn Fn() -> serde_json::Value + Send + Sync>;
type CheckFuture = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

impl Health {
    /// No conditions: ready as soon as it answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a condition of readiness; the error says what is wrong. Checks run at each request to
    /// `/ready`, at the same time, for at most two seconds.
    #[must_use]
    pub fn check<C, F>(mut self, name: &'static str, check: C) -> Self
    where
        C: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.checks
            .push((name, Arc::new(move || Box::pin(check()))));
        self
    }

    /// Adds what `/ready` says besides. It does not decide whether the process is ready.
    #[must_use]
    pub fn warnings(
        mut self,
        name: &'static str,
        warnings: impl Fn() -> Vec<String> + Send + Sync + 'static,
    ) -> Self {
        self.warnings.push((name, Arc::new(warnings)));
        self
    }

    /// Adds a member to what `/ready` says. It must be at hand, and have no secret.
    #[must_use]
    pub fn details(
        mut self,
        name: &'static str,
        details: impl Fn() -> serde_json::Value + Send + Sync + 'static,
    ) -> Self {
        self.details.push((name, Arc::new(details)));
        self
    }

    async fn failing(&self) -> BTreeMap<&'static str, String> {
        let outcomes = self.checks.iter().map(|(name, check)| async move {
            let outcome = tokio::time::timeout(CHECK_TIMEOUT, check()).await;
            let outcome = outcome.unwrap_or_else(|_| Err("no answer in time".to_owned()));
            outcome.err().map(|reason| (*name, reason))
        });
        join_all(outcomes).await.into_iter().flatten().collect()
    }
}

/// Serves the pages until shortly after the stop. `/ready` answers 503 if a check fails and while
/// stopping; `metrics` gives the OpenMetrics text.
///
/// Call it inside a runtime. It answers as soon as the future is polled.
pub fn serve<M>(
    listener: TcpListener,
    health: Health,
    metrics: M,
    stop: Stop,
) -> impl Future<Output = io::Result<()>> + Send + 'static
where
    M: Fn() -> String + Send + Sync + 'static,
{
    let metrics = Arc::new(metrics);
    let stopping = stop.clone();
    let server = HttpServer::new(move || {
        let (health, stopping, metrics) = (health.clone(), stopping.clone(), Arc::clone(&metrics));
        App::new()
            .route(
                "/live",
                web::get().to(|| ready(page(StatusCode::OK, "live"))),
            )
            .route(
                "/ready",
                web::get().to(move || readiness(health.clone(), stopping.clone())),
            )
            .route(
                "/metrics",
                web::get().to(move || ready(exposition(metrics()))),
            )
    })
    .workers(1)
    .disable_signals()
    // An idle keep-alive connection would delay the stop.
    .keep_alive(KeepAlive::Disabled)
    .shutdown_timeout(1)
    .listen(listener)
    .map(HttpServer::run);
    async move {
        let mut server = server?;
        let handle = server.handle();
        let end = async {
            stop.stopped().await;
            tokio::time::sleep(LINGER).await;
        };
        tokio::select! {
            outcome = &mut server => return outcome,
            () = end => {}
        }
        let (outcome, ()) = tokio::join!(server, handle.stop(true));
        outcome
    }
}

/// Asks a local process for `/ready`, given the address that its pages are bound to.
/// Blocks for a few seconds at most; the error contains the page's text.
pub fn probe(bound: SocketAddr) -> Result<(), String> {
    let address = match bound.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, bound.port()).into(),
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv6Addr::LOCALHOST, bound.port()).into(),
        _ => bound,
    };
    let page = ask(address).map_err(|error| format!("no answer from {address}: {error}"))?;
    match page.split_once("\r\n\r\n") {
        Some((head, _)) if head.split(' ').nth(1) == Some("200") => Ok(()),
        Some((_, body)) => Err(format!("not ready: {body}")),
        None => Err(format!("the answer of {address} is not a health page")),
    }
}

fn ask(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, CHECK_TIMEOUT)?;
    stream.set_read_timeout(Some(CHECK_TIMEOUT * 2))?;
    let request = format!("GET /ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut page = String::new();
    stream.read_to_string(&mut page)?;
    Ok(page)
}

async fn readiness(health: Health, stopping: Stop) -> HttpResponse {
    if stopping.is_stopped() {
        return page(StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    let failing = health.failing().await;
    let (status, word) = if failing.is_empty() {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "failing")
    };
    let mut body = serde_json::json!({ "status": word, "failing": failing });
    let warnings = health.warnings.iter().map(|(name, of)| (*name, of()));
    let warnings: BTreeMap<_, _> = warnings.filter(|(_, of)| !of.is_empty()).collect();
    if !warnings.is_empty() {
        body["warnings"] = serde_json::json!(warnings);
    }
    for (name, of) in &health.details {
        body[name] = of();
    }
    answer(status, &body)
}

fn page(status: StatusCode, word: &str) -> HttpResponse {
    answer(
        status,
        &serde_json::json!({ "status": word, "failing": {} }),
    )
}

fn answer(status: StatusCode, body: &serde_json::Value) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(("Cache-Control", "no-store"))
        .json(body)
}

fn exposition(text: String) -> HttpResponse {
    HttpResponse::Ok().content_type(OPENMETRICS).body(text)
}
