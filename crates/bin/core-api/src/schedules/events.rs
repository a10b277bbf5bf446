//! Handles ticks of schedules: every instant up to a tick is settled in one transaction, so that a
//! lost or reordered tick leaves no gap and a repeated one has no effect.

use std::time::Duration;

use contracts::{Envelope, schedule::ScheduleDue};
use jiff::{Timestamp, civil::Date};
use reports::Scope;
use serde_json::Value;
use states::MissedPolicy;
use store::{
    ScopedFutureExt, Transaction,
    schedules::{self, Schedule},
    transaction,
};
use timetable::Timetable;

use crate::{
    acts::{self, Act, Origin, Principal, PrincipalKind},
    deliveries::Delivery,
    events::intake::Context,
    runs::request::{self, NewRun},
    schedules::{
        read,
        write::{Fire, lock, settle},
    },
    statements::order::StatementOrder,
    writing::{Actor, WriteError},
};

/// A tick may be this much ahead of the database's clock.
const AHEAD: Duration = Duration::from_secs(90);

/// Maximum number of instants that one tick settles, oldest first. The next tick settles the rest.
const INSTANTS: usize = 10_000;

/// Maximum number of instants that the policy `all` starts after a gap.
const CATCH_UP: usize = 24;

pub(crate) async fn due(
    context: &Context<'_>,
    event: &Envelope<ScheduleDue>,
) -> Result<(), WriteError> {
    let traceparent = event.traceparent.clone();
    let tick = &event.data;
    let traceparent = &traceparent;
    transaction::write(context.pool, "settle schedule", |tx| {
        async move {
            lock(tx, tick.schedule).await?;
            let Some(schedule) = schedules::get().bind(tx, &tick.schedule).opt().await? else {
                return Ok(());
            };
            let stale = schedule.version != tick.version;
            if stale || schedule.paused || tick.due_at <= schedule.last_due_at {
                return Ok(());
            }
            let now = schedules::database_now().bind(tx).one().await?;
            let timetable = Timetable::parse(&schedule.cron, &schedule.time_zone)
                .map_err(|e| WriteError::Invalid(e.to_string()))?;
            if !timetable.contains(tick.due_at) || tick.due_at > now + AHEAD {
                return Err(WriteError::Invalid(format!(
                    "{} is not due on schedule {}",
                    tick.due_at, schedule.name
                )));
            }
            let instants = timetable.instants(schedule.last_due_at, tick.due_at, INSTANTS);
            let created_by = schedule.created_by.as_deref();
            let scope = read::scope().bind(tx, &created_by).one().await?;
            let principal = Principal {
                kind: PrincipalKind::Schedule,
                id: schedule.id.to_string(),
                name: schedule.name.clone(),
            };
            let actor = Actor {
                tenant: context.tenant,
                requested_by: &principal.to_string(),
                scope: Scope::new(scope),
                traceparent: traceparent.clone(),
            };
            let times = (tick.due_at, now);
            let started = fire(tx, &actor, (&schedule, &timetable), &instants, times).await?;
            for act in started {
                acts::write::record(tx, &principal, &Origin::default(), &act).await?;
            }
            Ok(())
        }
        .scope_boxed()
    })
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}

/// Returns what it started and is recorded. Sync runs are not: there may be one a minute, and they
/// show nobody any books.
async fn fire(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    (schedule, timetable): (&Schedule, &Timetable),
    instants: &[Timestamp],
    times: (Timestamp, Timestamp),
) -> Result<Vec<Act>, WriteError> {
    let mut started = Vec::new();
    let first_effective = first_effective(schedule, instants, times);
    for (position, due_at) in instants.iter().enumerate() {
        let fire = if position < first_effective {
            Fire::Missed
        } else {
            match start(tx, actor, schedule, timetable.day_of(*due_at)).await? {
                Some(fire) => fire,
                // Another run is active, or the tenant has its maximum of exports: this instant and
                // later ones stay unsettled, and the scheduler sends them again until they can
                // start.
                None => return Ok(started),
            }
        };
        started.extend(fire.act());
        settle(tx, schedule.id, *due_at, fire).await?;
    }
    Ok(started)
}

/// The schedule's policy skips the instants before this position.
fn first_effective(
    schedule: &Schedule,
    instants: &[Timestamp],
    (due_at, now): (Timestamp, Timestamp),
) -> usize {
    // There are newer instants, which the next tick settles.
    if instants.last() != Some(&due_at) {
        return instants.len();
    }
    match schedule.missed {
        MissedPolicy::All => instants.len().saturating_sub(CATCH_UP),
        MissedPolicy::Skip => {
            let grace = Duration::from_secs(u64::try_from(schedule.grace_seconds).unwrap_or(0));
            let too_old = instants
                .iter()
                .filter(|due_at| **due_at + grace < now)
                .count();
            // Of several recent ones only the newest starts.
            too_old.max(instants.len().saturating_sub(1))
        }
        MissedPolicy::Latest => instants.len().saturating_sub(1),
    }
}

