//! Customers that statement runs leave out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;

use crate::{
    http::{
        auth::Caller,
        body::Command,
        checks,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::OdooId,
        precondition::{Expected, versioned},
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    statements::{read, write},
    writing,
};

/// Why a customer gets no statements, and until when.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewStatementExclusion {
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "Pays by payroll deduction"
    )]
    reason: String,
    /// The last day; permanent if left out.
    last_day: Option<Date>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementExclusion {
    partner_id: i64,
    partner_name: Option<String>,
    reason: String,
    last_day: Option<Date>,
    /// False if its last day is past.
    in_force: bool,
    created_by: Party,
    created_at: Timestamp,
    /// Rises with each change.
    version: i64,
    url: String,
}

/// All excluded customers, by their id
#[utoipa::path(
    get, path = "/v1/statement-exclusions", tag = "statement runs",
    operation_id = "list_statement_exclusions", params(Listing),
    responses((status = 200, body = Page<StatementExclusion>, description = "One page of exclusions")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let rows = snapshot::read(&api, &caller.tenant, "exclusions", async |tx| {
        let after = range.after.unwrap_or(i64::MIN);
        let companies = caller.scope.companies();
        Ok(read::exclusions()
            .bind(tx, &after, &companies, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let today = caller.today();
    let page = range.page_of(rows, |row| row.partner_id, |row| view(row, today));
    page::answer(&request, &page)
}

/// Why and until when a customer is excluded
#[utoipa::path(
    get, path = "/v1/partners/{id}/statement-exclusion", tag = "statement runs",
    operation_id = "show_statement_exclusion",
    params(("id" = i64, Path, description = "Odoo's id of the partner")),
    responses((status = 200, body = StatementExclusion, description = "The exclusion")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    OdooId(partner): OdooId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let today = caller.today();
    let row = snapshot::read(&api, &caller.tenant, "exclusion", async |tx| {
        find(tx, &caller, partner).await
    });
    let exclusion = view(row.await?, today);
    Ok(versioned(exclusion.version, &exclusion))
}

/// Exclude a customer from statement runs
///
/// It replaces an earlier exclusion of the customer, or creates the first one with `If-None-Match: *`. Active runs leave the customer out as well, if
/// its turn has not come.
#[utoipa::path(
    put, path = "/v1/partners/{id}/statement-exclusion", tag = "statement runs",
    operation_id = "put_statement_exclusion",
    params(("id" = i64, Path, description = "Odoo's id of the partner")),
    request_body = NewStatementExclusion,
    responses((status = 200, body = StatementExclusion, description = "The exclusion as it is now")),
)]
pub(crate) async fn put(
    api: Data<Api>,
    caller: Caller,
    OdooId(partner): OdooId,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<NewStatementExclusion>,
) -> Result<HttpResponse, ApiError> {
    let today = caller.today();
    let (new, asks, expected) = (&command.body, &caller, &expected);
    checks::text(Some(&new.reason), 500, "/reason")?;
    if let Some(last_day) = new.last_day.filter(|day| *day < today) {
        let violation = Violation::in_body("/last_day", format!("{last_day} is in the past"))
            .hinting("today or a later day; delete the exclusion to end it now");
        return Err(ApiError::invalid(violation));
    }
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let after = transaction::write(pool, "exclude customer", |tx| {
        async move {
            check_partner(tx, asks, partner).await?;
            write::exclusions::lock(tx, partner).await?;
            let before = read::exclusion().bind(tx, &partner).opt().await?;
            let before = before.map(|row| view(row, today));
            expected.check(before.as_ref().map(|before| before.version))?;
            let (reason, until) = (&new.reason, new.last_day);
            let put = write::exclusions::put(tx, partner, reason, until, asks.requested_by());
            put.await.map_err(|error| not_found(error, "partner"))?;
            let after = view(find(tx, asks, partner).await?, today);
            let act = "exclude customer";
            asks.record_change(tx, act, &after.url, before.as_ref(), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(after.version, &after))
}

/// End the exclusion of a customer
#[utoipa::path(
    delete, path = "/v1/partners/{id}/statement-exclusion", tag = "statement runs",
    operation_id = "delete_statement_exclusion",
    params(("id" = i64, Path, description = "Odoo's id of the partner")),
    responses((status = 204, description = "The customer is no longer excluded")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    OdooId(partner): OdooId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let (asks, today) = (&caller, caller.today());
    transaction::write(pool, "include customer", |tx| {
        async move {
            let before = view(find(tx, asks, partner).await?, today);
            let deleted = write::exclusions::delete(tx, partner).await;
            deleted.map_err(|error| not_found(error, "exclusion"))?;
            asks.record_change(tx, "include customer", &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// 404 for a partner of a company that the caller may not see.
pub(super) async fn check_partner(
    tx: &Transaction<'_>,
    caller: &Caller,
    partner: i64,
) -> Result<(), ApiError> {
    let company = read::company_of_partner().bind(tx, &partner).opt().await?;
    let seen = company.is_some_and(|company| caller.scope.shows(company));
    seen.then_some(()).ok_or(ApiError::NotFound("partner"))
}

async fn find(
    tx: &Transaction<'_>,
    caller: &Caller,
    partner: i64,
) -> Result<read::StatementExclusion, ApiError> {
    let exclusion = read::exclusion().bind(tx, &partner).opt().await?;
    let exclusion = exclusion.filter(|row| caller.scope.shows(row.company_id));
    exclusion.ok_or(ApiError::NotFound("exclusion"))
}

fn not_found(error: writing::WriteError, thing: &'static str) -> ApiError {
    match error {
        writing::WriteError::NotFound => ApiError::NotFound(thing),
        other => other.into(),
    }
}

fn view(row: read::StatementExclusion, today: Date) -> StatementExclusion {
    StatementExclusion {
        in_force: row.until.is_none_or(|until| today <= until),
        url: format!("/v1/partners/{}/statement-exclusion", row.partner_id),
        partner_id: row.partner_id,
        partner_name: row.partner_name,
        reason: row.reason,
        last_day: row.until,
        created_by: Party::new(&row.created_by, row.created_by_name),
        created_at: row.created_at,
        version: row.version,
    }
}
