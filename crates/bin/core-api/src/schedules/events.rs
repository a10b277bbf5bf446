//! Handles ticks of schedules: every instant up to a tick is settled in one transaction, so that a
//! lost or reordered tick leaves no gap and a repeated one has no effect.

use std::time::Duration;

use contracts::{Envelope, schedule::ScheduleDue};
use jiff::{Timestamp, civil::Date};
use reports::Scope;
use states::MissedPolicy;
use store::{
    ScopedFutureExt, Transaction,
    schedules::{self, Schedule},
    transaction,
};
use timetable::Timetable;

use crate::{
    acts::{self, Act, Origin, Principal, PrincipalKind},
    events::intake::Context,
    schedules::{
        read, start,
        write::{Fire, lock, settle},
    },
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

/// `None` if it cannot start yet. If it can never start, for example because its company is deleted,
/// the failure is recorded, so that later instants do not wait.
async fn start(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    day: Date,
) -> Result<Option<Fire>, WriteError> {
    match start::start(tx, actor, schedule, day).await {
        Ok(fire) => Ok(Some(fire)),
        Err(
            WriteError::RunActive(_)
            | WriteError::ExportLimit { .. }
            | WriteError::ExportShare { .. },
        ) => Ok(None),
        Err(WriteError::Invalid(problem) | WriteError::Conflict(problem)) => {
            tracing::warn!(schedule.id = %schedule.id, problem, "a schedule cannot start");
            Ok(Some(Fire::Failed(problem)))
        }
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
            updated_by: None,
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