/// `None` if it cannot start yet.
async fn start(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    day: Date,
) -> Result<Option<Fire>, WriteError> {
    if let Some(report) = &schedule.report {
        return start_report(tx, actor, schedule, report, day).await;
    }
    if let Some(order) = &schedule.statement_run {
        return start_statements(tx, actor, schedule, order, day).await;
    }
    match schedule.run_kind {
        Some(kind) => start_run(tx, actor, kind).await,
        None => Ok(Some(Fire::Failed("the schedule starts nothing".to_owned()))),
    }
}

/// If it cannot start, the failure is recorded, so that later instants do not wait.
async fn start_statements(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    order: &Value,
    day: Date,
) -> Result<Option<Fire>, WriteError> {
    let order: StatementOrder = match serde_json::from_value(order.clone()) {
        Ok(order) => order,
        Err(error) => return Ok(Some(Fire::Failed(error.to_string()))),
    };
    match order.start(tx, actor, Some(schedule.id), day).await {
        Ok(run) => Ok(Some(Fire::StatementRun(run))),
        Err(WriteError::Invalid(problem) | WriteError::Conflict(problem)) => {
            tracing::warn!(schedule.id = %schedule.id, problem, "a statement run cannot start");
            Ok(Some(Fire::Failed(problem)))
        }
        Err(error) => Err(error),
    }
}

/// If the report cannot be requested, for example because its company is deleted, the failure is
/// recorded, so that later instants do not wait.
async fn start_report(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    report: &Value,
    day: Date,
) -> Result<Option<Fire>, WriteError> {
    let delivery: Delivery = match serde_json::from_value(report.clone()) {
        Ok(delivery) => delivery,
        Err(error) => return Ok(Some(Fire::Failed(error.to_string()))),
    };
    match delivery.start(tx, actor, schedule.id, day).await {
        Ok(export) => Ok(Some(Fire::Export(export))),
        Err(WriteError::ExportLimit { .. }) => Ok(None),
        Err(WriteError::Invalid(problem)) => {
            tracing::warn!(schedule.id = %schedule.id, problem, "a scheduled report cannot be made");
            Ok(Some(Fire::Failed(problem)))
        }
        Err(error) => Err(error),
    }
}

/// `None` while another run is active.
async fn start_run(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    kind: states::RunKind,
) -> Result<Option<Fire>, WriteError> {
    let new = NewRun {
        kind,
        models: Vec::new(),
        parent_run: None,
        confirmed: false,
    };
    match request::request(tx, actor, new).await {
        Ok(run) => Ok(Some(Fire::Run(run))),
        Err(WriteError::RunActive(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn schedule(missed: MissedPolicy, grace_seconds: i32) -> Schedule {
        let at = Timestamp::UNIX_EPOCH;
        Schedule {
            company_ids: None,
            created_by: None,
            id: Uuid::nil(),
            version: 1,
            name: "s".to_owned(),
            cron: "* * * * *".to_owned(),
            time_zone: "UTC".to_owned(),
            run_kind: Some(states::RunKind::Verify),
            report: None,
            statement_run: None,
            missed,
            grace_seconds,
            paused: false,
            last_due_at: at,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn the_policy_decides_which_missed_instants_run() {
        let minutes = |n: i64| Timestamp::from_second(n * 60).unwrap();
        let instants: Vec<_> = (1..=30).map(minutes).collect();
        let times = (minutes(30), minutes(40));
        assert_eq!(
            first_effective(&schedule(MissedPolicy::Latest, 0), &instants, times),
            29
        );
        assert_eq!(
            first_effective(&schedule(MissedPolicy::All, 0), &instants, times),
            30 - CATCH_UP
        );
        assert_eq!(
            first_effective(&schedule(MissedPolicy::Skip, 300), &instants, times),
            30
        );
        assert_eq!(
            first_effective(&schedule(MissedPolicy::Skip, 900), &instants, times),
            29
        );
        // A gap that is settled by several ticks: only the last of them starts something.
        let times = (minutes(31), minutes(40));
        for policy in [MissedPolicy::Latest, MissedPolicy::All, MissedPolicy::Skip] {
            assert_eq!(
                first_effective(&schedule(policy, 900), &instants, times),
                30
            );
        }
    }
}
