//! The URLs of the web console.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_SECURITY_POLICY, HeaderValue},
    web::Data,
};

use crate::http::{
    asset::{IMMUTABLE, REVALIDATED},
    error::ApiError,
    state::Api,
};

/// Nothing inline, and nothing of other hosts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'";

/// The console
#[utoipa::path(
    get, path = "/", tag = "about", operation_id = "show_console",
    responses((status = 200, description = "The page", content_type = "text/html", body = String)),
)]
pub(crate) async fn start(request: HttpRequest, api: Data<Api>) -> Result<HttpResponse, ApiError> {
    page(&request, &api)
}

/// A screen of the console
///
/// The page reads the rest of the URL itself.
#[utoipa::path(
    get, path = "/c/{file}", tag = "about", operation_id = "show_console_screen",
    params(("file" = String, Path, description = "The screen, such as receivables")),
    responses((status = 200, description = "The page", content_type = "text/html", body = String)),
)]
pub(crate) async fn screen(request: HttpRequest, api: Data<Api>) -> Result<HttpResponse, ApiError> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"/_-".contains(&byte);
    if !request.match_info().query("file").bytes().all(is_letter) {
        return Err(ApiError::NoSuchUrl);
    }
    page(&request, &api)
}

fn page(request: &HttpRequest, api: &Api) -> Result<HttpResponse, ApiError> {
    let console = api.console.as_ref().ok_or(ApiError::NoConsole)?;
    let mut answer = console.index.answer(request, REVALIDATED);
    let policy = HeaderValue::from_static(POLICY);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
}

/// A file of the console
#[utoipa::path(
    get, path = "/assets/{file}", tag = "about", operation_id = "show_console_file",
    params(("file" = String, Path, description = "A name that the page has")),
    responses((status = 200, description = "The file", content_type = "application/octet-stream",
        body = Vec<u8>)),
)]
pub(crate) async fn asset(request: HttpRequest, api: Data<Api>) -> Result<HttpResponse, ApiError> {
    let console = api.console.as_ref().ok_or(ApiError::NoConsole)?;
    let name = request.match_info().query("file");
    let asset = console.assets.get(name).ok_or(ApiError::NoSuchUrl)?;
    Ok(asset.answer(&request, IMMUTABLE))
}
