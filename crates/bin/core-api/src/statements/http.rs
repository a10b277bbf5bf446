//! Statement runs: one statement for each customer with an amount due, sent by mail.
pub mod exclusions;
pub mod items;
pub mod letter;
pub mod mailing;
pub mod order;
pub mod preview;
pub mod trial;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use contracts::export::CsvOptions;
use jiff::Timestamp;
use reports::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use states::{ExportFormat, StatementRunState};
use store::{ScopedFutureExt, Transaction};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    exports::format::{FileOptions, OpenApiCsv},
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        idempotency::Remembered,
        page::{self, Listing, Page},
        party::Party,
        path::Id,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    statements::{order::StatementOrder, read, write},
    writing::WriteError,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementRun {
    id: Uuid,
    state: StatementRunState,
    /// Selection of customers, and the day.
    #[schema(value_type = Object)]
    parameters: Value,
    format: ExportFormat,
    /// CSV options that were set.
    #[schema(value_type = Option<OpenApiCsv>)]
    csv: Option<CsvOptions>,
    locale: String,
    subject: Option<String>,
    note: Option<String>,
    /// The schedule that started it.
    schedule_id: Option<Uuid>,
    created_by: Party,
    /// Number of customers, each with one item.
    customers: i64,
    states: StatementItemCounts,
    /// Sum over all customers, in the company's currency.
    #[schema(value_type = Money)]
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
    /// Waiting for their turn: only a few are active at once.
    waiting: i64,
    exporting: i64,
    mailing: i64,
    /// A mail server accepted each of their mails.
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
    let (before, before_id) = range.after.unzip();
    let rows = snapshot::read(&api, &caller.tenant, "statement runs", async |tx| {
        Ok(read::list()
            .bind(
                tx,
                &before,
                &before_id,
                &caller.scope.companies(),
                &range.rows_to_read(),
            )
            .all()
            .await?)
    })
    .await?;
    let page: Page<StatementRun> = range.page(rows, |run| (run.created_at, run.id));
    page::answer(&request, &page)
}

/// Mail a statement to each customer with an amount due
///
/// The preview with the same parameters shows the recipients. The answer does not wait for the run.
/// Poll the run at `Location`, and each customer at its items.
#[utoipa::path(
    post, path = "/v1/statement-runs", tag = "statement runs",
    operation_id = "create_statement_run", request_body = StatementOrder,
    responses((status = 202, body = StatementRun, description = "The run is requested",
        headers(("Location" = String, description = "The run")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<StatementOrder>,
) -> Result<HttpResponse, ApiError> {
    let (caller, actor, new) = (&caller, &caller.actor(), &command.body);
    let reader = &caller.reader();
    body::once(&api, caller, &command, "request statement run", |tx| {
        async move {
            order::check(new, tx, reader, "").await?;
            let run = new.start(tx, actor, None, reader.today).await?;
            shown(tx, caller, run, StatusCode::ACCEPTED).await
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
    let run = snapshot::read(&api, &caller.tenant, "statement run", async |tx| {
        find(tx, &caller, id).await
    });
    Ok(Json(run.await?))
}

/// Stop a statement run
///
/// No more items start. Files that are being made are stopped, and mails that wait for their next
/// try are withdrawn. A mail that a mail server has accepted stays sent.
#[utoipa::path(
    post, path = "/v1/statement-runs/{id}/cancel", tag = "statement runs",
    operation_id = "cancel_statement_run", request_body = EmptyObject,
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, body = StatementRun, description = "The run as it is now")),
)]
pub(crate) async fn cancel(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let (caller, actor) = (&caller, &caller.actor());
    let today = caller.today();
    body::once(&api, caller, &command, "cancel statement run", |tx| {
        async move {
            find(tx, caller, id).await?;
            let cancelled = write::cancel(tx, actor, id, today).await;
            cancelled.map_err(not_found)?;
            shown(tx, caller, id, StatusCode::OK).await
        }
        .scope_boxed()
    })
    .await
}

/// Retry the failed items of a statement run
///
/// With a new file, mailed to those addresses for which no mail server has accepted it yet.
#[utoipa::path(
    post, path = "/v1/statement-runs/{id}/retry", tag = "statement runs",
    operation_id = "retry_statement_run", request_body = EmptyObject,
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 202, body = StatementRun, description = "The run continues")),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let (caller, actor) = (&caller, &caller.actor());
    let today = caller.today();
    body::once(&api, caller, &command, "retry statement run", |tx| {
        async move {
            find(tx, caller, id).await?;
            let begun = write::retry(tx, actor, id, today).await;
            begun.map_err(not_found)?;
            shown(tx, caller, id, StatusCode::ACCEPTED).await
        }
        .scope_boxed()
    })
    .await
}

async fn find(tx: &Transaction<'_>, caller: &Caller, id: Uuid) -> Result<StatementRun, ApiError> {
    let run = read::get().bind(tx, &id).opt().await?;
    let run = run.filter(|run| caller.scope.covers(Some(&run.company_ids)));
    Ok(run.ok_or(ApiError::NotFound("statement run"))?.into())
}

async fn shown(
    tx: &Transaction<'_>,
    caller: &Caller,
    id: Uuid,
    status: StatusCode,
) -> Result<Remembered, ApiError> {
    let run = find(tx, caller, id).await?;
    let location = (status == StatusCode::ACCEPTED).then(|| run.url.clone());
    body::answer(status, location, &run)
}

fn not_found(error: WriteError) -> ApiError {
    match error {
        WriteError::NotFound => ApiError::NotFound("statement run"),
        other => other.into(),
    }
}

impl From<read::StatementRun> for StatementRun {
    fn from(row: read::StatementRun) -> Self {
        Self {
            url: format!("/v1/statement-runs/{}", row.id),
            items_url: format!("/v1/statement-runs/{}/items", row.id),
            id: row.id,
            state: row.state,
            parameters: row.parameters,
            format: row.format,
            csv: FileOptions::stored(row.options).unwrap_or_default().csv,
            locale: row.locale,
            subject: row.subject,
            note: row.note,
            schedule_id: row.schedule_id,
            created_by: Party::new(&row.requested_by, row.requested_by_name),
            customers: row.items,
            // The database has only the states that its constraint allows.
            states: serde_json::from_value(row.states).unwrap_or_default(),
            amount_due: row.amount_due,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}
