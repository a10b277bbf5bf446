//! Outcomes of a schedule's instants, and deletion of a schedule.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::Timestamp;
use serde::Serialize;
use states::FireOutcome;
use store::{ScopedFutureExt, transaction};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::Id,
        query::{NoParameters, Query},
        sentence::Sentence,
        snapshot,
        state::Api,
    },
    schedules::{self, read, write},
};

/// The outcome of one instant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScheduleFire {
    due_at: Timestamp,
    outcome: FireOutcome,
    run_id: Option<Uuid>,
    /// The export; its mails are at `mails_url`.
    export_id: Option<Uuid>,
    /// The statement run.
    statement_run_id: Option<Uuid>,
    /// Why nothing could be started, in the language of `Accept-Language`.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
    fired_at: Timestamp,
    /// Who started it by hand; null if it was due.
    created_by: Option<Party>,
    /// What was started.
    started_url: Option<String>,
    mails_url: Option<String>,
}

/// The instants that a schedule has settled, newest first
#[utoipa::path(
    get, path = "/v1/schedules/{id}/fires", tag = "schedules", operation_id = "list_schedule_fires",
    params(("id" = Uuid, Path, description = "The schedule"), Listing),
    responses((status = 200, body = Page<ScheduleFire>, description = "One page of instants")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let rows = snapshot::read(&api, &caller.tenant, "schedule fires", async |tx| {
        schedules::http::find(tx, &caller, id).await?;
        Ok(read::fires()
            .bind(tx, &id, &range.after, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let page: Page<ScheduleFire> = range.page(rows, |fire| fire.due_at);
    page::answer(&request, &page)
}

/// Delete a schedule; what it has started stays
#[utoipa::path(
    delete, path = "/v1/schedules/{id}", tag = "schedules", operation_id = "delete_schedule",
    params(("id" = Uuid, Path, description = "The schedule")),
    responses((status = 204, description = "The schedule is deleted")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    transaction::write(pool, "delete schedule", |tx| {
        async move {
            let before = schedules::http::find(tx, asks, id).await?;
            let before = schedules::http::view::one(tx, before).await?;
            write::delete(tx, id).await?;
            asks.record_change(tx, "delete schedule", &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<read::Fire> for ScheduleFire {
    fn from(fire: read::Fire) -> Self {
        Self {
            due_at: fire.due_at,
            outcome: FireOutcome::read(&fire.outcome),
            run_id: fire.run_id,
            export_id: fire.export_id,
            statement_run_id: fire.statement_run_id,
            detail: fire.detail.map(Sentence::from),
            fired_at: fire.fired_at,
            created_by: fire
                .requested_by
                .map(|by| Party::new(&by, fire.requested_by_name)),
            started_url: started_url(fire.run_id, fire.export_id, fire.statement_run_id),
            mails_url: fire.export_id.map(|id| format!("/v1/mails?export_id={id}")),
        }
    }
}

fn started_url(
    run: Option<Uuid>,
    export: Option<Uuid>,
    statement_run: Option<Uuid>,
) -> Option<String> {
    let run = run.map(|id| format!("/v1/sync-runs/{id}"));
    let export = export.map(|id| format!("/v1/exports/{id}"));
    let statements = statement_run.map(|id| format!("/v1/statement-runs/{id}"));
    run.or(export).or(statements)
}
