//! JSON-2: `POST /json/2/<model>/<method>` with a bearer key and named arguments, and
//! `GET /web/version`. Only versions that have them answer; others answer as a website does.

use actix_web::http::header::AUTHORIZATION;
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::server::rpc::{Protocol, Request};
use crate::server::{State, respond};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/web/version", web::get().to(version))
        .route("/json/2/{model}/{method}", web::post().to(call));
}

async fn version(state: web::Data<State>) -> HttpResponse {
    let version = state.version();
    if !version.has_json_2() {
        return no_page();
    }
    HttpResponse::Ok().json(json!({
        "version_info": [version.major(), 0, 0, "final", 0, ""],
        "version": version.to_string(),
    }))
}

async fn call(
    http: HttpRequest,
    path: web::Path<(String, String)>,
    body: Bytes,
    state: web::Data<State>,
) -> HttpResponse {
    let (model, method) = path.into_inner();
    let header = |name: &str| http.headers().get(name)?.to_str().ok();
    let known = || state.databases.keys().next().cloned();
    let database = header("x-odoo-database").map(str::to_owned).or_else(known);
    let database = database.unwrap_or_default();
    let uid = state.read(&database).map(|database| database.uid);
    let (true, Some(uid)) = (state.version().has_json_2(), uid) else {
        return no_page();
    };
    let key = header(AUTHORIZATION.as_str()).unwrap_or_default();
    let key = key.split_once(' ').map_or("", |(_, key)| key);
    let Ok(mut named) = serde_json::from_slice::<Map<String, Value>>(&body) else {
        return HttpResponse::BadRequest().json(json!({
            "name": "werkzeug.exceptions.BadRequest",
            "message": "could not parse the body, expecting a json object",
            "arguments": [], "context": {}, "debug": "",
        }));
    };
    if method == "read" {
        // Without ids, the method is called on an empty recordset.
        named.entry("ids").or_insert_with(|| json!([]));
    }
    let request = Request {
        service: "object".to_owned(),
        method: "execute_kw".to_owned(),
        arguments: vec![
            json!(database),
            json!(uid),
            json!(key),
            json!(model),
            json!(method),
            json!([]),
            Value::Object(named),
        ],
    };
    respond(&http, &state, &request, Protocol::Json2).await
}

fn no_page() -> HttpResponse {
    HttpResponse::NotFound().content_type("text/html").body(
        "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n</html>\n",
    )
}

/// The argument names that a method takes besides `context`; record methods also take `ids`.
fn takes(method: &str) -> Option<&'static [&'static str]> {
    Some(match method {
        "search_read" => &["domain", "fields", "offset", "limit", "order", "load"],
        "read" => &["ids", "fields", "load"],
        "search" => &["domain", "offset", "limit", "order"],
        "search_count" => &["domain", "limit"],
        "fields_get" => &["allfields", "attributes"],
        "read_group" => &[
            "domain", "fields", "groupby", "offset", "limit", "orderby", "lazy",
        ],
        "formatted_read_group" => &[
            "domain",
            "groupby",
            "aggregates",
            "having",
            "offset",
            "limit",
            "order",
        ],
        "context_get" => &[],
        _ => return None,
    })
}

/// The first argument that the method does not take.
pub(crate) fn unexpected<'n>(method: &str, named: &'n Map<String, Value>) -> Option<&'n str> {
    let takes = takes(method)?;
    let mut given = named.keys().map(String::as_str);
    given.find(|name| *name != "context" && !takes.contains(name))
}
