//! Webhooks, for the admins of the tenant.

pub(crate) mod deliveries;
pub(crate) mod keys;

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use states::WebhookEvent;
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;
use uuid::Uuid;
use webhooks::{Refusal, Target};

use crate::{
    acts::Act,
    http::{
        auth::Caller,
        body::Command,
        checks,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::Id,
        precondition::{Expected, versioned},
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    webhooks::{
        http::keys::vault,
        read,
        write::{self, Change, NewWebhook as New},
    },
};

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWebhook {
    /// What it is for.
    #[schema(min_length = 1, max_length = 100, example = "Night shift")]
    name: String,
    /// Where messages go: https on port 443 or 8443 of a host on the public internet, or an origin
    /// that the operator allows in the tenant's file.
    #[schema(max_length = 2000, example = "https://hooks.andina.example/espejo")]
    target_url: String,
    /// The events that it gets. At least one, without repetition.
    #[schema(min_items = 1, example = json!(["run.failed", "mirror.stale"]))]
    events: Vec<WebhookEvent>,
}

/// The changes. Members that are left out stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookPatch {
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    #[schema(max_length = 2000, example = "https://hooks.andina.example/espejo")]
    target_url: Option<String>,
    #[schema(min_items = 1)]
    events: Option<Vec<WebhookEvent>>,
    /// False: nothing more is sent, and messages that wait for their next try fail.
    active: Option<bool>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Webhook {
    id: Uuid,
    name: String,
    #[schema(example = "https://hooks.andina.example/espejo")]
    target_url: String,
    events: Vec<WebhookEvent>,
    /// Whether anything is sent.
    active: bool,
    /// Why Espejo made it inactive; null if a person did.
    #[schema(example = "the receiver answered 410 Gone")]
    paused_because: Option<String>,
    /// Until then the previous key signs too.
    previous_key_until: Option<Timestamp>,
    created_by: Party,
    created_at: Timestamp,
    /// Rises with each change.
    version: i32,
    url: String,
    /// Its messages.
    deliveries_url: String,
}

/// A webhook that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeWebhook {
    #[serde(flatten)]
    properties: Webhook,
    /// The key with which the receiver checks signatures. It cannot be read again.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU=")]
    key: String,
}

