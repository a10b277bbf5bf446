//! The OpenAPI document, its viewer, which loads nothing from other hosts, and the problem pages.

use std::{
    fmt::Write as _,
    sync::{Arc, LazyLock},
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION},
};
use utoipa_swagger_ui::Config;

use crate::{
    api::openapi,
    http::{
        error::ApiError,
        problem::{KINDS, Kind},
    },
};

/// The viewer needs inline styles and reads the OpenAPI document.
const VIEWER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

static CONFIG: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::new(["/openapi.json"]).use_base_layout()));

/// The OpenAPI 3.1 document
#[utoipa::path(
    get, path = "/openapi.json", tag = "about", operation_id = "show_openapi",
    responses((status = 200, description = "This document", body = Object)),
)]
pub(crate) async fn openapi(_: HttpRequest) -> Result<HttpResponse, ApiError> {
    let document = openapi::text().map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(document))
}

/// Redirect to the viewer
pub(crate) async fn redirect(_: HttpRequest) -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/docs/"))
        .finish()
}

/// A viewer for this document
pub(crate) async fn viewer(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let path = request.match_info().query("file");
    let file = utoipa_swagger_ui::serve(path, CONFIG.clone())
        .map_err(|error| ApiError::internal(error.to_string()))?
        .ok_or(ApiError::NoSuchUrl)?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, file.content_type))
        .insert_header((CONTENT_SECURITY_POLICY, VIEWER_POLICY));
    if file.gzpipped {
        response.insert_header((CONTENT_ENCODING, "gzip"));
    }
    Ok(response.body(file.bytes.into_owned()))
}

/// All kinds of problems
#[utoipa::path(
    get, path = "/problems", tag = "about", operation_id = "list_problems",
    responses((status = 200, description = "One paragraph per kind", content_type = "text/plain",
        body = String)),
)]
pub(crate) async fn problems(_: HttpRequest) -> HttpResponse {
    plain(
        KINDS
            .iter()
            .fold(String::new(), |text, kind| text + &described(kind) + "\n"),
    )
}

/// One kind of problem: the page that `type` of a problem refers to
#[utoipa::path(
    get, path = "/problems/{slug}", tag = "about", operation_id = "show_problem",
    params(("slug" = String, Path, description = "Last part of the problem's type")),
    responses((status = 200, description = "The kind", content_type = "text/plain", body = String)),
)]
pub(crate) async fn problem(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let slug = request.match_info().query("slug");
    let kind = KINDS
        .iter()
        .find(|kind| kind.slug == slug)
        .ok_or(ApiError::NoSuchUrl)?;
    Ok(plain(described(kind)))
}

fn described(kind: &Kind) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "/problems/{}: {} ({})",
        kind.slug,
        kind.title,
        kind.status.as_u16()
    );
    let _ = writeln!(text, "{}", kind.hint);
    text
}

fn plain(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .body(text)
}
