//! The record of acts, for the admins of the tenant.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::client::Params;
use utoipa::{IntoParams, ToSchema};

use crate::{
    audit::read::{self, ListParams},
    http::{
        auth::Caller,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        query::Query,
        snapshot,
        state::Api,
    },
};

/// Which acts are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditListing {
    /// Only acts of this person, key or schedule.
    #[param(example = "key:k3v9x2m8q1zt")]
    actor: Option<String>,
    /// Only acts of this kind.
    #[param(example = "replace saved view")]
    action: Option<String>,
    /// Only acts on what has this URL.
    #[param(example = "/v1/saved-views/0197a1b2-0000-7000-8000-000000000001")]
    object: Option<String>,
    /// At or after this instant.
    since: Option<Timestamp>,
    /// Before this instant.
    until: Option<Timestamp>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// One act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditEntry {
    /// From 1, without gaps.
    number: i64,
    at: Timestamp,
    /// With the name at that time.
    actor: Party,
    #[schema(example = "replace saved view")]
    action: String,
    /// The URL of what it was about.
    object: Option<String>,
    /// The settings before. Never secrets.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// The settings after, or what was requested.
    #[schema(value_type = Option<Object>)]
    after: Option<Value>,
    reason: Option<String>,
    #[schema(example = "192.0.2.7")]
    address: Option<String>,
    user_agent: Option<String>,
    trace_id: Option<String>,
}

/// Who did what, newest first
#[utoipa::path(
    get, path = "/v1/audit", tag = "audit", operation_id = "list_audit", params(AuditListing),
    responses((status = 200, body = Page<AuditEntry>, description = "One page of acts")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<AuditListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let wanted = ListParams {
        before: range.after.unwrap_or(i64::MAX),
        actor: listing.actor.as_deref(),
        action: listing.action.as_deref(),
        object: listing.object.as_deref(),
        since: listing.since,
        until: listing.until,
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "audit", async |tx| {
        Ok(read::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<AuditEntry> = range.page(rows, |row| row.number);
    page::answer(&request, &page)
}

impl From<read::Entry> for AuditEntry {
    fn from(row: read::Entry) -> Self {
        Self {
            number: row.number,
            at: row.at,
            actor: Party::new(&row.actor, row.actor_name),
            action: row.action,
            object: row.object,
            before: row.before,
            after: row.after,
            reason: row.reason,
            address: row.address,
            user_agent: row.user_agent,
            trace_id: row.trace_id,
        }
    }
}
