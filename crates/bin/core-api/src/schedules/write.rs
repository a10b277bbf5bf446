//! Writes of schedules, and of the outcomes of their instants.

use jiff::Timestamp;
use sql::{
    client::Params,
    queries::core_api::schedules::write::{
        self as statements, ChangeParams, InsertFireParams, InsertParams,
    },
};
use states::{MissedPolicy, RunKind};
use store::Transaction;
use uuid::Uuid;

use crate::{acts::Act, writing::WriteError};

/// What a schedule starts.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// A sync run: a snapshot, an incremental or a verify.
    Run(RunKind),
    /// A report and its mails, as JSON.
    Report(serde_json::Value),
    /// A statement run, as JSON.
    StatementRun(serde_json::Value),
}

impl Work {
    fn run_kind(&self) -> Option<RunKind> {
        match self {
            Self::Run(kind) => Some(*kind),
            _ => None,
        }
    }

    fn report(&self) -> Option<&serde_json::Value> {
        match self {
            Self::Report(report) => Some(report),
            _ => None,
        }
    }

    fn statement_run(&self) -> Option<&serde_json::Value> {
        match self {
            Self::StatementRun(order) => Some(order),
            _ => None,
        }
    }
}

/// A new schedule. The caller has checked cron line and time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSchedule {
    pub name: String,
    pub cron: String,
    pub time_zone: String,
    pub work: Work,
    pub missed: MissedPolicy,
    pub grace_seconds: i32,
    pub paused: bool,
    /// The companies whose books it shows; None for all.
    pub company_ids: Option<Vec<i64>>,
    /// `None` for a schedule that every tenant has from the start.
    pub created_by: Option<String>,
}

/// The changes; `None` leaves a value as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScheduleChange {
    pub name: Option<String>,
    pub cron: Option<String>,
    pub time_zone: Option<String>,
    pub work: Option<Work>,
    /// Of the new work.
    pub company_ids: Option<Vec<i64>>,
    pub missed: Option<MissedPolicy>,
    pub grace_seconds: Option<i32>,
    pub paused: Option<bool>,
}

pub async fn create(tx: &Transaction<'_>, new: &NewSchedule) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    if insert(tx, id, new).await? {
        Ok(id)
    } else {
        Err(WriteError::Conflict(format!(
            "a schedule named {} already exists",
            new.name
        )))
    }
}

/// Creates the schedule unless one with this name exists.
pub async fn create_default(tx: &Transaction<'_>, new: &NewSchedule) -> Result<(), WriteError> {
    insert(tx, Uuid::now_v7(), new).await.map(|_| ())
}

async fn insert(tx: &Transaction<'_>, id: Uuid, new: &NewSchedule) -> Result<bool, WriteError> {
    let params = InsertParams {
        id,
        name: &new.name,
        cron: &new.cron,
        time_zone: &new.time_zone,
        run_kind: new.work.run_kind(),
        report: new.work.report(),
        missed: new.missed,
        grace_seconds: new.grace_seconds,
        paused: new.paused,
        statement_run: new.work.statement_run(),
        company_ids: new.company_ids.as_deref(),
        created_by: new.created_by.as_deref(),
    };
    Ok(statements::insert().params(tx, &params).await? == 1)
}

/// After a change of the timetable, or the end of a pause, instants count from now: those of the
/// old timetable or of the pause never fire.
pub async fn change(
    tx: &Transaction<'_>,
    id: Uuid,
    change: &ScheduleChange,
    updated_by: &str,
) -> Result<(), WriteError> {
    if let Some(name) = &change.name
        && statements::has_other().bind(tx, name, &id).one().await?
    {
        return Err(WriteError::Conflict(format!(
            "a schedule named {name} already exists"
        )));
    }
    let restarts =
        change.cron.is_some() || change.time_zone.is_some() || change.paused == Some(false);
    let work = change.work.as_ref();
    let params = ChangeParams {
        name: change.name.as_deref(),
        cron: change.cron.as_deref(),
        time_zone: change.time_zone.as_deref(),
        changes_work: work.is_some(),
        run_kind: work.and_then(Work::run_kind),
        report: work.and_then(Work::report),
        missed: change.missed,
        grace_seconds: change.grace_seconds,
        paused: change.paused,
        updated_by,
        statement_run: work.and_then(Work::statement_run),
        company_ids: change.company_ids.as_deref(),
        restarts,
        id,
    };
    if statements::change().params(tx, &params).await? == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// The outcome of one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fire {
    Run(Uuid),
    Export(Uuid),
    StatementRun(Uuid),
    Missed,
    Failed(String),
}

impl Fire {
    /// What the record of acts has about it.
    pub(crate) fn act(&self) -> Option<Act> {
        match self {
            Self::Export(id) => Some(Act::new("request export").on(format!("/v1/exports/{id}"))),
            Self::StatementRun(id) => {
                let object = format!("/v1/statement-runs/{id}");
                Some(Act::new("request statement run").on(object))
            }
            Self::Run(_) | Self::Missed | Self::Failed(_) => None,
        }
    }
}

/// Records what became of an instant. Earlier instants are settled with it.
pub async fn settle(
    tx: &Transaction<'_>,
    schedule: Uuid,
    due_at: Timestamp,
    fire: Fire,
) -> Result<(), WriteError> {
    insert_fire(tx, schedule, (due_at, None), fire).await?;
    statements::advance().bind(tx, &due_at, &schedule).await?;
    Ok(())
}

/// Records that somebody started it by hand at this instant. Instants of the timetable stay as
/// they are.
pub async fn note_started(
    tx: &Transaction<'_>,
    schedule: Uuid,
    (at, requested_by): (Timestamp, &str),
    fire: Fire,
) -> Result<(), WriteError> {
    insert_fire(tx, schedule, (at, Some(requested_by)), fire).await
}

async fn insert_fire(
    tx: &Transaction<'_>,
    schedule: Uuid,
    (due_at, requested_by): (Timestamp, Option<&str>),
    fire: Fire,
) -> Result<(), WriteError> {
    let mut params = InsertFireParams {
        schedule_id: schedule,
        due_at,
        outcome: "started",
        run_id: None,
        export_id: None,
        detail: None,
        statement_run_id: None,
        requested_by,
    };
    match fire {
        Fire::Run(id) => params.run_id = Some(id),
        Fire::Export(id) => params.export_id = Some(id),
        Fire::StatementRun(id) => params.statement_run_id = Some(id),
        Fire::Failed(reason) => {
            params.outcome = "failed";
            params.detail = Some(reason);
        }
        Fire::Missed => params.outcome = "missed",
    }
    statements::insert_fire().params(tx, &params).await?;
    Ok(())
}

/// Deletes a schedule and the outcomes of its instants. Runs, files, statements and mails stay.
pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    if statements::delete().bind(tx, &id).await? == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// Locks the schedule until the transaction ends.
pub async fn lock(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    statements::lock().bind(tx, &id).await?;
    Ok(())
}
