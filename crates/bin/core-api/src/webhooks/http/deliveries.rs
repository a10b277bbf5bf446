//! Messages to webhooks: the log, tests, and sending again.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::client::Params;
use states::{WebhookDeliveryState, WebhookEvent};
use store::{ScopedFutureExt, Transaction};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        query::{NoParameters, Query},
        sentence::Sentence,
        snapshot,
        state::Api,
    },
    webhooks::{
        read::{self, DeliveriesParams},
        write::delivery,
    },
};

/// Which messages are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeliveryListing {
    /// Only those to this webhook.
    webhook_id: Option<Uuid>,
    /// Only those about this event.
    #[param(inline)]
    event: Option<WebhookEvent>,
    /// Only those in this state.
    #[param(inline)]
    state: Option<WebhookDeliveryState>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// One message to one webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookDelivery {
    /// Also the header `webhook-id` of the message.
    id: Uuid,
    webhook_id: Uuid,
    event: WebhookEvent,
    state: WebhookDeliveryState,
    /// Since the message was made, or sent again by hand.
    tries: i32,
    /// Null unless a try is planned.
    next_try_at: Option<Timestamp>,
    /// HTTP status of the last try, if there was an answer.
    #[schema(example = 503)]
    status_code: Option<i32>,
    /// What became of the last try, in the language of `Accept-Language`.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
    created_at: Timestamp,
    settled_at: Option<Timestamp>,
    url: String,
    webhook_url: String,
}

/// A message with its content and its tries.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownDelivery {
    #[serde(flatten)]
    delivery: WebhookDelivery,
    /// `data` of the message.
    #[schema(value_type = Object, example = json!({ "run_id": "0197a1b2-0000-7000-8000-00000000000a" }))]
    data: Value,
    /// In order.
    calls: Vec<WebhookCall>,
}

/// One try to send a message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookCall {
    number: i32,
    ended_at: Timestamp,
    /// HTTP status of the answer, if there was one.
    #[schema(example = 503)]
    status_code: Option<i32>,
    /// What became of it, in the language of `Accept-Language`.
    #[schema(value_type = String)]
    detail: Sentence,
    #[schema(example = 41)]
    duration_ms: i64,
}

/// Messages to webhooks, newest first
///
/// Messages that are delivered or have failed are kept for 30 days.
#[utoipa::path(
    get, path = "/v1/webhook-deliveries", tag = "webhooks", operation_id = "list_webhook_deliveries",
    params(DeliveryListing),
    responses((status = 200, body = Page<WebhookDelivery>, description = "One page of messages")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<DeliveryListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = DeliveriesParams {
        before,
        before_id,
        webhook_id: listing.webhook_id,
        event: listing.event,
        state: listing.state,
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "messages to webhooks", async |tx| {
        Ok(read::deliveries().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<WebhookDelivery> = range.page(rows, |message| (message.created_at, message.id));
    page::answer(&request, &page)
}

/// One message to a webhook, with its content and its tries
#[utoipa::path(
    get, path = "/v1/webhook-deliveries/{id}", tag = "webhooks",
    operation_id = "show_webhook_delivery",
    params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, body = ShownDelivery, description = "The message")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<Json<ShownDelivery>, ApiError> {
    let shown = snapshot::read(&api, &caller.tenant, "message to a webhook", async |tx| {
        let row = find(tx, id).await?;
        let tries = read::tries().bind(tx, &id).all().await?;
        Ok(ShownDelivery {
            data: row.data.clone(),
            delivery: row.into(),
            calls: tries.into_iter().map(WebhookCall::from).collect(),
        })
    });
    Ok(Json(shown.await?))
}

/// Send a test message
///
/// Also to a webhook that is not active.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/test", tag = "webhooks", operation_id = "test_webhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    request_body = EmptyObject,
    responses((status = 202, body = WebhookDelivery, description = "The message",
        headers(("Location" = String, description = "The message")))),
)]
pub(crate) async fn test(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    body::once(&api, asks, &command, "test webhook", |tx| {
        async move {
            super::find(tx, id).await?;
            let message = delivery::test(tx, id).await?;
            let message = WebhookDelivery::from(find(tx, message).await?);
            let url = message.url.clone();
            body::answer(StatusCode::ACCEPTED, Some(url), &message)
        }
        .scope_boxed()
    })
    .await
}

/// Send a failed message again
#[utoipa::path(
    post, path = "/v1/webhook-deliveries/{id}/retry", tag = "webhooks",
    operation_id = "retry_webhook_delivery",
    params(("id" = Uuid, Path, description = "The message")),
    request_body = EmptyObject,
    responses((status = 202, body = WebhookDelivery, description = "The message, to be sent again")),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    body::once(&api, asks, &command, "send message again", |tx| {
        async move {
            find(tx, id).await?;
            delivery::retry(tx, id).await?;
            let message = WebhookDelivery::from(find(tx, id).await?);
            body::answer(StatusCode::ACCEPTED, None, &message)
        }
        .scope_boxed()
    })
    .await
}

async fn find(tx: &Transaction<'_>, id: Uuid) -> Result<read::Delivery, ApiError> {
    let message = read::delivery().bind(tx, &id).opt().await?;
    message.ok_or(ApiError::NotFound("message"))
}

impl From<read::Delivery> for WebhookDelivery {
    fn from(row: read::Delivery) -> Self {
        let is_waiting = row.state == WebhookDeliveryState::Waiting;
        Self {
            url: format!("/v1/webhook-deliveries/{}", row.id),
            webhook_url: format!("/v1/webhooks/{}", row.webhook_id),
            id: row.id,
            webhook_id: row.webhook_id,
            event: row.event,
            state: row.state,
            tries: row.tries,
            next_try_at: row.due_at.filter(|_| is_waiting),
            status_code: row.status_code,
            detail: row.detail.map(Sentence::from),
            created_at: row.created_at,
            settled_at: row.settled_at,
        }
    }
}

impl From<read::Tries> for WebhookCall {
    fn from(row: read::Tries) -> Self {
        Self {
            number: row.number,
            ended_at: row.ended_at,
            status_code: row.status_code,
            detail: row.detail.into(),
            duration_ms: row.duration_ms,
        }
    }
}
