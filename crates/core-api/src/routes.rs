//! Every URL of this API and what its caller must be, on one page. What is not here is not served.

pub(crate) mod ageing;
pub(crate) mod changes;
mod checks;
pub(crate) mod collections;
pub(crate) mod companies;
pub(crate) mod dead_letters;
pub(crate) mod decisions;
pub(crate) mod docs;
pub(crate) mod documents;
mod endpoint;
pub(crate) mod export_control;
pub(crate) mod export_events;
pub(crate) mod export_links;
pub(crate) mod export_view;
pub(crate) mod exports;
pub(crate) mod files;
pub(crate) mod frozen;
pub(crate) mod general_ledger;
pub(crate) mod health;
pub(crate) mod journal_items;
pub(crate) mod mails;
pub(crate) mod mirror;
pub(crate) mod open_items;
pub(crate) mod partner_statement;
pub(crate) mod partners;
pub(crate) mod planned_movements;
pub(crate) mod saved_views;
pub(crate) mod schedule_fires;
pub(crate) mod schedules;
pub(crate) mod statement_exclusions;
pub(crate) mod statement_items;
pub(crate) mod statement_preview;
pub(crate) mod statement_runs;
pub(crate) mod sync_runs;
pub(crate) mod tie_out;
pub(crate) mod treasury;
pub(crate) mod trial_balance;

use actix_web::{
    http::Method,
    web::{self, ServiceConfig},
};

pub use self::endpoint::Endpoint;
use self::endpoint::{delete, get, patch, post, put};
use crate::{
    auth::{Needs, Role},
    error::ApiError,
};

const HOST: Needs = Needs::Host;
const VIEWER: Needs = Needs::Role(Role::Viewer);
const OPERATOR: Needs = Needs::Role(Role::Operator);
const ADMIN: Needs = Needs::Role(Role::Admin);

