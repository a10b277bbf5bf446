//! The OpenAPI document, its viewer, which loads nothing from other hosts, and the problem pages.

use std::{
    collections::HashMap,
    error::Error,
    fmt::Write as _,
    sync::{Arc, LazyLock},
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, LOCATION},
};
use utoipa_swagger_ui::Config;

use crate::{
    api::openapi,
    http::{
        asset::{self, Asset, IMMUTABLE, REVALIDATED},
        error::ApiError,
        problem::{KINDS, Kind},
    },
};

/// The viewer needs inline styles and reads the OpenAPI document.
const VIEWER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

const INDEX: &str = "index.html";
const FILE_NAMES: [&str; 9] = [
    INDEX,
    "index.css",
    "favicon-16x16.png",
    "favicon-32x32.png",
    "oauth2-redirect.html",
    "swagger-initializer.js",
    "swagger-ui.css",
    "swagger-ui-bundle.js",
    "swagger-ui-standalone-preset.js",
];

/// Made and compressed once: anybody may ask for it, as often as he likes.
static DOCUMENT: LazyLock<Result<Asset, String>> = LazyLock::new(|| {
    let text = openapi::text().map_err(|error| error.to_string())?;
    Asset::new("application/json", text.into_bytes()).map_err(|error| error.to_string())
});

static FILES: LazyLock<Result<HashMap<&str, Asset>, String>> =
    LazyLock::new(|| files().map_err(|error| error.to_string()));

fn files() -> Result<HashMap<&'static str, Asset>, Box<dyn Error>> {
    let config = Config::new(["/openapi.json"]).use_base_layout();
    // Every tag is open, and the reports are the first ones.
    let config = Arc::new(config.deep_linking(true).doc_expansion("list"));
    let mut files = HashMap::new();
    for name in FILE_NAMES {
        let Some(file) = utoipa_swagger_ui::serve(name, config.clone())? else {
            continue;
        };
        let bytes = if file.gzpipped {
            asset::unpacked(&file.bytes)?
        } else {
            file.bytes.into_owned()
        };
        files.insert(name, Asset::new(&file.content_type, bytes)?);
    }
    if let Some(index) = files.get(INDEX) {
        let mut page = String::from_utf8(index.plain.to_vec())?;
        for (name, file) in &files {
            for before in ["\"", "\"./"] {
                let link = format!("={before}{name}\"");
                page = page.replace(&link, &format!("=\"./{name}?v={}\"", file.hash));
            }
        }
        let index = Asset::new("text/html; charset=utf-8", page.into_bytes())?;
        files.insert(INDEX, index);
    }
    Ok(files)
}

/// The OpenAPI 3.1 document
#[utoipa::path(
    get, path = "/openapi.json", tag = "about", operation_id = "show_openapi",
    responses((status = 200, description = "This document", body = Object)),
)]
pub(crate) async fn openapi(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let document = DOCUMENT
        .as_ref()
        .map_err(|error| ApiError::internal(error.as_str()))?;
    Ok(document.answer(&request, REVALIDATED))
}

/// Redirect to the viewer
pub(crate) async fn redirect(_: HttpRequest) -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/docs/"))
        .finish()
}

/// A viewer for this document
pub(crate) async fn viewer(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let files = FILES
        .as_ref()
        .map_err(|error| ApiError::internal(error.as_str()))?;
    let path = match request.match_info().query("file") {
        "" => INDEX,
        path => path,
    };
    let file = files.get(path).ok_or(ApiError::NoSuchUrl)?;
    // The start page names each file with its hash, so a changed file has another URL.
    let is_named = request.query_string() == format!("v={}", file.hash);
    let caching = if is_named { IMMUTABLE } else { REVALIDATED };
    let mut answer = file.answer(&request, caching);
    let policy = HeaderValue::from_static(VIEWER_POLICY);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
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
