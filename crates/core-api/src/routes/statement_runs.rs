//! Statement runs: one statement for each customer with something due, mailed to each.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LINK},
    web::{Data, Json},
};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{ScopedFutureExt, Transaction, statement_runs};
use utoipa::ToSchema;
use uuid::Uuid;

use super::decisions::Decision;
use crate::{
    api::Api,
    auth::Caller,
    command::{self, Command},
    error::ApiError,
    page::{self, Listing, Page},
    path::Id,
    query::{NoParameters, Query},
    reading,
    statement_orders::StatementOrder,
    writes::{self, Actor, WriteError, idempotency::Remembered},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementRun {
    id: Uuid,
    /// `running`; `finished`: each item is settled; `cancelling`: nothing more is begun, and what a
    /// worker has in hand is let end; `cancelled`.
    #[schema(example = "running")]
    state: String,
    /// Which customers, and of which day.
    #[schema(value_type = Object)]
    parameters: Value,
    #[schema(example = "pdf")]
    format: String,
    locale: String,
    subject: Option<String>,
    note: Option<String>,
    /// The schedule that began it.
    schedule_id: Option<Uuid>,
    requested_by: String,
    /// Customers.
    items: i64,
    states: StatementItemCounts,
    /// Of all customers, in the company's currency.
    #[schema(value_type = String)]
    amount_due: Decimal,
    created_at: Timestamp,
    finished_at: Option<Timestamp>,
    url: String,
    items_url: String,
}

/// How many items are in each state.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct StatementItemCounts {
    /// For their turn: few are under way at once.
    waiting: i64,
    exporting: i64,
    mailing: i64,
    /// A mail server took each of their mails.
    sent: i64,
    failed: i64,
    /// Excluded, or without a valid address.
    skipped: i64,
    cancelled: i64,
}

/// All statement runs, newest first
#[utoipa::path(
    get, path = "/v1/statement-runs", tag = "statement runs", operation_id = "list_statement_runs",
    params(Listing),
    responses((status = 200, body = Page<StatementRun>, description = "One page of runs")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let rows = reading::snapshot(&api, &caller.tenant, "statement runs", async |tx| {
        Ok(statement_runs::list(tx, range.before, range.rows_to_read()).await?)
    })
    .await?;
    let page: Page<StatementRun> = range.page(rows, |run| (run.created_at, run.id));
    let mut response = HttpResponse::Ok();
    if let Some(next) = &page.next {
        response.insert_header((LINK, page::link_to_next(&request, next)?));
    }
    Ok(response.json(page))
}

/// Mail a statement to each customer with something due
///
/// The preview with the same parameters says whom it goes to. The answer comes at once; follow the
/// run under `Location`, and each customer under its items.
#[utoipa::path(
    post, path = "/v1/statement-runs", tag = "statement runs",
    operation_id = "create_statement_run", request_body = StatementOrder,
    responses((status = 202, body = StatementRun, description = "The run is asked for",
        headers(("Location" = String, description = "The run")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<StatementOrder>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &actor(&caller, &requested_by);
    let today = reading::today(&caller.tenant)?;
    let order = &command.body;
    command::once(&api, &caller, &command, "request statement run", |tx| {
        async move {
            order.check(tx, today, "").await?;
            let run = order.start(tx, actor, None, today).await?;
            shown(tx, run, StatusCode::ACCEPTED).await
        }
        .scope_boxed()
    })
    .await
}

/// One statement run
#[utoipa::path(
    get, path = "/v1/statement-runs/{id}", tag = "statement runs",
    operation_id = "show_statement_run",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, body = StatementRun, description = "The run")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<Json<StatementRun>, ApiError> {
    let run = reading::snapshot(&api, &caller.tenant, "statement run", async |tx| {
        read(tx, id).await
    });
    Ok(Json(run.await?))
}

/// Stop a statement run
///
/// Nothing more is begun; files that are being made are stopped, and mails that wait for their next
/// try are withdrawn. What a mail server was given stays given.
#[utoipa::path(
    post, path = "/v1/statement-runs/{id}/cancel", tag = "statement runs",
    operation_id = "cancel_statement_run", request_body = Decision,
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, body = StatementRun, description = "The run as it is now")),
)]
pub(crate) async fn cancel(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Decision>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &actor(&caller, &requested_by);
    let today = reading::today(&caller.tenant)?;
    command::once(&api, &caller, &command, "cancel statement run", |tx| {
        async move {
            let cancelled = writes::statement_runs::cancel(tx, actor, id, today).await;
            cancelled.map_err(not_found)?;
            shown(tx, id, StatusCode::OK).await
        }
        .scope_boxed()
    })
    .await
}

/// Begin the failed items of a statement run again
///
/// With a new file, to those of their addresses that no mail server has taken it for.
#[utoipa::path(
    post, path = "/v1/statement-runs/{id}/retry", tag = "statement runs",
    operation_id = "retry_statement_run", request_body = Decision,
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 202, body = StatementRun, description = "The run goes on")),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Decision>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &actor(&caller, &requested_by);
    let today = reading::today(&caller.tenant)?;
    command::once(&api, &caller, &command, "retry statement run", |tx| {
        async move {
            let begun = writes::statement_runs::retry(tx, actor, id, today).await;
            begun.map_err(not_found)?;
            shown(tx, id, StatusCode::ACCEPTED).await
        }
        .scope_boxed()
    })
    .await
}

fn actor<'a>(caller: &'a Caller, requested_by: &'a str) -> Actor<'a> {
    Actor {
        tenant: &caller.tenant,
        requested_by,
        traceparent: telemetry::current_traceparent(),
    }
}

async fn read(tx: &Transaction<'_>, id: Uuid) -> Result<StatementRun, ApiError> {
    let run = statement_runs::get(tx, id).await?;
    Ok(run.ok_or(ApiError::NotFound("statement run"))?.into())
}

async fn shown(tx: &Transaction<'_>, id: Uuid, status: StatusCode) -> Result<Remembered, ApiError> {
    let run = read(tx, id).await?;
    let location = (status == StatusCode::ACCEPTED).then(|| run.url.clone());
    command::answer(status, location, &run)
}

fn not_found(error: WriteError) -> ApiError {
    match error {
        WriteError::NotFound => ApiError::NotFound("statement run"),
        other => other.into(),
    }
}

impl From<statement_runs::StatementRun> for StatementRun {
    fn from(row: statement_runs::StatementRun) -> Self {
        Self {
            url: format!("/v1/statement-runs/{}", row.id),
            items_url: format!("/v1/statement-runs/{}/items", row.id),
            id: row.id,
            state: row.state,
            parameters: row.parameters,
            format: row.format,
            locale: row.locale,
            subject: row.subject,
            note: row.note,
            schedule_id: row.schedule_id,
            requested_by: row.requested_by,
            items: row.items,
            // The database counts the states that its constraint allows.
            states: serde_json::from_value(row.states).unwrap_or_default(),
            amount_due: row.amount_due,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}
