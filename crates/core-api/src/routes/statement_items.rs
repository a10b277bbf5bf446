//! The customers of a statement run, and what became of each.

use actix_web::{HttpRequest, HttpResponse, http::header::LINK, web::Data};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::statement_runs;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    page::{self, Page},
    path::Id,
    query::Query,
    reading,
};

/// Which items are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatementItemListing {
    /// Only those in this state.
    #[param(inline)]
    state: Option<StatementItemState>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the page before.
    cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum StatementItemState {
    /// For its turn.
    Waiting,
    /// Its file is made.
    Exporting,
    /// Its mails are on their way.
    Mailing,
    /// A mail server took each of them.
    Sent,
    Failed,
    /// Excluded, or without a valid address.
    Skipped,
    /// Its run was.
    Cancelled,
}

/// Amounts are in the company's currency, as they were when the run was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementItem {
    /// From 1, by name.
    position: i32,
    partner_id: i64,
    partner_name: Option<String>,
    #[schema(example = "es-PE")]
    locale: String,
    #[schema(value_type = String, example = "1180.00")]
    amount_due: Decimal,
    #[schema(value_type = String, example = "590.00")]
    amount_overdue: Decimal,
    oldest_due: Option<Date>,
    /// Each gets a mail of its own.
    recipients: Vec<String>,
    /// `waiting`, `exporting`, `mailing`, `sent`, `failed`, `skipped` or `cancelled`.
    #[schema(example = "sent")]
    state: String,
    /// Why it was not sent, or what of its addresses was left out.
    detail: Option<String>,
    settled_at: Option<Timestamp>,
    export_url: Option<String>,
    mails_url: Option<String>,
}

/// The customers of a statement run, by name
#[utoipa::path(
    get, path = "/v1/statement-runs/{id}/items", tag = "statement runs",
    operation_id = "list_statement_items",
    params(("id" = Uuid, Path, description = "The run"), StatementItemListing),
    responses((status = 200, body = Page<StatementItem>, description = "One page of items")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(run): Id,
    Query(listing): Query<StatementItemListing>,
) -> Result<HttpResponse, ApiError> {
    let limit = page::limit(listing.limit)?;
    let after = listing.cursor.as_deref().map(str::parse::<i32>);
    let after = after.transpose().map_err(|_| page::no_cursor())?;
    let state = listing.state.map(StatementItemState::as_str);
    let mut rows = reading::snapshot(&api, &caller.tenant, "statement items", async |tx| {
        let known = statement_runs::exists(tx, run).await?;
        if !known {
            return Err(ApiError::NotFound("statement run"));
        }
        let after = after.unwrap_or(0);
        Ok(statement_runs::items(tx, run, state, after, i64::from(limit) + 1).await?)
    })
    .await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|item| item.position.to_string());
    let mut response = HttpResponse::Ok();
    if let Some(next) = &next {
        response.insert_header((LINK, page::link_to_next(&request, next)?));
    }
    let data: Vec<_> = rows.into_iter().map(StatementItem::from).collect();
    Ok(response.json(Page { data, next }))
}

impl StatementItemState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Exporting => "exporting",
            Self::Mailing => "mailing",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
        }
    }
}

impl From<statement_runs::StatementItem> for StatementItem {
    fn from(row: statement_runs::StatementItem) -> Self {
        let of_export = |url: fn(Uuid) -> String| row.export_id.map(url);
        Self {
            export_url: of_export(|id| format!("/v1/exports/{id}")),
            mails_url: of_export(|id| format!("/v1/mails?export_id={id}")),
            position: row.position,
            partner_id: row.partner_id,
            partner_name: row.partner_name,
            locale: row.locale,
            amount_due: row.amount_due,
            amount_overdue: row.amount_overdue,
            oldest_due: row.oldest_due,
            recipients: row.recipients,
            state: row.state,
            detail: row.detail,
            settled_at: row.settled_at,
        }
    }
}
