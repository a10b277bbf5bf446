//! A tick: every instant up to it is settled in one transaction, so that a lost or reordered tick
//! leaves no hole and a repeated one has no effect.

use std::time::Duration;

use contracts::{Envelope, schedule::ScheduleDue};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use store::{
    ScopedFutureExt, Transaction,
    schedules::{self, Schedule},
    transaction,
};
use timetable::Timetable;

use super::Context;
use crate::deliveries::Delivery;
use crate::statement_orders::StatementOrder;
use crate::writes::{
    Actor, WriteError,
    schedules::{Fire, lock, settle},
    sync_runs::{self, NewRun},
};

/// A tick may be this much ahead of the database's clock.
const AHEAD: Duration = Duration::from_secs(90);

/// Instants that one tick settles at most; older ones are passed over as missed by the next.
const INSTANTS: usize = 10_000;

/// Runs that the policy `all` starts for one gap.
const CATCH_UP: usize = 24;

pub(super) async fn due(
    context: &Context<'_>,
    event: &Envelope<ScheduleDue>,
) -> Result<(), WriteError> {
    let traceparent = event.traceparent.clone();
    let tick = &event.data;
    let traceparent = &traceparent;
    transaction::write(context.pool, "settle schedule", |tx| {
        async move {
            lock(tx, tick.schedule).await?;
            let Some(schedule) = schedules::get(tx, tick.schedule).await? else {
                return Ok(());
            };
            let stale = u32::try_from(schedule.version) != Ok(tick.version);
            if stale || schedule.paused || tick.due_at <= schedule.last_due_at {
                return Ok(());
            }
            let now = schedules::database_now(tx).await?;
            let timetable = Timetable::parse(&schedule.cron, &schedule.time_zone)
                .map_err(|e| WriteError::Invalid(e.to_string()))?;
            if !timetable.contains(tick.due_at) || tick.due_at > now + AHEAD {
                return Err(WriteError::Invalid(format!(
                    "{} is not due on schedule {}",
                    tick.due_at, schedule.name
                )));
            }
            let instants = timetable.instants(schedule.last_due_at, tick.due_at, INSTANTS);
            let actor = Actor {
                tenant: context.tenant,
                requested_by: &format!("schedule:{}", schedule.id),
                traceparent: traceparent.clone(),
            };
            fire(tx, &actor, &schedule, &instants, now).await
        }
        .scope_boxed()
    })
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}

async fn fire(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    instants: &[Timestamp],
    now: Timestamp,
) -> Result<(), WriteError> {
    let first_effective = first_effective(schedule, instants, now);
    for (position, due_at) in instants.iter().enumerate() {
        let fire = if position < first_effective {
            Fire::Missed
        } else {
            match start(tx, actor, schedule, *due_at).await? {
                Some(fire) => fire,
                // Another run is active, or the tenant has as many exports as it may: this instant
                // and those behind it stay unsettled, and the scheduler says them again until their
                // turn has come.
                None => return Ok(()),
            }
        };
        settle(tx, schedule.id, *due_at, fire).await?;
    }
    Ok(())
}

/// Instants before this position are passed over by the schedule's policy.
fn first_effective(schedule: &Schedule, instants: &[Timestamp], now: Timestamp) -> usize {
    match schedule.missed.as_str() {
        "all" => instants.len().saturating_sub(CATCH_UP),
        "skip" => {
            let grace = Duration::from_secs(u64::try_from(schedule.grace_seconds).unwrap_or(0));
            let too_old = instants
                .iter()
                .filter(|due_at| **due_at + grace < now)
                .count();
            // Of several recent ones only the newest runs.
            too_old.max(instants.len().saturating_sub(1))
        }
        _ => instants.len().saturating_sub(1),
    }
}

