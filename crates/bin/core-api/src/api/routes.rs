//! Every URL of this API and the role that it needs, on one page, except those of reports: the
//! catalogue of the crate `reports` has them. No other URL is served.

mod books;
mod needs;
mod operations;
mod people;
mod webhooks;

use actix_web::{
    http::Method,
    web::{self, ServiceConfig},
};

use self::needs::{ANYBODY, CONFIRMED_ADMIN, HOST, OPERATOR, VIEWER};
use super::{console, docs};
use crate::{
    exports, feed,
    http::{
        accept::Produces,
        endpoint::{Endpoint, delete, get, patch, post, put},
        error::ApiError,
        health,
    },
    mails, notes, planned_movements,
    reports::http::catalogue::Routes,
    saved_views, schedules, statements, tenant,
};

/// The route table. Lines with the same path must be adjacent.
pub fn endpoints() -> Vec<Endpoint> {
    let mut reports = Routes::default();
    ::reports::visit_all(&mut reports);
    [
        reports.0,
        books::all(),
        cash(),
        notes(),
        views(),
        files_of_reports(),
        statements(),
        statements_of_customers(),
        operations::mirror(),
        operations::sync_runs(),
        operations::dead_letters(),
        pages(),
        changes(),
        tenant(),
        deliveries(),
        people::session(),
        people::own_account(),
        people::access(),
        webhooks::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Planned movements of the treasury.
fn cash() -> Vec<Endpoint> {
    vec![
        get(
            "/v1/treasury/planned-movements",
            VIEWER,
            web::to(planned_movements::http::list),
        ),
        post(
            "/v1/treasury/planned-movements",
            OPERATOR,
            web::to(planned_movements::http::create),
        ),
        get(
            "/v1/treasury/planned-movements/{id}",
            VIEWER,
            web::to(planned_movements::http::show),
        ),
        put(
            "/v1/treasury/planned-movements/{id}",
            OPERATOR,
            web::to(planned_movements::http::replace),
        ),
        delete(
            "/v1/treasury/planned-movements/{id}",
            OPERATOR,
            web::to(planned_movements::http::delete),
        ),
    ]
}

/// Notes about partners and documents.
fn notes() -> Vec<Endpoint> {
    vec![
        get("/v1/notes", VIEWER, web::to(notes::http::list)),
        post("/v1/notes", OPERATOR, web::to(notes::http::create)),
        get("/v1/notes/{id}", VIEWER, web::to(notes::http::show)),
        put("/v1/notes/{id}", OPERATOR, web::to(notes::http::replace)),
        delete("/v1/notes/{id}", OPERATOR, web::to(notes::http::delete)),
    ]
}

/// Exports and links to files.
fn files_of_reports() -> Vec<Endpoint> {
    vec![
        get("/v1/exports", VIEWER, web::to(exports::http::list)),
        post("/v1/exports", OPERATOR, web::to(exports::http::create)),
        get("/v1/exports/{id}", VIEWER, web::to(exports::http::show)),
        get(
            "/v1/exports/{id}/file",
            VIEWER,
            web::to(exports::http::files::download),
        )
        .producing(Produces::File),
        delete(
            "/v1/exports/{id}/file",
            OPERATOR,
            web::to(exports::http::files::remove),
        ),
        get(
            "/v1/exports/{id}/events",
            VIEWER,
            web::to(exports::http::progress::follow),
        )
        .producing(Produces::EventStream),
        post(
            "/v1/exports/{id}/cancel",
            OPERATOR,
            web::to(exports::http::control::cancel),
        ),
        post(
            "/v1/exports/{id}/retry",
            OPERATOR,
            web::to(exports::http::control::retry),
        ),
        get(
            "/v1/exports/{id}/links",
            OPERATOR,
            web::to(exports::http::links::list),
        ),
        post(
            "/v1/exports/{id}/links",
            OPERATOR,
            web::to(exports::http::links::create),
        ),
        get(
            "/v1/exports/{id}/links/{link}",
            OPERATOR,
            web::to(exports::http::links::show),
        ),
        delete(
            "/v1/exports/{id}/links/{link}",
            OPERATOR,
            web::to(exports::http::links::revoke),
        ),
        get(
            "/v1/downloads/{token}",
            HOST,
            web::to(exports::http::links::download),
        )
        .producing(Produces::File),
    ]
}

/// Saved views.
fn views() -> Vec<Endpoint> {
    vec![
        get("/v1/saved-views", VIEWER, web::to(saved_views::http::list)),
        post(
            "/v1/saved-views",
            VIEWER,
            web::to(saved_views::http::create),
        ),
        get(
            "/v1/saved-views/{id}",
            VIEWER,
            web::to(saved_views::http::show),
        ),
        put(
            "/v1/saved-views/{id}",
            VIEWER,
            web::to(saved_views::http::replace),
        ),
        delete(
            "/v1/saved-views/{id}",
            VIEWER,
            web::to(saved_views::http::delete),
        ),
    ]
}

/// Statement runs.
fn statements() -> Vec<Endpoint> {
    vec![
        get(
            "/v1/statement-runs/preview",
            VIEWER,
            web::to(statements::http::preview::show),
        ),
        get(
            "/v1/statement-runs/preview/{partner_id}/letter",
            VIEWER,
            web::to(statements::http::letter::show),
        ),
        post(
            "/v1/statement-runs/test",
            OPERATOR,
            web::to(statements::http::trial::create),
        ),
        get(
            "/v1/statement-runs",
            VIEWER,
            web::to(statements::http::list),
        ),
        post(
            "/v1/statement-runs",
            OPERATOR,
            web::to(statements::http::create),
        ),
        get(
            "/v1/statement-runs/{id}",
            VIEWER,
            web::to(statements::http::show),
        ),
        get(
            "/v1/statement-runs/{id}/items",
            VIEWER,
            web::to(statements::http::items::list),
        ),
        post(
            "/v1/statement-runs/{id}/cancel",
            OPERATOR,
            web::to(statements::http::cancel),
        ),
        post(
            "/v1/statement-runs/{id}/retry",
            OPERATOR,
            web::to(statements::http::retry),
        ),
    ]
}

/// The statement of one customer, and customers who get none.
fn statements_of_customers() -> Vec<Endpoint> {
    vec![
        get(
            "/v1/statement-exclusions",
            VIEWER,
            web::to(statements::http::exclusions::list),
        ),
        post(
            "/v1/partners/{id}/statement-mails",
            OPERATOR,
            web::to(statements::http::mailing::create),
        ),
        get(
            "/v1/partners/{id}/statement-exclusion",
            VIEWER,
            web::to(statements::http::exclusions::show),
        ),
        put(
            "/v1/partners/{id}/statement-exclusion",
            OPERATOR,
            web::to(statements::http::exclusions::put),
        ),
        delete(
            "/v1/partners/{id}/statement-exclusion",
            OPERATOR,
            web::to(statements::http::exclusions::delete),
        ),
    ]
}

/// Health, console and documentation.
fn pages() -> Vec<Endpoint> {
    vec![
        get("/v1/health", HOST, web::to(health::show)),
        get("/", HOST, web::to(console::start)).producing(Produces::Page),
        get("/c/{file:.*}", HOST, web::to(console::screen)).producing(Produces::Page),
        get("/assets/{file:.*}", HOST, web::to(console::asset)).producing(Produces::File),
        get("/openapi.json", HOST, web::to(docs::openapi)),
        get("/docs", HOST, web::to(docs::redirect)).producing(Produces::File),
        get("/docs/{file:.*}", HOST, web::to(docs::viewer)).producing(Produces::File),
        get("/problems", HOST, web::to(docs::problems)).producing(Produces::File),
        get("/problems/{slug}", HOST, web::to(docs::problem)).producing(Produces::File),
    ]
}

/// What pages are told.
fn changes() -> Vec<Endpoint> {
    vec![get("/v1/events", VIEWER, web::to(feed::http::follow)).producing(Produces::EventStream)]
}

/// The tenant.
fn tenant() -> Vec<Endpoint> {
    vec![get("/v1/tenant", ANYBODY, web::to(tenant::http::show))]
}

/// Mails and schedules.
fn deliveries() -> Vec<Endpoint> {
    vec![
        post(
            "/v1/exports/{id}/mails",
            OPERATOR,
            web::to(exports::http::mails::create),
        ),
        get("/v1/mails", VIEWER, web::to(mails::http::list)),
        get("/v1/mails/{id}", VIEWER, web::to(mails::http::show)),
        post(
            "/v1/mails/{id}/retry",
            OPERATOR,
            web::to(mails::http::retry),
        ),
        get("/v1/schedules", VIEWER, web::to(schedules::http::list)),
        post(
            "/v1/schedules",
            CONFIRMED_ADMIN,
            web::to(schedules::http::create),
        ),
        post(
            "/v1/schedules/preview",
            ANYBODY,
            web::to(schedules::http::by_hand::preview),
        ),
        post(
            "/v1/schedules/{id}/run",
            OPERATOR,
            web::to(schedules::http::by_hand::run),
        ),
        get("/v1/schedules/{id}", VIEWER, web::to(schedules::http::show)),
        patch(
            "/v1/schedules/{id}",
            CONFIRMED_ADMIN,
            web::to(schedules::http::change),
        ),
        delete(
            "/v1/schedules/{id}",
            CONFIRMED_ADMIN,
            web::to(schedules::http::fires::delete),
        ),
        get(
            "/v1/schedules/{id}/fires",
            VIEWER,
            web::to(schedules::http::fires::list),
        ),
    ]
}

/// Registers the table: one resource per path; each route checks its caller first.
pub fn configure(config: &mut ServiceConfig) {
    let mut endpoints = endpoints().into_iter().peekable();
    while let Some(first) = endpoints.next() {
        let path = first.path;
        let mut allow = methods(&first);
        let mut resource = web::resource(path).route(first.gated());
        while let Some(same) = endpoints.next_if(|next| next.path == path) {
            allow.extend(methods(&same));
            resource = resource.route(same.gated());
        }
        let allow = allow.iter().map(Method::as_str).collect::<Vec<_>>();
        let allow = allow.join(", ");
        config.service(resource.default_service(web::to(move || {
            std::future::ready(Err::<&str, _>(ApiError::MethodNotAllowed {
                allow: allow.clone(),
            }))
        })));
    }
}

fn methods(endpoint: &Endpoint) -> Vec<Method> {
    let mut methods = vec![endpoint.method.clone()];
    if endpoint.method == Method::GET {
        methods.push(Method::HEAD);
    }
    methods
}
