//! Cash movements that people plan, for the treasury forecast.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::{Timestamp, ToSpan, civil::Date};
use reports::{Money, treasury_forecast};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sql::client::Params;
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        amount,
        auth::Caller,
        body::{self, Command},
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
    planned_movements::{
        read::{self, ListParams},
        write::{self, Movement},
    },
    writing,
};

/// Cash that is planned to come in or go out, once or repeatedly.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPlannedMovement {
    /// Optional if there is only one company.
    company_id: Option<i64>,
    /// A bank, cash or credit card journal of the company, if it is known.
    journal_id: Option<i64>,
    /// The day of the movement, or of the first one.
    #[schema(example = "2026-12-15")]
    date: Date,
    /// Only for repeated movements.
    repeat: Option<Repeat>,
    /// Positive: cash comes in; negative: cash goes out.
    #[schema(value_type = Money, example = "-12500.00")]
    amount: String,
    /// ISO 4217 code; the company's currency if left out. The amount is converted at the latest
    /// rate until the day of the forecast.
    #[schema(example = "PEN")]
    currency: Option<String>,
    /// 1 to 200 characters.
    #[schema(example = "Planilla")]
    label: String,
}

/// On the same day of each week or month. If a month is too short, on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeat {
    #[schema(inline)]
    every: Every,
    /// The last possible day, at most ten years after the first.
    #[schema(example = "2027-12-31")]
    last_day: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Every {
    Week,
    Month,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlannedMovement {
    id: Uuid,
    company_id: i64,
    journal_id: Option<i64>,
    date: Date,
    repeat: Option<Repeat>,
    #[schema(value_type = Money)]
    amount: Decimal,
    #[schema(example = "PEN")]
    currency: String,
    label: String,
    /// Rises with each change.
    version: i32,
    created_by: Party,
    created_at: Timestamp,
    updated_by: Party,
    updated_at: Timestamp,
    url: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PlannedMovementsParameters {
    /// Only those of this company.
    company_id: Option<i64>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// Planned movements, newest first
#[utoipa::path(
    get, path = "/v1/treasury/planned-movements", tag = "treasury",
    operation_id = "list_planned_movements", params(PlannedMovementsParameters),
    responses((status = 200, body = Page<PlannedMovement>, description = "One page of movements")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<PlannedMovementsParameters>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(asked.limit, asked.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = ListParams {
        before,
        before_id,
        company_id: asked.company_id,
        companies: caller.scope.companies(),
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "planned movements", async |tx| {
        Ok(read::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<PlannedMovement> = range.page(rows, |row| (row.created_at, row.id));
    page::answer(&request, &page)
}

/// Create a planned movement
#[utoipa::path(
    post, path = "/v1/treasury/planned-movements", tag = "treasury",
    operation_id = "create_planned_movement", request_body = NewPlannedMovement,
    responses((status = 201, body = PlannedMovement, description = "The movement is created",
        headers(("Location" = String, description = "The movement")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewPlannedMovement>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks) = (&command.body, &caller);
    body::once(&api, &caller, &command, "create planned movement", |tx| {
        async move {
            let movement = checked(tx, asks, new).await?;
            let id = write::create(tx, &movement, asks.requested_by()).await?;
            let made = find(tx, asks, id).await?;
            body::answer(StatusCode::CREATED, Some(made.url.clone()), &made)
        }
        .scope_boxed()
    })
    .await
}

/// One planned movement
#[utoipa::path(
    get, path = "/v1/treasury/planned-movements/{id}", tag = "treasury",
    operation_id = "show_planned_movement",
    params(("id" = Uuid, Path, description = "The movement")),
    responses((status = 200, body = PlannedMovement, description = "The movement")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let movement = snapshot::read(&api, &caller.tenant, "planned movement", async |tx| {
        find(tx, &caller, id).await
    })
    .await?;
    Ok(versioned(movement.version, &movement))
}

/// Replace a planned movement
#[utoipa::path(
    put, path = "/v1/treasury/planned-movements/{id}", tag = "treasury",
    operation_id = "replace_planned_movement",
    params(("id" = Uuid, Path, description = "The movement")),
    request_body = NewPlannedMovement,
    responses((status = 200, body = PlannedMovement, description = "The movement as it is now")),
)]
pub(crate) async fn replace(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<NewPlannedMovement>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let (new, asks, expected) = (&command.body, &caller, &expected);
    let movement = transaction::write(pool, "replace planned movement", |tx| {
        async move {
            write::lock(tx, id).await?;
            let before = find(tx, asks, id).await?;
            expected.check(Some(before.version))?;
            let movement = checked(tx, asks, new).await?;
            let replaced = write::replace(tx, id, &movement, asks.requested_by()).await;
            replaced.map_err(named)?;
            let after = find(tx, asks, id).await?;
            let act = "replace planned movement";
            asks.record_change(tx, act, &after.url, Some(&before), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(movement.version, &movement))
}

/// Delete a planned movement
#[utoipa::path(
    delete, path = "/v1/treasury/planned-movements/{id}", tag = "treasury",
    operation_id = "delete_planned_movement",
    params(("id" = Uuid, Path, description = "The movement")),
    responses((status = 204, description = "The movement is deleted")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    transaction::write(pool, "delete planned movement", |tx| {
        async move {
            write::lock(tx, id).await?;
            let before = find(tx, asks, id).await?;
            let deleted = write::delete(tx, id).await;
            deleted.map_err(named)?;
            let act = "delete planned movement";
            asks.record_change(tx, act, &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn find(
    tx: &Transaction<'_>,
    caller: &Caller,
    id: Uuid,
) -> Result<PlannedMovement, ApiError> {
    let movement = read::get().bind(tx, &id).opt().await?;
    let movement = movement.filter(|movement| caller.scope.has(movement.company_id));
    Ok(movement
        .ok_or(ApiError::NotFound("planned movement"))?
        .into())
}

fn named(error: writing::WriteError) -> ApiError {
    match error {
        writing::WriteError::NotFound => ApiError::NotFound("planned movement"),
        other => other.into(),
    }
}

async fn checked(
    tx: &Transaction<'_>,
    caller: &Caller,
    new: &NewPlannedMovement,
) -> Result<Movement, ApiError> {
    let amount = checked_amount(&new.amount)?;
    check_label(&new.label)?;
    check_repeat(new.date, new.repeat)?;
    let currency = new.currency.as_deref();
    let reader = caller.reader();
    let (company_id, journal_id) = (new.company_id, new.journal_id);
    let checked =
        treasury_forecast::check_planned(tx, &reader, company_id, journal_id, currency, amount);
    let (company, currency) = checked
        .await
        .map_err(|error| ApiError::from(error).in_body(""))?;
    Ok(Movement {
        company_id: company.id,
        journal_id: new.journal_id,
        date: new.date,
        repeat: new
            .repeat
            .map(|repeat| (repeat.every.as_str(), repeat.last_day)),
        amount,
        currency,
        label: new.label.clone(),
    })
}

fn checked_amount(text: &str) -> Result<Decimal, ApiError> {
    amount::read(text).ok_or_else(|| {
        refused(
            "/amount",
            format!("{text:?} is not a valid amount"),
            "a decimal number other than zero and below 10^15, such as -12500.00",
        )
    })
}

fn check_label(label: &str) -> Result<(), ApiError> {
    let good = (1..=200).contains(&label.chars().count())
        && label.trim() == label
        && !label.chars().any(char::is_control);
    if good {
        return Ok(());
    }
    let hint = "1 to 200 characters, without spaces at the start or end";
    Err(refused("/label", "it is not a valid label", hint))
}

fn check_repeat(date: Date, repeat: Option<Repeat>) -> Result<(), ApiError> {
    let last = date.saturating_add(treasury_forecast::MOST_YEARS.years());
    match repeat {
        Some(Repeat { last_day, .. }) if last_day < date || last_day > last => {
            let problem = format!("{last_day} is not between {date} and {last}");
            let hint = "a day up to ten years after the first one";
            Err(refused("/repeat/last_day", problem, hint))
        }
        _ => Ok(()),
    }
}

fn refused(pointer: &str, problem: impl Into<String>, hint: &str) -> ApiError {
    ApiError::invalid(Violation::in_body(pointer, problem).hinting(hint))
}

impl Every {
    fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

impl From<read::PlannedMovement> for PlannedMovement {
    fn from(row: read::PlannedMovement) -> Self {
        let every = match row.every.as_deref() {
            Some("week") => Every::Week,
            _ => Every::Month,
        };
        Self {
            url: format!("/v1/treasury/planned-movements/{}", row.id),
            id: row.id,
            company_id: row.company_id,
            journal_id: row.journal_id,
            date: row.date,
            repeat: row.until.map(|last_day| Repeat { every, last_day }),
            amount: row.amount,
            currency: row.currency,
            label: row.label,
            version: row.version,
            created_by: Party::new(&row.created_by, row.created_by_name),
            created_at: row.created_at,
            updated_by: Party::new(&row.updated_by, row.updated_by_name),
            updated_at: row.updated_at,
        }
    }
}