/// None while its turn has not come.
async fn start(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    due_at: Timestamp,
) -> Result<Option<Fire>, WriteError> {
    if let Some(report) = &schedule.report {
        return start_report(tx, actor, schedule, report, due_at).await;
    }
    if let Some(order) = &schedule.statement_run {
        return start_statements(tx, actor, schedule, order, due_at).await;
    }
    match &schedule.run_kind {
        Some(kind) => start_run(tx, actor, kind).await,
        None => Ok(Some(Fire::Failed("the schedule starts nothing".to_owned()))),
    }
}

/// One that cannot be begun must not keep later instants waiting either.
async fn start_statements(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    order: &Value,
    due_at: Timestamp,
) -> Result<Option<Fire>, WriteError> {
    let order: StatementOrder = match serde_json::from_value(order.clone()) {
        Ok(order) => order,
        Err(error) => return Ok(Some(Fire::Failed(error.to_string()))),
    };
    let zone = TimeZone::get(&schedule.time_zone).unwrap_or(TimeZone::UTC);
    let day = due_at.to_zoned(zone).date();
    match order.start(tx, actor, Some(schedule.id), day).await {
        Ok(run) => Ok(Some(Fire::StatementRun(run))),
        Err(WriteError::Invalid(problem) | WriteError::Conflict(problem)) => {
            tracing::warn!(schedule.id = %schedule.id, problem, "a statement run cannot be begun");
            Ok(Some(Fire::Failed(problem)))
        }
        Err(error) => Err(error),
    }
}

/// A report that cannot be asked for, say because its company is gone, must not keep later
/// instants waiting: its failure is written down.
async fn start_report(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    report: &Value,
    due_at: Timestamp,
) -> Result<Option<Fire>, WriteError> {
    let delivery: Delivery = match serde_json::from_value(report.clone()) {
        Ok(delivery) => delivery,
        Err(error) => return Ok(Some(Fire::Failed(error.to_string()))),
    };
    let zone = TimeZone::get(&schedule.time_zone).unwrap_or(TimeZone::UTC);
    match delivery.start(tx, actor, schedule.id, due_at, &zone).await {
        Ok(export) => Ok(Some(Fire::Export(export))),
        Err(WriteError::ExportLimit { .. }) => Ok(None),
        Err(WriteError::Invalid(problem)) => {
            tracing::warn!(schedule.id = %schedule.id, problem, "a scheduled report cannot be made");
            Ok(Some(Fire::Failed(problem)))
        }
        Err(error) => Err(error),
    }
}

/// None while another run is active.
async fn start_run(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    kind: &str,
) -> Result<Option<Fire>, WriteError> {
    let kind = sync_runs::kind_of(kind)?;
    let new = NewRun {
        kind,
        models: Vec::new(),
        parent_run: None,
        confirmed: false,
    };
    match sync_runs::request(tx, actor, new).await {
        Ok(run) => Ok(Some(Fire::Run(run))),
        Err(WriteError::RunActive(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn schedule(missed: &str, grace_seconds: i32) -> Schedule {
        let at = Timestamp::UNIX_EPOCH;
        Schedule {
            id: Uuid::nil(),
            version: 1,
            name: "s".to_owned(),
            cron: "* * * * *".to_owned(),
            time_zone: "UTC".to_owned(),
            run_kind: Some("verify".to_owned()),
            report: None,
            statement_run: None,
            missed: missed.to_owned(),
            grace_seconds,
            paused: false,
            last_due_at: at,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn the_policy_says_which_missed_instants_run() {
        let minutes = |n: i64| Timestamp::from_second(n * 60).unwrap();
        let instants: Vec<_> = (1..=30).map(minutes).collect();
        let now = minutes(40);
        assert_eq!(first_effective(&schedule("latest", 0), &instants, now), 29);
        assert_eq!(
            first_effective(&schedule("all", 0), &instants, now),
            30 - CATCH_UP
        );
        assert_eq!(first_effective(&schedule("skip", 300), &instants, now), 30);
        assert_eq!(first_effective(&schedule("skip", 900), &instants, now), 29);
    }
}
