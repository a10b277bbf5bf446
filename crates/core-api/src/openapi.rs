//! The OpenAPI 3.1 document, generated from the handlers; what the route table knows (who may call,
//! what can be refused) is added from there. `docs/openapi.json` is the committed copy.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::{
    auth::Needs,
    problem::{KINDS, Problem},
    routes::{self, Endpoint},
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Espejo",
        version = "1",
        description = "An exact, live copy of Odoo's books, and the finance reports over it.\n\n\
            The tenant is the host name. Amounts are decimal strings, positive is debit; dates are \
            days where the books are kept; instants are UTC. Every answer from 400 up is an \
            RFC 9457 problem.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(
        routes::health::show,
        routes::mirror::show,
        routes::changes::list,
        routes::decisions::accept_restore,
        routes::companies::list,
        routes::partners::list,
        routes::open_items::receivables,
        routes::open_items::payables,
        routes::ageing::receivables,
        routes::ageing::payables,
        routes::tie_out::receivables,
        routes::tie_out::payables,
        routes::general_ledger::list,
        routes::trial_balance::show,
        routes::collections::show,
        routes::treasury::balances,
        routes::treasury::forecast,
        routes::planned_movements::list,
        routes::planned_movements::create,
        routes::planned_movements::show,
        routes::planned_movements::replace,
        routes::planned_movements::delete,
        routes::journal_items::list,
        routes::documents::show_item,
        routes::documents::show,
        routes::partner_statement::show,
        routes::statement_preview::show,
        routes::statement_runs::list,
        routes::statement_runs::create,
        routes::statement_runs::show,
        routes::statement_items::list,
        routes::statement_runs::cancel,
        routes::statement_runs::retry,
        routes::statement_exclusions::list,
        routes::statement_exclusions::show,
        routes::statement_exclusions::put,
        routes::statement_exclusions::delete,
        routes::saved_views::list,
        routes::saved_views::create,
        routes::saved_views::show,
        routes::saved_views::replace,
        routes::saved_views::delete,
        routes::dead_letters::list,
        routes::dead_letters::replay,
        routes::dead_letters::discard,
        routes::sync_runs::list,
        routes::sync_runs::create,
        routes::sync_runs::show,
        routes::sync_runs::cancel,
        routes::decisions::confirm_deletions,
        routes::exports::list,
        routes::exports::create,
        routes::exports::show,
        routes::files::download,
        routes::export_events::follow,
        routes::export_control::cancel,
        routes::export_control::retry,
        routes::export_links::create,
        routes::export_links::download,
        routes::mails::create,
        routes::mails::list,
        routes::mails::show,
        routes::mails::retry,
        routes::schedules::list,
        routes::schedules::create,
        routes::schedules::show,
        routes::schedules::change,
        routes::schedule_fires::delete,
        routes::schedule_fires::list,
        routes::docs::openapi,
        routes::docs::redirect,
        routes::docs::viewer,
        routes::docs::problems,
        routes::docs::problem,
    ),
    components(schemas(Problem))
)]
struct Document;

/// The document as indented JSON with a newline at its end.
pub fn text() -> Result<String, serde_json::Error> {
    let mut document = serde_json::to_value(Document::openapi())?;
    document["components"]["securitySchemes"] = json!({
        "key": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "esp_<id>_<secret>",
            "description": "An API key of the tenant; `core-api key create` makes one.",
        }
    });
    for endpoint in routes::endpoints() {
        let path = endpoint.path.replace("{file:.*}", "{file}");
        let method = endpoint.method.as_str().to_ascii_lowercase();
        if let Some(operation) = document["paths"][&path].get_mut(&method) {
            complete(operation, &endpoint);
        }
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// Adds to an operation what the route table says of it.
fn complete(operation: &mut Value, endpoint: &Endpoint) {
    operation["security"] = match endpoint.needs {
        Needs::Host => json!([]),
        Needs::Role(_) => json!([{ "key": [] }]),
    };
    if let Needs::Role(role) = endpoint.needs {
        operation["x-role"] = json!(role);
    }
    // A replay has one effect by the letter's own id, however often it is asked for.
    let changes = endpoint.method == "POST" && !endpoint.path.ends_with("/replay");
    if let Some(parameters) = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
    {
        // The path says the side, but not that of a partner's statement.
        let says_side = !endpoint.path.starts_with("/v1/partners/");
        parameters.retain(|parameter| !says_side || parameter["name"] != "side");
    }
    if changes {
        let header = json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "The same key with the same request gives the same answer for 24 hours.",
            "schema": { "type": "string", "maxLength": 255 },
        });
        match operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut)
        {
            Some(parameters) => parameters.push(header),
            None => operation["parameters"] = json!([header]),
        }
    }
    for status in refusals(endpoint, operation) {
        let titles: Vec<&str> = KINDS
            .iter()
            .filter(|kind| kind.status.as_u16() == status)
            .map(|kind| kind.title)
            .collect();
        operation["responses"][status.to_string()] = json!({
            "description": titles.join("; "),
            "content": {
                "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
            },
        });
    }
    if endpoint.method == "GET"
        && operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            .as_str()
            .is_some_and(|name| name.ends_with("Answer"))
    {
        operation["responses"]["304"] = json!({
            "description": "Nothing has changed since the answer whose ETag came in If-None-Match",
        });
    }
}

/// The statuses of the problems that the operation can answer with.
fn refusals(endpoint: &Endpoint, operation: &Value) -> BTreeSet<u16> {
    let mut statuses = BTreeSet::from([421, 500]);
    if let Needs::Role(_) = endpoint.needs {
        statuses.extend([401, 403, 429]);
    }
    if endpoint.path.starts_with("/v1/") {
        statuses.extend([422, 503]);
    }
    if endpoint.path.contains('{') {
        statuses.insert(404);
    }
    if operation.get("requestBody").is_some() {
        statuses.extend([400, 409, 413, 415]);
    }
    if endpoint.path.ends_with("/file") || endpoint.path.starts_with("/v1/downloads/") {
        statuses.extend([409, 410, 416]);
    }
    statuses
}