/// All webhooks, newest first
#[utoipa::path(
    get, path = "/v1/webhooks", tag = "webhooks", operation_id = "list_webhooks", params(Listing),
    responses((status = 200, body = Page<Webhook>, description = "One page of webhooks")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let (before, before_id) = range.after.unzip();
    let rows = snapshot::read(&api, &caller.tenant, "webhooks", async |tx| {
        Ok(read::list()
            .bind(tx, &before, &before_id, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let page: Page<Webhook> = range.page(rows, |webhook| (webhook.created_at, webhook.id));
    page::answer(&request, &page)
}

/// Make a webhook
///
/// Only this answer has the key. A repeated request with the same Idempotency-Key would have to store
/// it, so the header is not accepted.
#[utoipa::path(
    post, path = "/v1/webhooks", tag = "webhooks", operation_id = "create_webhook",
    request_body = NewWebhook,
    responses((status = 201, body = MadeWebhook, description = "The webhook and its key",
        headers(("Location" = String, description = "The webhook without its key")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewWebhook>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks, vault) = (&command.body, &caller, vault(&api)?);
    checks::name(&new.name, "/name")?;
    let target = &target(&caller, &new.target_url)?;
    check_events(&new.events)?;
    let key = keys::draw();
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let made = transaction::write(pool, "create webhook", |tx| {
        async move {
            let row = New {
                name: &new.name,
                target_url: target.url().as_str(),
                events: &new.events,
                created_by: asks.requested_by(),
            };
            let id = write::create(tx, vault, &row, &key).await?;
            let properties = find(tx, id).await?;
            let act = "create webhook";
            asks.record_change(tx, act, &properties.url, None, Some(&properties))
                .await?;
            Ok::<_, ApiError>(properties)
        }
        .scope_boxed()
    });
    let made = MadeWebhook {
        properties: made.await?,
        key: webhooks::as_text(&key),
    };
    Ok(HttpResponse::build(StatusCode::CREATED)
        .insert_header(("location", made.properties.url.clone()))
        .json(made))
}

/// One webhook
#[utoipa::path(
    get, path = "/v1/webhooks/{id}", tag = "webhooks", operation_id = "show_webhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, body = Webhook, description = "The webhook without its key")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let webhook = snapshot::read(&api, &caller.tenant, "webhook", async |tx| {
        find(tx, id).await
    })
    .await?;
    Ok(versioned(webhook.version, &webhook))
}

/// Change name, URL, events or state of a webhook
#[utoipa::path(
    patch, path = "/v1/webhooks/{id}", tag = "webhooks", operation_id = "change_webhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    request_body = WebhookPatch,
    responses((status = 200, body = Webhook, description = "The webhook as it is now")),
)]
pub(crate) async fn change(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<WebhookPatch>,
) -> Result<HttpResponse, ApiError> {
    let (patch, asks, expected) = (&command.body, &caller, &expected);
    if let Some(name) = &patch.name {
        checks::name(name, "/name")?;
    }
    let url = patch.target_url.as_deref();
    let target = url.map(|url| target(&caller, url)).transpose()?;
    if let Some(events) = &patch.events {
        check_events(events)?;
    }
    let change = &Change {
        name: patch.name.as_deref(),
        target_url: target.as_ref().map(|target| target.url().as_str()),
        events: patch.events.as_deref(),
        active: patch.active,
    };
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let webhook = transaction::write(pool, "change webhook", |tx| {
        async move {
            write::lock(tx, id).await?;
            let before = find(tx, id).await?;
            expected.check(Some(before.version))?;
            write::change(tx, id, change).await?;
            let after = find(tx, id).await?;
            let act = "change webhook";
            asks.record_change(tx, act, &after.url, Some(&before), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    });
    let webhook = webhook.await?;
    Ok(versioned(webhook.version, &webhook))
}

/// Delete a webhook and its messages
#[utoipa::path(
    delete, path = "/v1/webhooks/{id}", tag = "webhooks", operation_id = "delete_webhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 204, description = "The webhook is deleted")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "delete webhook", |tx| {
        async move {
            let webhook = find(tx, id).await?;
            write::remove(tx, id).await?;
            asks.record(tx, Act::new("delete webhook").on(&webhook.url))
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

fn target(caller: &Caller, url: &str) -> Result<Target, ApiError> {
    let refusal = match Target::parse(url, &caller.tenant.webhook_origins) {
        Ok(target) => return Ok(target),
        Err(refusal) => refusal,
    };
    let hint = match refusal {
        Refusal::NoUrl | Refusal::Fragment => "such as https://hooks.andina.example/espejo",
        Refusal::Credentials => "put a secret into the path or the query",
        Refusal::Scheme | Refusal::Port(_) | Refusal::Private => {
            "https on port 443 or 8443 of a host on the internet; the operator can allow another \
             origin with webhooks.origins in the tenant's file"
        }
    };
    let violation = Violation::in_body("/target_url", refusal.to_string());
    Err(ApiError::invalid(violation.hinting(hint)))
}

fn check_events(events: &[WebhookEvent]) -> Result<(), ApiError> {
    if events.is_empty() {
        let violation = Violation::in_body("/events", "it is empty");
        return Err(ApiError::invalid(violation.hinting("at least one event")));
    }
    let mut seen = BTreeSet::new();
    match events.iter().position(|event| !seen.insert(event)) {
        None => Ok(()),
        Some(at) => Err(ApiError::invalid(Violation::in_body(
            format!("/events/{at}"),
            format!("{} appears twice", events[at]),
        ))),
    }
}

pub(super) async fn find(tx: &Transaction<'_>, id: Uuid) -> Result<Webhook, ApiError> {
    let webhook = read::get().bind(tx, &id).opt().await?;
    Ok(webhook.ok_or(ApiError::NotFound("webhook"))?.into())
}

impl From<read::Webhook> for Webhook {
    fn from(row: read::Webhook) -> Self {
        Self {
            url: format!("/v1/webhooks/{}", row.id),
            deliveries_url: format!("/v1/webhook-deliveries?webhook_id={}", row.id),
            id: row.id,
            name: row.name,
            target_url: row.target_url,
            events: row.events,
            active: row.active,
            paused_because: row.paused_because,
            previous_key_until: row
                .previous_key_until
                .filter(|until| *until > lifecycle::clock::now()),
            created_by: Party::new(&row.created_by, row.created_by_name),
            created_at: row.created_at,
            version: row.version,
        }
    }
}
