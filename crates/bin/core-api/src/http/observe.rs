//! The outermost middleware: tenant by host, server span, metrics, problems, headers. Every answer
//! passes through it.

use std::{
    convert::Infallible,
    fmt::Write as _,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{BodySize, BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::{Bytes, Data},
};
use tenants::Tenant;
use tracing::{Instrument, Span, field::Empty};
use uuid::Uuid;

use crate::{
    http::{
        anonymous,
        auth::{Caller, HostTenant, tenant_of},
        cors,
        error::ApiError,
        error_page,
        language::Language,
        metrics::Answered,
        origin, sentence,
        state::Api,
        target,
    },
    secret,
};

pub async fn observe<B: MessageBody + 'static>(
    api: Data<Api>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let method = method_name(request.method());
    let route = request
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let peer = request.peer_addr().map(|peer| peer.ip());
    let client = api.proxies.client(peer, request.headers());
    request.extensions_mut().insert(client);
    let tenant = tenant_of(&api.tenants.now(), &request).cloned();
    let span = tracing::info_span!(
        "request",
        otel.name = %format_args!("{method} {route}"),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
        "error.type" = Empty,
        url.scheme = if client.over_tls { "https" } else { "http" },
        url.path = secret::without_tokens(request.path()),
        client.address = client.address.map(|address| address.to_string()),
        server.address = host(request.headers()),
        tenant = tenant.as_ref().map(|tenant| tenant.name.as_str()),
    );
    if let Some(parent) = request
        .headers()
        .get("traceparent")
        .and_then(|value| value.to_str().ok())
    {
        telemetry::set_parent(&span, parent);
    }
    let of_tenant = tenant.as_ref().map(|tenant| tenant.name.clone());
    let answered = async { Ok(finished(limited(&api, tenant, request, next).await?)) };
    let response: Result<ServiceResponse<BoxBody>, Error> = answered.instrument(span.clone()).await;
    let status = match &response {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let caller = response.as_ref().ok().and_then(caller_of);
    let answered = Answered {
        method,
        route,
        status: status.as_u16(),
    };
    let seconds = started.elapsed().as_secs_f64();
    span.in_scope(|| {
        tell(&answered, seconds, caller.as_deref());
        api.metrics.answered(answered, of_tenant, seconds);
    });
    response
}

/// The name of the server that the client asked, without the port.
fn host(headers: &HeaderMap) -> Option<&str> {
    let authority = headers.get(header::HOST)?.to_str().ok()?;
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
    Some(if is_port { host } else { authority })
}

fn caller_of(response: &ServiceResponse<BoxBody>) -> Option<String> {
    let extensions = response.request().extensions();
    let caller = extensions.get::<Caller>()?;
    Some(caller.requested_by().to_owned())
}

/// The end of the span, and the one line that the log has about each request.
fn tell(answered: &Answered, seconds: f64, caller: Option<&str>) {
    let Answered {
        method,
        route,
        status,
    } = answered;
    let span = Span::current();
    span.record("http.response.status_code", status);
    if *status >= 500 {
        span.record("otel.status_code", "ERROR");
        span.record("error.type", status.to_string());
    }
    tracing::info!(
        http.request.method = method,
        http.route = route,
        http.response.status_code = status,
        duration_seconds = seconds,
        caller,
        "answered a request"
    );
}

/// Whoever sends many requests without being a known caller waits for each answer. A request that
/// has no credentials at all is refused before any work; a preflight never has them, and is answered.
async fn limited<B: MessageBody + 'static>(
    api: &Api,
    tenant: Option<Arc<Tenant>>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(tenant) = &tenant {
        request.extensions_mut().insert(HostTenant(tenant.clone()));
    }
    let address = origin::client(request.request()).address;
    let is_refused = request.method() != Method::OPTIONS && !anonymous::has_credentials(&request);
    if is_refused && let Err(error) = api.anonymous.count(address) {
        return Ok(api.anonymous.delay(request.error_response(error)).await);
    }
    let response = answer(tenant, request, next).await?;
    let is_of_caller = response.request().extensions().contains::<Caller>();
    if !is_refused && !is_of_caller && api.anonymous.count(address).is_err() {
        return Ok(api.anonymous.delay(response).await);
    }
    Ok(response)
}

