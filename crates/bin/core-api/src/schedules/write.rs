//! Writes of schedules, and of the outcomes of their instants.

use jiff::Timestamp;
use states::{MissedPolicy, RunKind};
use store::Transaction;
use uuid::Uuid;

use crate::writing::WriteError;

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
}

/// The changes; `None` leaves a value as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScheduleChange {
    pub name: Option<String>,
    pub cron: Option<String>,
    pub time_zone: Option<String>,
    pub work: Option<Work>,
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
    let inserted = tx
        .execute(
            "insert into ops.schedule
                 (id, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused,
                  statement_run)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (name) do nothing",
            &[
                &id,
                &new.name,
                &new.cron,
                &new.time_zone,
                &new.work.run_kind(),
                &new.work.report(),
                &new.missed,
                &new.grace_seconds,
                &new.paused,
                &new.work.statement_run(),
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// After a change of the timetable, or the end of a pause, instants count from now: those of the
/// old timetable or of the pause never fire.
pub async fn change(
    tx: &Transaction<'_>,
    id: Uuid,
    change: &ScheduleChange,
) -> Result<(), WriteError> {
    if let Some(name) = &change.name {
        let taken = tx
            .query_opt(
                "select from ops.schedule where name = $1 and id <> $2",
                &[name, &id],
            )
            .await?;
        if taken.is_some() {
            return Err(WriteError::Conflict(format!(
                "a schedule named {name} already exists"
            )));
        }
    }
    let restarts =
        change.cron.is_some() || change.time_zone.is_some() || change.paused == Some(false);
    let changed = tx
        .execute(
            "update ops.schedule
             set name = coalesce($2, name), cron = coalesce($3, cron),
                 time_zone = coalesce($4, time_zone),
                 run_kind = case when $5 then $6 else run_kind end,
                 report = case when $5 then $7 else report end,
                 missed = coalesce($8, missed), grace_seconds = coalesce($9, grace_seconds),
                 paused = coalesce($10, paused), version = version + 1, updated_at = now(),
                 statement_run = case when $5 then $12 else statement_run end,
                 last_due_at = case when $11 then greatest(last_due_at, now()) else last_due_at end
             where id = $1",
            &[
                &id,
                &change.name,
                &change.cron,
                &change.time_zone,
                &change.work.is_some(),
                &change.work.as_ref().and_then(Work::run_kind),
                &change.work.as_ref().and_then(Work::report),
                &change.missed,
                &change.grace_seconds,
                &change.paused,
                &restarts,
                &change.work.as_ref().and_then(Work::statement_run),
            ],
        )
        .await?;
    if changed == 1 {
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

pub async fn settle(
    tx: &Transaction<'_>,
    schedule: Uuid,
    due_at: Timestamp,
    fire: Fire,
) -> Result<(), WriteError> {
    let (mut run, mut export, mut statement_run, mut detail) = (None, None, None, None);
    let outcome = match fire {
        Fire::Missed => "missed",
        Fire::Failed(_) => "failed",
        _ => "started",
    };
    match fire {
        Fire::Run(id) => run = Some(id),
        Fire::Export(id) => export = Some(id),
        Fire::StatementRun(id) => statement_run = Some(id),
        Fire::Failed(reason) => detail = Some(reason),
        Fire::Missed => {}
    }
    tx.execute(
        "insert into ops.schedule_fire
             (schedule_id, due_at, outcome, run_id, export_id, detail, statement_run_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        &[
            &schedule,
            &due_at,
            &outcome,
            &run,
            &export,
            &detail,
            &statement_run,
        ],
    )
    .await?;
    tx.execute(
        "update ops.schedule set last_due_at = greatest(last_due_at, $2) where id = $1",
        &[&schedule, &due_at],
    )
    .await?;
    Ok(())
}

/// Deletes a schedule and the outcomes of its instants. Runs, files, statements and mails stay.
pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    let deleted = tx
        .execute("delete from ops.schedule where id = $1", &[&id])
        .await?;
    if deleted == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// Locks the schedule until the transaction ends.
pub async fn lock(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    tx.execute("select from ops.schedule where id = $1 for update", &[&id])
        .await?;
    Ok(())
}
