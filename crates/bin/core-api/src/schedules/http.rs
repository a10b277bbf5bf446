//! Schedules: which runs, reports and statements start automatically, and when.

pub mod by_hand;
pub mod fires;
pub mod view;
pub mod work;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use serde::Deserialize;
use states::{MissedPolicy, RunKind};
use store::{ScopedFutureExt, Transaction, schedules, transaction};
use timetable::{ParseError, Timetable};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    deliveries::Delivery,
    http::{
        auth::Caller,
        body::{self, Command},
        checks,
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        precondition::{Expected, versioned},
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    schedules::{http::view::Schedule, write},
    statements::order::StatementOrder,
};

/// Number of future instants in answers.
const AHEAD: usize = 5;

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSchedule {
    /// Unique in the tenant.
    #[schema(example = "hourly")]
    name: String,
    /// Minute, hour, day, month, weekday.
    #[schema(example = "0 * * * *")]
    cron: String,
    /// IANA name; the tenant's time zone if left out.
    #[schema(example = "America/Lima")]
    time_zone: Option<String>,
    /// A sync run. Exactly one of `run_kind`, `report` and `statement_run` is needed.
    run_kind: Option<ScheduledKind>,
    /// A report and its recipients.
    report: Option<Delivery>,
    /// Statements to all customers with an amount due.
    statement_run: Option<StatementOrder>,
    #[serde(default)]
    missed: MissedPolicy,
    /// With `skip`: how late an instant may be and still start.
    #[serde(default = "five_minutes")]
    #[schema(default = 300, maximum = 86400)]
    grace_seconds: u32,
    #[serde(default)]
    paused: bool,
}

/// The changes. Members that are left out stay as they are.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleChange {
    name: Option<String>,
    cron: Option<String>,
    time_zone: Option<String>,
    /// Only for schedules that start sync runs.
    run_kind: Option<ScheduledKind>,
    /// Replaces the whole report. Only for schedules that start reports.
    report: Option<Delivery>,
    /// Replaces all of it. Only for schedules that start statement runs.
    statement_run: Option<StatementOrder>,
    missed: Option<MissedPolicy>,
    grace_seconds: Option<u32>,
    paused: Option<bool>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum ScheduledKind {
    Snapshot,
    Incremental,
    Verify,
}

/// All schedules, by name
#[utoipa::path(
    get, path = "/v1/schedules", tag = "schedules", operation_id = "list_schedules",
    params(Listing),
    responses((status = 200, body = Page<Schedule>, description = "One page of schedules")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let companies = caller.scope.companies();
    let page = snapshot::read(&api, &caller.tenant, "schedules", async |tx| {
        let rows = schedules::page()
            .bind(tx, &companies, &range.after, &range.rows_to_read())
            .all()
            .await?;
        let Page { data, next } = range.page_of(rows, |row| row.name.clone(), |row| row);
        Ok(Page {
            data: view::shown(tx, data).await?,
            next,
        })
    });
    let page: Page<Schedule> = page.await?;
    page::answer(&request, &page)
}