/// The table. Lines with the same path stand together.
pub fn endpoints() -> Vec<Endpoint> {
    [
        books(),
        cash(),
        views(),
        files_of_reports(),
        statements(),
        operations(),
        deliveries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the mirror holds, and the reports of it.
fn books() -> Vec<Endpoint> {
    vec![
        get("/v1/companies", VIEWER, web::to(companies::list)),
        get("/v1/partners", VIEWER, web::to(partners::list)),
        get(
            "/v1/partners/{id}/statement",
            VIEWER,
            web::to(partner_statement::show),
        ),
        get(
            "/v1/receivables/open-items",
            VIEWER,
            web::to(open_items::receivables),
        ),
        get(
            "/v1/receivables/ageing",
            VIEWER,
            web::to(ageing::receivables),
        ),
        get(
            "/v1/payables/open-items",
            VIEWER,
            web::to(open_items::payables),
        ),
        get("/v1/payables/ageing", VIEWER, web::to(ageing::payables)),
        get(
            "/v1/receivables/tie-out",
            VIEWER,
            web::to(tie_out::receivables),
        ),
        get("/v1/payables/tie-out", VIEWER, web::to(tie_out::payables)),
        get(
            "/v1/ledger/general-ledger",
            VIEWER,
            web::to(general_ledger::list),
        ),
        get(
            "/v1/ledger/trial-balance",
            VIEWER,
            web::to(trial_balance::show),
        ),
        get("/v1/sales/collections", VIEWER, web::to(collections::show)),
        get("/v1/journal-items", VIEWER, web::to(journal_items::list)),
        get(
            "/v1/journal-items/{id}",
            VIEWER,
            web::to(documents::show_item),
        ),
        get("/v1/documents/{id}", VIEWER, web::to(documents::show)),
    ]
}

/// Cash: what there is, what is expected, and what is planned.
fn cash() -> Vec<Endpoint> {
    vec![
        get("/v1/treasury/balances", VIEWER, web::to(treasury::balances)),
        get("/v1/treasury/forecast", VIEWER, web::to(treasury::forecast)),
        get(
            "/v1/treasury/planned-movements",
            VIEWER,
            web::to(planned_movements::list),
        ),
        post(
            "/v1/treasury/planned-movements",
            OPERATOR,
            web::to(planned_movements::create),
        ),
        get(
            "/v1/treasury/planned-movements/{id}",
            VIEWER,
            web::to(planned_movements::show),
        ),
        put(
            "/v1/treasury/planned-movements/{id}",
            OPERATOR,
            web::to(planned_movements::replace),
        ),
        delete(
            "/v1/treasury/planned-movements/{id}",
            OPERATOR,
            web::to(planned_movements::delete),
        ),
    ]
}

/// What is made of the reports.
fn files_of_reports() -> Vec<Endpoint> {
    vec![
        get("/v1/exports", VIEWER, web::to(exports::list)),
        post("/v1/exports", OPERATOR, web::to(exports::create)),
        get("/v1/exports/{id}", VIEWER, web::to(exports::show)),
        get("/v1/exports/{id}/file", VIEWER, web::to(files::download)),
        get(
            "/v1/exports/{id}/events",
            VIEWER,
            web::to(export_events::follow),
        ),
        post(
            "/v1/exports/{id}/cancel",
            OPERATOR,
            web::to(export_control::cancel),
        ),
        post(
            "/v1/exports/{id}/retry",
            OPERATOR,
            web::to(export_control::retry),
        ),
        post(
            "/v1/exports/{id}/links",
            OPERATOR,
            web::to(export_links::create),
        ),
        get(
            "/v1/downloads/{token}",
            HOST,
            web::to(export_links::download),
        ),
    ]
}

/// Questions with a name.
fn views() -> Vec<Endpoint> {
    vec![
        get("/v1/saved-views", VIEWER, web::to(saved_views::list)),
        post("/v1/saved-views", OPERATOR, web::to(saved_views::create)),
        get("/v1/saved-views/{id}", VIEWER, web::to(saved_views::show)),
        put(
            "/v1/saved-views/{id}",
            OPERATOR,
            web::to(saved_views::replace),
        ),
        delete(
            "/v1/saved-views/{id}",
            OPERATOR,
            web::to(saved_views::delete),
        ),
    ]
}

/// Statements to all customers with something due.
fn statements() -> Vec<Endpoint> {
    vec![
        get(
            "/v1/statement-runs/preview",
            VIEWER,
            web::to(statement_preview::show),
        ),
        get("/v1/statement-runs", VIEWER, web::to(statement_runs::list)),
        post(
            "/v1/statement-runs",
            OPERATOR,
            web::to(statement_runs::create),
        ),
        get(
            "/v1/statement-runs/{id}",
            VIEWER,
            web::to(statement_runs::show),
        ),
        get(
            "/v1/statement-runs/{id}/items",
            VIEWER,
            web::to(statement_items::list),
        ),
        post(
            "/v1/statement-runs/{id}/cancel",
            OPERATOR,
            web::to(statement_runs::cancel),
        ),
        post(
            "/v1/statement-runs/{id}/retry",
            OPERATOR,
            web::to(statement_runs::retry),
        ),
        get(
            "/v1/statement-exclusions",
            VIEWER,
            web::to(statement_exclusions::list),
        ),
        get(
            "/v1/partners/{id}/statement-exclusion",
            VIEWER,
            web::to(statement_exclusions::show),
        ),
        put(
            "/v1/partners/{id}/statement-exclusion",
            OPERATOR,
            web::to(statement_exclusions::put),
        ),
        delete(
            "/v1/partners/{id}/statement-exclusion",
            OPERATOR,
            web::to(statement_exclusions::delete),
        ),
    ]
}

/// How the mirror is kept, and what describes this API.
fn operations() -> Vec<Endpoint> {
    vec![
        get("/v1/health", HOST, web::to(health::show)),
        get("/v1/mirror", VIEWER, web::to(mirror::show)),
        get("/v1/changes", VIEWER, web::to(changes::list)),
        post(
            "/v1/mirror/accept-restore",
            ADMIN,
            web::to(decisions::accept_restore),
        ),
        get("/v1/dead-letters", VIEWER, web::to(dead_letters::list)),
        post(
            "/v1/dead-letters/{id}/replay",
            OPERATOR,
            web::to(dead_letters::replay),
        ),
        delete(
            "/v1/dead-letters/{id}",
            ADMIN,
            web::to(dead_letters::discard),
        ),
        get("/v1/sync-runs", VIEWER, web::to(sync_runs::list)),
        post("/v1/sync-runs", OPERATOR, web::to(sync_runs::create)),
        get("/v1/sync-runs/{id}", VIEWER, web::to(sync_runs::show)),
        post(
            "/v1/sync-runs/{id}/cancel",
            OPERATOR,
            web::to(sync_runs::cancel),
        ),
        post(
            "/v1/sync-runs/{id}/confirm-deletions",
            ADMIN,
            web::to(decisions::confirm_deletions),
        ),
        get("/openapi.json", HOST, web::to(docs::openapi)),
        get("/docs", HOST, web::to(docs::redirect)),
        get("/docs/{file:.*}", HOST, web::to(docs::viewer)),
        get("/problems", HOST, web::to(docs::problems)),
        get("/problems/{slug}", HOST, web::to(docs::problem)),
    ]
}

/// Who gets the files, and what starts by itself.
fn deliveries() -> Vec<Endpoint> {
    vec![
        post("/v1/exports/{id}/mails", OPERATOR, web::to(mails::create)),
        get("/v1/mails", VIEWER, web::to(mails::list)),
        get("/v1/mails/{id}", VIEWER, web::to(mails::show)),
        post("/v1/mails/{id}/retry", OPERATOR, web::to(mails::retry)),
        get("/v1/schedules", VIEWER, web::to(schedules::list)),
        post("/v1/schedules", ADMIN, web::to(schedules::create)),
        get("/v1/schedules/{id}", VIEWER, web::to(schedules::show)),
        patch("/v1/schedules/{id}", ADMIN, web::to(schedules::change)),
        delete("/v1/schedules/{id}", ADMIN, web::to(schedule_fires::delete)),
        get(
            "/v1/schedules/{id}/fires",
            VIEWER,
            web::to(schedule_fires::list),
        ),
    ]
}

/// Puts the table on the application: one resource a path, each route behind its gate.
pub(crate) fn configure(config: &mut ServiceConfig) {
    let mut endpoints = endpoints().into_iter().peekable();
    while let Some(first) = endpoints.next() {
        let path = first.path;
        let mut allow = vec![first.method.clone()];
        let mut resource = web::resource(path).route(first.gated());
        while let Some(same) = endpoints.next_if(|next| next.path == path) {
            allow.push(same.method.clone());
            resource = resource.route(same.gated());
        }
        let allow = allow
            .iter()
            .map(Method::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        config.service(resource.default_service(web::to(move || {
            std::future::ready(Err::<&str, _>(ApiError::MethodNotAllowed {
                allow: allow.clone(),
            }))
        })));
    }
}

pub(crate) async fn no_such_url() -> Result<&'static str, ApiError> {
    Err(ApiError::NoSuchUrl)
}
