//! The OpenAPI 3.1 document, generated from the handlers. Roles and error responses are added from
//! the route table. `docs/openapi.json` is the committed copy.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::{
    api::{console, docs, document, routes},
    api_keys, audit, dead_letters, exports, feed,
    http::{
        self,
        auth::Needs,
        endpoint::Endpoint,
        problem::{KINDS, Problem},
    },
    mails, mirror, notes, oidc, overview, people, planned_movements,
    reports::{self, http::catalogue::Documented},
    runs, saved_views, schedules, sessions, statements, status, tenant,
    webhooks::{self, messages},
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Espejo",
        version = "1",
        description = "An exact, live copy of Odoo's books, and the finance reports over it.\n\n\
            The host name selects the tenant. Amounts are decimal strings; a positive amount is a \
            debit. Dates are days in the company's books; instants are in UTC. Every answer with \
            status 400 or above is an RFC 9457 problem.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(
        http::health::show,
        tenant::http::show,
        status::http::show,
        status::http::history::list,
        runs::http::alarms::list,
        feed::http::follow,
        mirror::http::list,
        runs::http::decisions::accept_restore,
        reports::http::companies::list,
        reports::http::partners::list,
        reports::http::partners::show,
        reports::http::master_data::accounts,
        reports::http::master_data::journals,
        reports::http::master_data::currencies,
        reports::http::master_data::salespersons,
        reports::http::master_data::partner_tags,
        reports::http::master_data::document_types,
        overview::http::show,
        reports::http::descriptions::list,
        reports::http::search::find,
        reports::http::tie_out::receivables,
        reports::http::tie_out::payables,
        planned_movements::http::list,
        planned_movements::http::create,
        planned_movements::http::show,
        planned_movements::http::replace,
        planned_movements::http::delete,
        notes::http::list,
        notes::http::create,
        notes::http::show,
        notes::http::replace,
        notes::http::delete,
        reports::http::documents::show_item,
        reports::http::documents::show,
        statements::http::preview::show,
        statements::http::letter::show,
        statements::http::trial::create,
        statements::http::list,
        statements::http::create,
        statements::http::show,
        statements::http::items::list,
        statements::http::cancel,
        statements::http::retry,
        statements::http::mailing::create,
        statements::http::exclusions::list,
        statements::http::exclusions::show,
        statements::http::exclusions::put,
        statements::http::exclusions::delete,
        saved_views::http::list,
        saved_views::http::create,
        saved_views::http::show,
        saved_views::http::replace,
        saved_views::http::delete,
        dead_letters::http::list,
        dead_letters::http::show,
        dead_letters::http::replays::create,
        dead_letters::http::actions::list,
        dead_letters::http::replay,
        dead_letters::http::discard,
        runs::http::list,
        runs::http::create,
        runs::http::show,
        runs::http::missing::list,
        runs::http::cancel,
        runs::http::decisions::confirm_deletions,
        exports::http::list,
        exports::http::create,
        exports::http::show,
        exports::http::files::download,
        exports::http::files::remove,
        exports::http::progress::follow,
        exports::http::control::cancel,
        exports::http::control::retry,
        exports::http::links::list,
        exports::http::links::show,
        exports::http::links::create,
        exports::http::links::revoke,
        exports::http::links::download,
        exports::http::mails::create,
        mails::http::list,
        mails::http::show,
        mails::http::retry,
        schedules::http::list,
        schedules::http::create,
        schedules::http::show,
        schedules::http::by_hand::preview,
        schedules::http::by_hand::run,
        schedules::http::change,
        schedules::http::fires::delete,
        schedules::http::fires::list,
        sessions::http::methods,
        sessions::http::create,
        sessions::http::show,
        sessions::http::delete,
        sessions::http::confirmation::confirm,
        sessions::http::links::look,
        sessions::http::links::accept,
        sessions::http::passkeys::challenge,
        sessions::http::passkeys::sign_in,
        sessions::http::my_passkeys::challenge,
        sessions::http::my_passkeys::list,
        sessions::http::my_passkeys::add,
        sessions::http::my_passkeys::remove,
        oidc::http::start,
        oidc::http::callback,
        sessions::http::tokens::create,
        sessions::http::forgotten::ask,
        sessions::http::links::reset,
        people::http::me::show,
        people::http::me::change,
        people::http::me::change_password,
        people::http::second_factor::begin,
        people::http::second_factor::confirm,
        people::http::second_factor::remove,
        people::http::me::sessions,
        people::http::me::end_session,
        people::http::list,
        people::http::create,
        people::http::show,
        people::http::change,
        people::http::delete,
        people::http::invitations::invite,
        people::http::invitations::end_sessions,
        api_keys::http::list,
        api_keys::http::create,
        api_keys::http::show,
        api_keys::http::change,
        api_keys::http::revoke,
        webhooks::http::list,
        webhooks::http::create,
        webhooks::http::show,
        webhooks::http::change,
        webhooks::http::delete,
        webhooks::http::keys::renew,
        webhooks::http::deliveries::test,
        webhooks::http::deliveries::list,
        webhooks::http::deliveries::show,
        webhooks::http::deliveries::retry,
        audit::http::list,
        console::start,
        console::screen,
        console::asset,
        docs::openapi,
        docs::problems,
        docs::problem,
    ),
    components(schemas(
        Problem,
        messages::MirrorProved,
        messages::MirrorDiffers,
        messages::MirrorAge,
        messages::RunFailed,
        messages::ExportFinished,
        messages::ExportFailed,
        messages::MailFailed,
        messages::AlarmRaised,
        messages::WebhookTest,
    ))
)]
struct Document;