async fn answer<B: MessageBody + 'static>(
    tenant: Option<Arc<Tenant>>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if target::is_too_long(request.uri()) {
        return Ok(request.error_response(ApiError::TargetTooLong));
    }
    let Some(tenant) = tenant else {
        return Ok(request.error_response(ApiError::UnknownHost));
    };
    let preflight = cors::preflight(&tenant, request.method(), request.headers());
    match preflight {
        Some(Ok(answer)) => Ok(request.into_response(answer)),
        Some(Err(error)) => Ok(request.error_response(error)),
        None => {
            let language = Language::of(request.headers());
            let answer = sentence::answered(language, next.call(request)).await?;
            Ok(answer.map_into_boxed_body())
        }
    }
}

/// Turns every error into a problem, and adds the headers of every answer.
fn finished(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let trace_id = telemetry::current_trace_id();
    let instance = secret::without_tokens(response.request().path());
    let (request, mut response) = response.into_parts();
    let framework = ApiError::Framework(response.status());
    let ours = response.error().and_then(Error::as_error::<ApiError>);
    let refusal = ours.or_else(|| is_bare_error(&response).then_some(&framework));
    if let Some(refusal) = refusal {
        let language = Language::of(request.headers());
        let mut problem = refusal.answer(&instance, trace_id.clone(), language);
        if error_page::is_wanted(&request) {
            let body = refusal.problem(refusal.kind(), &instance, trace_id.clone(), language);
            problem = error_page::page(&request, problem, &body, language);
        }
        for (name, value) in response.headers() {
            if name.as_str().starts_with("ratelimit") {
                problem.headers_mut().insert(name.clone(), value.clone());
            }
        }
        response = problem;
    }
    let headers = response.headers_mut();
    secure(headers, origin::client(&request).over_tls);
    if let Some(HostTenant(tenant)) = request.extensions().get() {
        cors::allow(tenant, request.headers(), headers);
    }
    // Handlers set it to disable compression. It has no meaning for clients.
    if headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|value| value == "identity")
    {
        headers.remove(header::CONTENT_ENCODING);
    }
    let request_id = trace_id.unwrap_or_else(|| Uuid::now_v7().simple().to_string());
    set(headers, "x-request-id", &request_id);
    if let Some(traceparent) = telemetry::current_traceparent() {
        set(headers, "traceparent", &traceparent);
    }
    if request.method() == Method::HEAD {
        response = response.map_body(|_, body| BoxBody::new(Withheld(body.size())));
    }
    ServiceResponse::new(request, response)
}

/// The body of an answer to HEAD: it is not sent, but the headers tell its size.
struct Withheld(BodySize);

impl MessageBody for Withheld {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        self.0
    }

    fn poll_next(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        Poll::Ready(None)
    }
}

/// A complete answer as text, for requests that were refused before they could be read. The
/// connection ends after it.
pub(crate) fn raw(error: &ApiError) -> Bytes {
    let kind = error.kind();
    let request_id = Uuid::now_v7().simple().to_string();
    let language = Language::default();
    let body = error.problem(kind, "", Some(request_id.clone()), language);
    // A problem can always be serialised.
    let body = serde_json::to_string(&body).unwrap_or_default();
    let mut head = format!(
        "HTTP/1.1 {}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\
         connection: close\r\ncontent-language: {}\r\nx-request-id: {request_id}\r\n",
        kind.status,
        body.len(),
        language.tag()
    );
    for (name, value) in DEFAULTS {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    Bytes::from(head + "\r\n" + &body)
}

/// An error answer that is not yet a problem, for example of the framework.
fn is_bare_error(response: &HttpResponse) -> bool {
    let status = response.status();
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value == "application/problem+json");
    (status.is_client_error() || status.is_server_error()) && !is_problem
}

/// Headers of every answer, unless the handler sets others.
const DEFAULTS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "content-security-policy",
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];
const HSTS: &str = "max-age=31536000; includeSubDomains";

/// Sets headers that the handler has not set.
fn secure(headers: &mut HeaderMap, over_tls: bool) {
    // Over a connection without TLS, the header says nothing (RFC 6797).
    if over_tls {
        set(headers, "strict-transport-security", HSTS);
    }
    for (name, value) in DEFAULTS {
        if !headers.contains_key(name) {
            set(headers, name, value);
        }
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// A bounded set, because clients may send any method.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "_OTHER",
    }
}
