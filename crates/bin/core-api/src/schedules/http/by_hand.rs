//! Starts a schedule by hand, and shows what a cron line means before it is saved.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use jiff::Timestamp;
use lifecycle::clock;
use reports::Scope;
use serde::{Deserialize, Serialize};
use store::{ScopedFutureExt, schedules::database_now};
use timetable::Timetable;
use utoipa::ToSchema;

use super::{AHEAD, find, fires::ScheduleFire, parsed};
use crate::{
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        path::Id,
        query::{NoParameters, Query},
        state::Api,
    },
    schedules::{read, start, write},
    writing::Actor,
};

/// A cron line and its time zone.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleSketch {
    /// Minute, hour, day, month, weekday.
    #[schema(example = "0 7 * * mon-fri")]
    cron: String,
    /// IANA name; the tenant's time zone if left out.
    #[schema(example = "America/Lima")]
    time_zone: Option<String>,
}

/// What a cron line means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SchedulePreview {
    time_zone: String,
    in_words: InWords,
    /// The next five instants.
    upcoming: Vec<Timestamp>,
}

/// The instants in words.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InWords {
    #[schema(example = "at 07:00 from Monday to Friday")]
    en: String,
    #[schema(example = "a las 07:00 de lunes a viernes")]
    es: String,
}

impl InWords {
    pub(super) fn of(timetable: &Timetable) -> Self {
        Self {
            en: timetable.in_english(),
            es: timetable.in_spanish(),
        }
    }
}

/// What a cron line means, before it is saved
///
/// Nothing is stored.
#[utoipa::path(
    post, path = "/v1/schedules/preview", tag = "schedules", operation_id = "preview_schedule",
    request_body = ScheduleSketch,
    responses((status = 200, body = SchedulePreview, description = "The next instants, and words")),
)]
pub(crate) async fn preview(
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<ScheduleSketch>,
) -> Result<Json<SchedulePreview>, ApiError> {
    let sketch = command.body;
    let time_zone = sketch.time_zone;
    let time_zone = time_zone.unwrap_or_else(|| caller.tenant.time_zone_name().to_owned());
    let timetable = parsed(&sketch.cron, &time_zone)?;
    caller.mark_recorded();
    Ok(Json(SchedulePreview {
        time_zone,
        in_words: InWords::of(&timetable),
        upcoming: timetable.next(clock::now(), AHEAD),
    }))
}

/// Start a schedule now
///
/// Relative days count from today in the schedule's time zone. The instants of the timetable stay
/// as they are, also while the schedule is paused. Its files belong to admins, as at any instant.
#[utoipa::path(
    post, path = "/v1/schedules/{id}/run", tag = "schedules", operation_id = "run_schedule",
    request_body = EmptyObject, params(("id" = uuid::Uuid, Path, description = "The schedule")),
    responses((status = 202, body = ScheduleFire, description = "It is started")),
)]
pub(crate) async fn run(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    body::once(&api, &caller, &command, "run schedule", |tx| {
        async move {
            write::lock(tx, id).await?;
            let schedule = find(tx, asks, id).await?;
            let timetable = parsed(&schedule.cron, &schedule.time_zone)?;
            let created_by = schedule.created_by.as_deref();
            let scope = read::scope().bind(tx, &created_by).one().await?;
            let actor = Actor {
                requested_by: &format!("schedule:{id}"),
                scope: Scope::new(scope),
                ..asks.actor()
            };
            let now = database_now().bind(tx).one().await?;
            let fire = start::start(tx, &actor, &schedule, timetable.day_of(now)).await?;
            let act = fire.act();
            write::note_started(tx, id, (now, asks.requested_by()), fire).await?;
            let fire = read::fire().bind(tx, &id, &now).one().await?;
            if let Some(act) = act {
                asks.record(tx, act).await?;
            }
            body::answer(StatusCode::ACCEPTED, None, &ScheduleFire::from(fire))
        }
        .scope_boxed()
    })
    .await
}
