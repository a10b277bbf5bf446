//! What sync runs did, by hour.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::{SignedDuration, Timestamp};
use lifecycle::clock;
use serde::{Deserialize, Serialize};
use store::{Transaction, catalog};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        models::check_model,
        page::{self, Listing, Page},
        problem::Violation,
        query::Query,
        snapshot,
        state::Api,
    },
    status::read,
};

/// A week.
const MAX_HOURS: u32 = 168;
const DEFAULT_HOURS: u32 = 24;

/// Which hours are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MirrorHistoryListing {
    /// How many hours, the present one included: 1 to 168, default 24.
    #[param(minimum = 1, maximum = 168)]
    hours: Option<u32>,
    /// Only runs that read this model of Odoo, and what they did with it.
    #[param(example = "account.move.line")]
    model: Option<String>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// The runs that ended within an hour.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MirrorHour {
    /// The beginning of an hour in UTC.
    starts_at: Timestamp,
    runs_done: i64,
    runs_failed: i64,
    runs_cancelled: i64,
    /// By name; models that no run read are left out.
    models: Vec<MirrorHourModel>,
}

/// What the runs of an hour did with a model.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MirrorHourModel {
    #[schema(example = "account.move.line")]
    model: String,
    runs_done: i64,
    runs_failed: i64,
    runs_cancelled: i64,
    rows_applied: i64,
    /// Rows that were new or different.
    rows_changed: i64,
    /// Id ranges whose totals differed from Odoo's. Kept for 30 days.
    differences_found: i64,
    /// Rows that were written or removed because of differences.
    rows_repaired: i64,
}

/// What sync runs did in each of the last hours, newest first
///
/// A run counts in the hour in which it ended.
#[utoipa::path(
    get, path = "/v1/mirror/history", tag = "mirror", operation_id = "list_mirror_history",
    params(MirrorHistoryListing),
    responses((status = 200, body = Page<MirrorHour>, description = "One page of hours")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<MirrorHistoryListing>,
) -> Result<HttpResponse, ApiError> {
    let hours = listing.hours()?;
    let range = Listing::new(listing.limit, listing.cursor).range::<Timestamp>()?;
    let starts = starts_of_hours(clock::now(), hours)?;
    let rows_to_read = usize::try_from(range.rows_to_read()).map_err(ApiError::internal)?;
    let after = range.after;
    let starts: Vec<Timestamp> = starts
        .into_iter()
        .filter(|start| after.is_none_or(|after| *start < after))
        .take(rows_to_read)
        .collect();
    let model = listing.model.as_deref();
    let rows = snapshot::read(&api, &caller.tenant, "mirror history", async |tx| {
        if model.is_some() {
            check_model(&catalog::read(tx).await?, model)?;
        }
        read_hours(tx, &starts, model).await
    })
    .await?;
    let page: Page<MirrorHour> = range.page_of(rows, |hour| hour.starts_at, |hour| hour);
    page::answer(&request, &page)
}

impl MirrorHistoryListing {
    fn hours(&self) -> Result<u32, ApiError> {
        let hours = self.hours.unwrap_or(DEFAULT_HOURS);
        if (1..=MAX_HOURS).contains(&hours) {
            return Ok(hours);
        }
        let violation = Violation::in_parameter("hours", format!("{hours} is out of range"));
        Err(ApiError::invalid(
            violation.hinting(format!("1 to {MAX_HOURS}")),
        ))
    }
}

/// The beginnings of the hours, newest first.
fn starts_of_hours(now: Timestamp, hours: u32) -> Result<Vec<Timestamp>, ApiError> {
    let into_hour = now.as_second().rem_euclid(3600);
    let present =
        Timestamp::from_second(now.as_second() - into_hour).map_err(ApiError::internal)?;
    let back = |hours: u32| present - SignedDuration::from_hours(i64::from(hours));
    Ok((0..hours).map(back).collect())
}

/// The hours that begin at these instants, newest first.
async fn read_hours(
    tx: &Transaction<'_>,
    starts: &[Timestamp],
    model: Option<&str>,
) -> Result<Vec<MirrorHour>, ApiError> {
    let (Some(last), Some(first)) = (starts.first(), starts.last()) else {
        return Ok(Vec::new());
    };
    let until = *last + SignedDuration::from_hours(1);
    let mut hours: BTreeMap<Timestamp, MirrorHour> = starts
        .iter()
        .map(|start| (*start, MirrorHour::at(*start)))
        .collect();
    for row in read::ended_runs()
        .bind(tx, first, &until, &model)
        .all()
        .await?
    {
        if let Some(hour) = hours.get_mut(&row.starts_at) {
            hour.runs_done = row.runs_done;
            hour.runs_failed = row.runs_failed;
            hour.runs_cancelled = row.runs_cancelled;
        }
    }
    for row in read::ended_models()
        .bind(tx, first, &until, &model)
        .all()
        .await?
    {
        if let Some(hour) = hours.get_mut(&row.starts_at) {
            hour.models.push(row.into());
        }
    }
    Ok(hours.into_values().rev().collect())
}

impl MirrorHour {
    fn at(starts_at: Timestamp) -> Self {
        Self {
            starts_at,
            runs_done: 0,
            runs_failed: 0,
            runs_cancelled: 0,
            models: Vec::new(),
        }
    }
}

impl From<read::EndedModels> for MirrorHourModel {
    fn from(row: read::EndedModels) -> Self {
        Self {
            model: row.model,
            runs_done: row.runs_done,
            runs_failed: row.runs_failed,
            runs_cancelled: row.runs_cancelled,
            rows_applied: row.rows_applied,
            rows_changed: row.rows_changed,
            differences_found: row.differences_found,
            rows_repaired: row.rows_repaired,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::starts_of_hours;

    #[test]
    fn hours_begin_on_the_hour_and_the_present_one_comes_first() {
        let now = "2026-11-22T01:30:00Z".parse().unwrap();
        let starts = starts_of_hours(now, 3).unwrap();
        let starts: Vec<String> = starts.iter().map(ToString::to_string).collect();
        assert_eq!(
            starts,
            [
                "2026-11-22T01:00:00Z",
                "2026-11-22T00:00:00Z",
                "2026-11-21T23:00:00Z"
            ]
        );
    }
}
