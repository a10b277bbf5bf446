//! Saved views: reports with parameters under a name. Shared ones are seen by everybody in the tenant
//! who may see their companies, private ones only by who made them.

pub mod presentation;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sql::client::Params;
use states::{Role, SavedViewScope};
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command},
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
    saved_views::{
        http::presentation::Presentation,
        read::{self, ListParams},
        write::{self, View},
    },
};

/// A report with parameters, and its name.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSavedView {
    /// The key of the report, as for an export.
    #[schema(example = "ageing")]
    report: String,
    /// Unique among the views of the report.
    #[schema(example = "Lima, vencido")]
    name: String,
    /// The parameters of the report's own URL, and `side` or `partner_id` if its path contains
    /// them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
    /// the view is used.
    #[schema(value_type = Object, example = json!({"side": "receivable", "account_prefix": "1213"}))]
    parameters: Map<String, Value>,
    /// `shared`, the default, needs the role operator. A `private` view is for everybody.
    #[serde(default = "shared")]
    #[schema(default = "shared")]
    scope: SavedViewScope,
    /// The report shows this view first: a shared one to everybody, a private one to its owner,
    /// before the shared one. Another default of the same scope ends.
    #[serde(default)]
    is_default: bool,
    /// How the view looks.
    presentation: Option<Presentation>,
}

