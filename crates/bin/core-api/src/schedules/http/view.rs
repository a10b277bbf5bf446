//! Schedules as the API shows them.

use std::collections::HashMap;

use jiff::Timestamp;
use lifecycle::clock;
use serde::Serialize;
use serde_json::Value;
use states::{MissedPolicy, RunKind};
use store::{Transaction, schedules};
use timetable::Timetable;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{AHEAD, by_hand::InWords, fires::ScheduleFire};
use crate::{
    deliveries::Delivery,
    http::{
        error::ApiError,
        party::{self, Party},
    },
    schedules::read,
    statements::order::StatementOrder,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Schedule {
    id: Uuid,
    /// Rises with each change.
    pub(super) version: i32,
    name: String,
    cron: String,
    time_zone: String,
    /// What the cron line means.
    in_words: Option<InWords>,
    /// Null if the schedule starts something else.
    run_kind: Option<RunKind>,
    /// The report and its recipients.
    #[schema(value_type = Option<Delivery>)]
    report: Option<Value>,
    /// The statements to all customers with an amount due.
    #[schema(value_type = Option<StatementOrder>)]
    statement_run: Option<Value>,
    missed: MissedPolicy,
    grace_seconds: i32,
    paused: bool,
    /// Instants up to here are settled.
    last_due_at: Timestamp,
    /// The next five instants; empty while paused.
    upcoming: Vec<Timestamp>,
    /// What became of the newest instant; null before the first one.
    last_fire: Option<ScheduleFire>,
    /// Null for the schedules that every tenant has from the start.
    created_by: Option<Party>,
    /// Who changed it last.
    updated_by: Option<Party>,
    created_at: Timestamp,
    updated_at: Timestamp,
    pub(super) url: String,
}

/// The schedule as answers show it.
pub(super) async fn one(
    tx: &Transaction<'_>,
    row: schedules::Schedule,
) -> Result<Schedule, ApiError> {
    let mut shown = shown(tx, vec![row]).await?;
    shown.pop().ok_or(ApiError::NotFound("schedule"))
}

/// The schedules with names of people and their newest instants.
pub(super) async fn shown(
    tx: &Transaction<'_>,
    rows: Vec<schedules::Schedule>,
) -> Result<Vec<Schedule>, ApiError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let fires = read::last_fires().bind(tx, &ids).all().await?;
    let mut fires: HashMap<Uuid, ScheduleFire> = fires
        .into_iter()
        .map(|fire| (fire.schedule_id, fire.into()))
        .collect();
    let stored: Vec<&str> = rows
        .iter()
        .flat_map(|row| [&row.created_by, &row.updated_by])
        .filter_map(|by| by.as_deref())
        .collect();
    let known = party::all(tx, &stored).await?;
    let known: HashMap<String, Party> = stored
        .iter()
        .map(|by| (*by).to_owned())
        .zip(known)
        .collect();
    let party = |by: &Option<String>| by.as_ref().and_then(|by| known.get(by)).cloned();
    let shown = rows.into_iter().map(|row| {
        let (made, changed) = (party(&row.created_by), party(&row.updated_by));
        let fire = fires.remove(&row.id);
        Schedule::new(row, (made, changed), fire)
    });
    Ok(shown.collect())
}

impl Schedule {
    fn new(
        row: schedules::Schedule,
        (created_by, updated_by): (Option<Party>, Option<Party>),
        last_fire: Option<ScheduleFire>,
    ) -> Self {
        let timetable = Timetable::parse(&row.cron, &row.time_zone).ok();
        let in_words = timetable.as_ref().map(InWords::of);
        let upcoming = timetable
            .filter(|_| !row.paused)
            .map(|timetable| timetable.next(clock::now(), AHEAD))
            .unwrap_or_default();
        Self {
            url: format!("/v1/schedules/{}", row.id),
            id: row.id,
            version: row.version,
            name: row.name,
            cron: row.cron,
            time_zone: row.time_zone,
            in_words,
            run_kind: row.run_kind,
            report: row.report,
            statement_run: row.statement_run,
            missed: row.missed,
            grace_seconds: row.grace_seconds,
            paused: row.paused,
            last_due_at: row.last_due_at,
            upcoming,
            last_fire,
            created_by,
            updated_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