/// The document as indented JSON that ends with a newline.
pub fn text() -> Result<String, serde_json::Error> {
    let mut document = Document::openapi();
    ::reports::visit_all(&mut Documented(&mut document));
    let mut document = serde_json::to_value(document)?;
    document["components"]["securitySchemes"] = json!({
        "key": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "esp_<id>_<secret>",
            "description": "An API key of the tenant.",
        },
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-espejo",
            "description": "The session of a person who is signed in. Every unsafe method needs the \
                header `Origin` with this very host, which browsers send.",
        }
    });
    for endpoint in routes::endpoints() {
        let path = endpoint.path.replace("{file:.*}", "{file}");
        let method = endpoint.method.as_str().to_ascii_lowercase();
        let item = document["paths"].get_mut(&path);
        if let Some(operation) = item.and_then(|item| item.get_mut(&method)) {
            complete(operation, &endpoint);
        }
    }
    document::complete(&mut document);
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// Adds to an operation what the route table knows about it.
fn complete(operation: &mut Value, endpoint: &Endpoint) {
    operation["security"] = match endpoint.needs {
        Needs::Host => json!([]),
        Needs::Caller(_) => json!([{ "key": [] }, { "cookie": [] }]),
    };
    if let Needs::Caller(policy) = endpoint.needs {
        operation["x-role"] = json!(policy.role);
    }
    if let Some(parameters) = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
    {
        // The path contains the side, except for partner statements.
        let says_side = !endpoint.path.starts_with("/v1/partners/");
        parameters.retain(|parameter| !says_side || parameter["name"] != "side");
    }
    if endpoint.is_conditional {
        add_header(operation, if_match(endpoint));
    }
    if takes_idempotency_key(endpoint) {
        let header = json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "The same key with the same request gives the same answer for 24 hours.",
            "schema": { "type": "string", "maxLength": 255 },
        });
        add_header(operation, header);
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
            "description": "The answer with the ETag in If-None-Match is still current",
        });
    }
}

fn add_header(operation: &mut Value, header: Value) {
    match operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
    {
        Some(parameters) => parameters.push(header),
        None => operation["parameters"] = json!([header]),
    }
}

fn if_match(endpoint: &Endpoint) -> Value {
    // A PUT that may also create takes `If-None-Match: *` instead.
    let creates = endpoint.path.ends_with("/statement-exclusion");
    json!({
        "name": "If-Match",
        "in": "header",
        "required": !creates,
        "description": "The ETag of the state that is changed, or * for any.",
        "schema": { "type": "string" },
        "example": "\"3\"",
    })
}

/// Whether the same key gives the same answer again. A replay is idempotent by the id of the dead
/// letter, and secrets are not stored to be shown again.
fn takes_idempotency_key(endpoint: &Endpoint) -> bool {
    let not = [
        "/replay",
        "/replays",
        "/preview",
        "/invitations",
        "/v1/api-keys",
        "/v1/webhooks",
        "/keys",
        "/v1/me/totp",
        "/confirm",
        "/links",
        "/v1/session/tokens",
        "/passkey-challenges",
        "/v1/me/passkeys",
    ];
    endpoint.method == "POST"
        && endpoint.needs != Needs::Host
        && !not.iter().any(|end| endpoint.path.ends_with(end))
}

/// Status codes of the problems that the operation can return.
fn refusals(endpoint: &Endpoint, operation: &Value) -> BTreeSet<u16> {
    let mut statuses = BTreeSet::from([421, 500]);
    if let Needs::Caller(_) = endpoint.needs {
        statuses.extend([401, 403, 429]);
    }
    if endpoint.needs == Needs::Host && endpoint.method == "POST" {
        statuses.extend([403, 429]);
        match endpoint.path {
            "/v1/session" | "/v1/session/passkeys" => statuses.insert(401),
            "/v1/password-resets" | "/v1/session/passkey-challenges" => false,
            _ => statuses.insert(410),
        };
    }
    // These count tries by address.
    if endpoint.path.starts_with("/v1/session/oidc/") {
        statuses.insert(429);
    }
    if endpoint.path.starts_with("/v1/") {
        statuses.extend([422, 503]);
    }
    // Without a console, its page is not there either.
    if endpoint.path.contains('{') || endpoint.path == "/" {
        statuses.insert(404);
    }
    if endpoint.is_conditional {
        statuses.extend([412, 428]);
    }
    if operation.get("requestBody").is_some() {
        statuses.extend([400, 409, 413, 415]);
    }
    if endpoint.path.ends_with("/file") || endpoint.path.starts_with("/v1/downloads/") {
        statuses.extend([409, 410]);
        if endpoint.method == "GET" {
            statuses.insert(416);
        }
    }
    statuses
}