fn shared() -> SavedViewScope {
    SavedViewScope::Shared
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SavedViewsParameters {
    /// Only views of this report.
    #[serde(default)]
    #[param(example = "ageing")]
    report: Option<String>,
    /// Only shared or only private views.
    #[param(inline)]
    scope: Option<SavedViewScope>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedView {
    id: Uuid,
    #[schema(example = "ageing")]
    report: String,
    name: String,
    #[schema(value_type = Object)]
    parameters: Value,
    scope: SavedViewScope,
    /// The report shows this view first.
    is_default: bool,
    #[schema(value_type = Option<Presentation>)]
    presentation: Option<Value>,
    /// Rises with each change.
    version: i32,
    created_by: Party,
    created_at: Timestamp,
    updated_at: Timestamp,
    url: String,
    /// The URL of the report with these parameters, if it has one.
    #[schema(example = "/v1/receivables/ageing?account_prefix=1213")]
    report_url: Option<String>,
}

/// Shared and own private views, by report and name
#[utoipa::path(
    get, path = "/v1/saved-views", tag = "saved views", operation_id = "list_saved_views",
    params(SavedViewsParameters),
    responses((status = 200, body = Page<SavedView>, description = "One page of saved views")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<SavedViewsParameters>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(asked.limit, asked.cursor).range()?;
    let (after, after_name, after_id) = match range.after.clone() {
        Some((report, name, id)) => (Some(report), Some(name), Some(id)),
        None => (None, None, None),
    };
    let wanted = ListParams {
        report: asked.report,
        owner: caller.requested_by(),
        scope: asked.scope,
        companies: caller.scope.companies(),
        after,
        after_name,
        after_id,
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "saved views", async |tx| {
        Ok(read::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let key = |row: &read::SavedView| (row.report.clone(), row.name.clone(), row.id);
    let page: Page<SavedView> = range.page(rows, key);
    page::answer(&request, &page)
}

/// Save a view
#[utoipa::path(
    post, path = "/v1/saved-views", tag = "saved views", operation_id = "create_saved_view",
    request_body = NewSavedView,
    responses((status = 201, body = SavedView, description = "The view is created",
        headers(("Location" = String, description = "The view")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewSavedView>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks) = (&command.body, &caller);
    body::once(&api, &caller, &command, "create saved view", |tx| {
        async move {
            check_role(new.scope, asks)?;
            write::lock(tx).await?;
            let view = checked(tx, new, asks).await?;
            end_other_default(tx, asks, (Uuid::nil(), asks.requested_by()), &view).await?;
            let id = write::create(tx, &view, asks.requested_by()).await?;
            let view = SavedView::from(find(tx, asks, id).await?);
            body::answer(StatusCode::CREATED, Some(view.url.clone()), &view)
        }
        .scope_boxed()
    })
    .await
}

/// One saved view
#[utoipa::path(
    get, path = "/v1/saved-views/{id}", tag = "saved views", operation_id = "show_saved_view",
    params(("id" = Uuid, Path, description = "The view")),
    responses((status = 200, body = SavedView, description = "The view")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let view = snapshot::read(&api, &caller.tenant, "saved view", async |tx| {
        Ok(SavedView::from(find(tx, &caller, id).await?))
    })
    .await?;
    Ok(versioned(view.version, &view))
}

/// Replace a saved view
#[utoipa::path(
    put, path = "/v1/saved-views/{id}", tag = "saved views", operation_id = "replace_saved_view",
    params(("id" = Uuid, Path, description = "The view")),
    request_body = NewSavedView,
    responses((status = 200, body = SavedView, description = "The view as it is now")),
)]
pub(crate) async fn replace(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<NewSavedView>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let (new, asks, expected) = (&command.body, &caller, &expected);
    let view = transaction::write(pool, "replace saved view", |tx| {
        async move {
            write::lock(tx).await?;
            let before = find(tx, asks, id).await?;
            expected.check(Some(before.version))?;
            check_role(before.scope, asks)?;
            check_role(new.scope, asks)?;
            if new.scope == SavedViewScope::Private && before.created_by != asks.requested_by() {
                let problem = "only who made a view can make it private";
                return Err(ApiError::invalid(Violation::in_body("/scope", problem)));
            }
            let view = checked(tx, new, asks).await?;
            end_other_default(tx, asks, (id, &before.created_by), &view).await?;
            write::replace(tx, id, &view, &before.created_by).await?;
            let before = SavedView::from(before);
            let after = SavedView::from(find(tx, asks, id).await?);
            let act = "replace saved view";
            asks.record_change(tx, act, &after.url, Some(&before), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(view.version, &view))
}

/// Delete a saved view
#[utoipa::path(
    delete, path = "/v1/saved-views/{id}", tag = "saved views", operation_id = "delete_saved_view",
    params(("id" = Uuid, Path, description = "The view")),
    responses((status = 204, description = "The view is deleted")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    transaction::write(pool, "delete saved view", |tx| {
        async move {
            write::lock(tx).await?;
            let before = find(tx, asks, id).await?;
            check_role(before.scope, asks)?;
            write::delete(tx, id).await?;
            let before = SavedView::from(before);
            asks.record_change(tx, "delete saved view", &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The view, or 404; 404 also for a private view of somebody else.
async fn find(
    tx: &Transaction<'_>,
    caller: &Caller,
    id: Uuid,
) -> Result<read::SavedView, ApiError> {
    let view = read::get().bind(tx, &id).opt().await?;
    let view = view.filter(|view| {
        let is_seen =
            view.scope == SavedViewScope::Shared || view.created_by == caller.requested_by();
        is_seen && caller.scope.covers(view.company_ids.as_deref())
    });
    view.ok_or(ApiError::NotFound("saved view"))
}

/// A report has one default. Ending it is a change of the other view. `owner` made the view `id`.
async fn end_other_default(
    tx: &Transaction<'_>,
    caller: &Caller,
    (id, owner): (Uuid, &str),
    view: &View,
) -> Result<(), ApiError> {
    if !view.is_default {
        return Ok(());
    }
    let other = read::other_default();
    let other = other.bind(tx, &view.report, &view.scope, &id, &owner);
    let Some(before) = other.opt().await? else {
        return Ok(());
    };
    caller.check_companies(before.company_ids.as_deref())?;
    write::end_default(tx, before.id).await?;
    let after = read::get().bind(tx, &before.id).one().await?;
    let (before, after) = (SavedView::from(before), SavedView::from(after));
    let act = "replace saved view";
    caller
        .record_change(tx, act, &after.url, Some(&before), Some(&after))
        .await?;
    Ok(())
}

/// What everybody sees, only operators change.
fn check_role(scope: SavedViewScope, caller: &Caller) -> Result<(), ApiError> {
    if scope == SavedViewScope::Private || caller.role >= Role::Operator {
        return Ok(());
    }
    Err(ApiError::Forbidden {
        needs: Role::Operator,
        has: caller.role,
    })
}

/// Parameters are valid if the report can be prepared with them.
async fn checked(
    tx: &Transaction<'_>,
    new: &NewSavedView,
    caller: &Caller,
) -> Result<View, ApiError> {
    checks::name(&new.name, "/name")?;
    let reader = caller.reader();
    let settled = checks::parameters(tx, &new.report, &new.parameters, &reader, "").await?;
    Ok(View {
        report: new.report.clone(),
        name: new.name.clone(),
        parameters: new.parameters.clone(),
        scope: new.scope,
        is_default: new.is_default,
        presentation: presentation::checked(new.presentation.as_ref())?,
        company_ids: settled.company_ids,
    })
}

impl From<read::SavedView> for SavedView {
    fn from(row: read::SavedView) -> Self {
        Self {
            url: format!("/v1/saved-views/{}", row.id),
            report_url: report_url(&row.report, &row.parameters),
            id: row.id,
            report: row.report,
            name: row.name,
            parameters: row.parameters,
            scope: row.scope,
            is_default: row.is_default,
            presentation: row.presentation,
            version: row.version,
            created_by: Party::new(&row.created_by, row.created_by_name),
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

fn report_url(report: &str, parameters: &Value) -> Option<String> {
    reports::find(report)?.url(parameters.as_object()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::report_url;

    #[test]
    fn a_saved_view_links_to_its_report() {
        for (report, parameters, expected) in [
            (
                "ageing",
                json!({"side": "payable"}),
                Some("/v1/payables/ageing"),
            ),
            (
                "open-items",
                json!({"side": "receivable", "account_type": "asset_current"}),
                Some("/v1/receivables/open-items?account_type=asset_current"),
            ),
            (
                "treasury-forecast",
                json!({"include_planned": false}),
                Some("/v1/treasury/forecast?include_planned=false"),
            ),
            (
                "trial-balance",
                json!({"by": "level", "digits": 2}),
                Some("/v1/ledger/trial-balance?by=level&digits=2"),
            ),
            (
                "partner-statement",
                json!({"partner_id": 7, "currency": "USD"}),
                Some("/v1/partners/7/statement?currency=USD"),
            ),
            ("sales", json!({}), None),
        ] {
            assert_eq!(report_url(report, &parameters).as_deref(), expected);
        }
    }
}
