//! The customers of a statement run, and the outcome for each.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::{Timestamp, civil::Date};
use reports::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sql::client::Params;
use states::StatementItemState;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        query::Query,
        sentence::Sentence,
        snapshot,
        state::Api,
    },
    statements::read::{self, ItemsParams},
};

/// Which items are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatementItemListing {
    /// Only those in this state.
    #[param(inline)]
    state: Option<StatementItemState>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// Amounts are in the company's currency, as of the request of the run.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementItem {
    /// Counts from 1, by name.
    position: i32,
    partner_id: i64,
    partner_name: Option<String>,
    #[schema(example = "es-PE")]
    locale: String,
    #[schema(value_type = Money, example = "1180.00")]
    amount_due: Decimal,
    #[schema(value_type = Money, example = "590.00")]
    amount_overdue: Decimal,
    oldest_due: Option<Date>,
    /// Each gets a separate mail.
    recipients: Vec<String>,
    state: StatementItemState,
    /// Why it was not sent, or which addresses were left out. In the language of
    /// `Accept-Language`.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
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
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let rows = snapshot::read(&api, &caller.tenant, "statement items", async |tx| {
        let companies = read::companies().bind(tx, &run).opt().await?;
        if !companies.is_some_and(|companies| caller.scope.covers(Some(&companies))) {
            return Err(ApiError::NotFound("statement run"));
        }
        let wanted = ItemsParams {
            run_id: run,
            after: range.after.unwrap_or(0),
            state: listing.state,
            limit: range.rows_to_read(),
        };
        Ok(read::items().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<StatementItem> = range.page(rows, |item| item.position);
    page::answer(&request, &page)
}

impl From<read::StatementItem> for StatementItem {
    fn from(row: read::StatementItem) -> Self {
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
            detail: row.detail.map(Sentence::from),
            settled_at: row.settled_at,
        }
    }
}