/// Create a schedule
#[utoipa::path(
    post, path = "/v1/schedules", tag = "schedules", operation_id = "create_schedule",
    request_body = NewSchedule,
    responses((status = 201, body = Schedule, description = "The schedule is created",
        headers(("Location" = String, description = "The schedule")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewSchedule>,
) -> Result<HttpResponse, ApiError> {
    let body = &command.body;
    let new = write::NewSchedule {
        created_by: Some(caller.requested_by().to_owned()),
        ..checked(body, caller.tenant.time_zone_name())?
    };
    let (new, asks) = (&new, &caller);
    body::once(&api, &caller, &command, "create schedule", |tx| {
        async move {
            let (report, order) = (body.report.as_ref(), body.statement_run.as_ref());
            let new = write::NewSchedule {
                company_ids: work::check(tx, asks, report, order).await?,
                ..new.clone()
            };
            let id = write::create(tx, &new).await?;
            let schedule = view::one(tx, find(tx, asks, id).await?).await?;
            body::answer(StatusCode::CREATED, Some(schedule.url.clone()), &schedule)
        }
        .scope_boxed()
    })
    .await
}

/// One schedule
#[utoipa::path(
    get, path = "/v1/schedules/{id}", tag = "schedules", operation_id = "show_schedule",
    params(("id" = Uuid, Path, description = "The schedule")),
    responses((status = 200, body = Schedule, description = "The schedule")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let schedule = snapshot::read(&api, &caller.tenant, "schedule", async |tx| {
        view::one(tx, find(tx, &caller, id).await?).await
    })
    .await?;
    Ok(versioned(schedule.version, &schedule))
}

/// Change, pause or resume a schedule
#[utoipa::path(
    patch, path = "/v1/schedules/{id}", tag = "schedules", operation_id = "change_schedule",
    params(("id" = Uuid, Path, description = "The schedule")),
    request_body = ScheduleChange,
    responses((status = 200, body = Schedule, description = "The schedule as it is now")),
)]
pub(crate) async fn change(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<ScheduleChange>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let (asked, asks, expected) = (&command.body, &caller, &expected);
    let schedule = transaction::write(pool, "change schedule", |tx| {
        async move {
            write::lock(tx, id).await?;
            let now = find(tx, asks, id).await?;
            expected.check(Some(now.version))?;
            let mut change = checked_change(asked, &now)?;
            let before = view::one(tx, now).await?;
            if change.work.is_some() {
                let (report, order) = (asked.report.as_ref(), asked.statement_run.as_ref());
                change.company_ids = work::check(tx, asks, report, order).await?;
            }
            write::change(tx, id, &change, asks.requested_by()).await?;
            let after = view::one(tx, find(tx, asks, id).await?).await?;
            let act = "change schedule";
            asks.record_change(tx, act, &after.url, Some(&before), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(schedule.version, &schedule))
}

async fn find(
    tx: &Transaction<'_>,
    caller: &Caller,
    id: Uuid,
) -> Result<schedules::Schedule, ApiError> {
    let schedule = schedules::get().bind(tx, &id).opt().await?;
    let schedule = schedule.filter(|row| caller.scope.covers(row.company_ids.as_deref()));
    schedule.ok_or(ApiError::NotFound("schedule"))
}

fn five_minutes() -> u32 {
    300
}

fn checked(new: &NewSchedule, default_time_zone: &str) -> Result<write::NewSchedule, ApiError> {
    let time_zone = new.time_zone.as_deref().unwrap_or(default_time_zone);
    checks::name(&new.name, "/name")?;
    parsed(&new.cron, time_zone)?;
    Ok(write::NewSchedule {
        name: new.name.clone(),
        cron: new.cron.clone(),
        time_zone: time_zone.to_owned(),
        work: work::chosen(new)?,
        missed: new.missed,
        grace_seconds: grace(new.grace_seconds)?,
        paused: new.paused,
        company_ids: None,
        created_by: None,
    })
}

fn checked_change(
    change: &ScheduleChange,
    now: &schedules::Schedule,
) -> Result<write::ScheduleChange, ApiError> {
    if let Some(name) = &change.name {
        checks::name(name, "/name")?;
    }
    let cron = change.cron.as_ref().unwrap_or(&now.cron);
    let time_zone = change.time_zone.as_ref().unwrap_or(&now.time_zone);
    parsed(cron, time_zone)?;
    Ok(write::ScheduleChange {
        name: change.name.clone(),
        cron: change.cron.clone(),
        time_zone: change.time_zone.clone(),
        work: work::changed(change, now)?,
        company_ids: None,
        missed: change.missed,
        grace_seconds: change.grace_seconds.map(grace).transpose()?,
        paused: change.paused,
    })
}

fn parsed(cron: &str, time_zone: &str) -> Result<Timetable, ApiError> {
    Timetable::parse(cron, time_zone).map_err(|error| {
        let pointer = if matches!(error, ParseError::Zone(_)) {
            "/time_zone"
        } else {
            "/cron"
        };
        ApiError::invalid(Violation::in_body(pointer, error.to_string()))
    })
}

fn grace(seconds: u32) -> Result<i32, ApiError> {
    i32::try_from(seconds)
        .ok()
        .filter(|seconds| *seconds <= 86_400)
        .ok_or_else(|| {
            let violation = Violation::in_body("/grace_seconds", format!("{seconds} is too long"))
                .hinting("at most 86400, which is a day");
            ApiError::invalid(violation)
        })
}

impl From<ScheduledKind> for RunKind {
    fn from(kind: ScheduledKind) -> Self {
        match kind {
            ScheduledKind::Snapshot => Self::Snapshot,
            ScheduledKind::Incremental => Self::Incremental,
            ScheduledKind::Verify => Self::Verify,
        }
    }
}
