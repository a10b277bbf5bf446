//! The mirror: state, freshness and proof of each model, the active run, and what happens next.
pub mod checks;
pub mod frozen;

use actix_web::web::{Data, Json};
use jiff::Timestamp;
use serde::Serialize;
use states::{RunFailureReason, RunKind, RunState};
use store::{
    freshness,
    mirror::{self, ModelState},
    schedules::{self, Schedule},
};
use timetable::Timetable;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        freshness::{Freshness, Proof},
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    runs::http::RunFailure,
    status::{
        self,
        http::{
            checks::{Alarm, Checks},
            frozen::FrozenField,
        },
    },
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mirror {
    /// Over the models that the ledger reports depend on.
    freshness: Freshness,
    /// What a person must decide; empty if there is nothing.
    alarms: Vec<Alarm>,
    /// The active run, if there is one.
    active_run: Option<ActiveRunProgress>,
    models: Vec<MirrorModel>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActiveRunProgress {
    run: Uuid,
    kind: RunKind,
    state: RunState,
    /// How many times a worker was asked.
    epoch: i32,
    started_at: Option<Timestamp>,
    rows_read: i64,
    rows_expected: Option<i64>,
    /// Rows applied, over the last minute.
    rows_per_second: i64,
    /// Remaining time at that rate; null if no rows arrive or their number is not known yet.
    seconds_left: Option<i64>,
    /// The last failure, while the run is tried again.
    failure: Option<RunFailure>,
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MirrorModel {
    #[schema(example = "account.move.line")]
    model: String,
    /// `loading`: never read completely; `live`; `stale`: behind by more than 45 minutes;
    /// `repairing`: ranges that differed are read again; `failed`: the last run failed; `absent`:
    /// this Odoo has no such model.
    #[schema(value_type = String, example = "live")]
    state: ModelState,
    /// Records in the mirror.
    rows: i64,
    /// True: counted, without deleted rows. False: PostgreSQL's estimate, with them.
    rows_exact: bool,
    /// Rows that the active run has applied.
    rows_read: Option<i64>,
    /// Everything that Odoo committed before this instant has been read; null before the first
    /// complete load.
    watermark: Option<Timestamp>,
    /// What was deleted in Odoo before this instant is deleted here; null until the model was
    /// counted or compared.
    deletions_as_of: Option<Timestamp>,
    /// When the watermark last moved.
    moved_at: Option<Timestamp>,
    lag_seconds: Option<i64>,
    proof: Option<Proof>,
    /// What the latest verify found, and what was done about it.
    checks: Option<Checks>,
    /// Fields that this Odoo did not have at the last complete load.
    missing_fields: Vec<String>,
    failure: Option<ModelFailure>,
    next: Next,
    /// Fields that keep their last values; if `id` is one of them, the whole model does.
    frozen_fields: Vec<FrozenField>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ModelFailure {
    run: Uuid,
    failed_at: Option<Timestamp>,
    reason: RunFailureReason,
    detail: Option<String>,
    /// What a person can do about it.
    hint: Option<String>,
}

/// What happens to the model automatically.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Next {
    #[schema(example = "an incremental run starts by schedule")]
    what: String,
    at: Option<Timestamp>,
}

/// State, freshness and proof of each mirrored model
#[utoipa::path(
    get, path = "/v1/mirror", tag = "mirror", operation_id = "show_mirror",
    responses((status = 200, body = Mirror, description = "The state of the mirror")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<Json<Mirror>, ApiError> {
    let mirror = snapshot::read(&api, &caller.tenant, "mirror", async |tx| {
        let active_run = mirror::progress(tx).await?;
        let tick = next_tick(&schedules::list(tx).await?, lifecycle::clock::now());
        let mut frozen = status::http::frozen::of_models(tx).await?;
        let mut checks = status::http::checks::by_model(tx).await?;
        let models = mirror::models(tx).await?;
        let models = models
            .into_iter()
            .map(|model| {
                let run = active_run.as_ref().filter(|_| model.signs.active.is_some());
                let next = next(run, tick.as_ref());
                let told = Told {
                    frozen_fields: frozen.remove(&model.model).unwrap_or_default(),
                    checks: checks.remove(&model.model),
                    next,
                };
                MirrorModel::new(model, told)
            })
            .collect();
        Ok(Mirror {
            freshness: freshness::read(tx, &reports::LEDGER).await?.into(),
            active_run: active_run.map(ActiveRunProgress::from),
            alarms: status::http::checks::alarms(tx).await?,
            models,
        })
    });
    Ok(Json(mirror.await?))
}

/// Kind and instant of the next scheduled run that reads every model.
fn next_tick(schedules: &[Schedule], now: Timestamp) -> Option<(RunKind, Timestamp)> {
    schedules
        .iter()
        .filter(|schedule| !schedule.paused)
        .filter_map(|schedule| {
            let kind = schedule.run_kind.filter(|kind| *kind != RunKind::Verify)?;
            let timetable = Timetable::parse(&schedule.cron, &schedule.time_zone).ok()?;
            let at = timetable.next(now, 1).into_iter().next()?;
            Some((kind, at))
        })
        .min_by_key(|(_, at)| *at)
}

fn next(run: Option<&mirror::Progress>, tick: Option<&(RunKind, Timestamp)>) -> Next {
    match (run, tick) {
        (Some(run), _) if run.state == RunState::Running => Next {
            what: format!("the {} run under way reads it", run.kind),
            at: None,
        },
        (Some(run), _) if run.failure.is_some() => Next {
            what: format!("the {} run is tried again after a failure", run.kind),
            at: None,
        },
        (Some(run), _) => Next {
            what: format!("the {} run waits for a worker", run.kind),
            at: None,
        },
        (None, Some((kind, at))) => {
            let article = if *kind == RunKind::Incremental {
                "an"
            } else {
                "a"
            };
            Next {
                what: format!("{article} {kind} run starts by schedule"),
                at: Some(*at),
            }
        }
        (None, None) => Next {
            what: "nothing: no schedule reads it; start a run with POST /v1/sync-runs".to_owned(),
            at: None,
        },
    }
}

/// Data of other tables about a model.
struct Told {
    frozen_fields: Vec<FrozenField>,
    checks: Option<Checks>,
    next: Next,
}

impl MirrorModel {
    fn new(row: mirror::MirrorModel, told: Told) -> Self {
        let Told {
            frozen_fields,
            checks,
            next,
        } = told;
        let state = mirror::state(row.signs);
        Self {
            model: row.model,
            state,
            rows: row.rows,
            rows_exact: row.rows_exact,
            rows_read: row.rows_read,
            watermark: row.watermark,
            deletions_as_of: row.deletions_as_of,
            moved_at: row.moved_at,
            lag_seconds: row.signs.lag_seconds,
            proof: row.proof.map(Proof::from),
            checks,
            missing_fields: row.missing_fields,
            frozen_fields,
            failure: row.failure.map(|failure| ModelFailure {
                run: failure.run,
                failed_at: failure.failed_at,
                reason: failure.reason,
                detail: failure.detail,
                hint: failure.hint,
            }),
            next,
        }
    }
}

impl From<mirror::Progress> for ActiveRunProgress {
    fn from(row: mirror::Progress) -> Self {
        Self {
            url: format!("/v1/sync-runs/{}", row.run),
            run: row.run,
            seconds_left: row.seconds_left(),
            kind: row.kind,
            state: row.state,
            epoch: row.epoch,
            started_at: row.started_at,
            rows_read: row.rows_read,
            rows_expected: row.rows_expected,
            rows_per_second: row.rows_per_second,
            failure: row.failure.map(|failure| RunFailure {
                reason: failure.reason,
                detail: failure.detail,
                hint: failure.hint,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(state: RunState, epoch: i32) -> mirror::Progress {
        mirror::Progress {
            run: Uuid::nil(),
            kind: RunKind::Snapshot,
            state,
            epoch,
            started_at: None,
            rows_read: 0,
            rows_expected: None,
            rows_per_second: 0,
            failure: None,
        }
    }

    #[test]
    fn what_happens_next_is_the_run_under_way_or_the_next_tick_or_nothing() {
        let tick = (
            RunKind::Incremental,
            "2026-11-22T03:15:00Z".parse().unwrap(),
        );
        let what = |run: Option<&mirror::Progress>, tick| next(run, tick).what;
        assert!(what(Some(&run(RunState::Running, 1)), Some(&tick)).contains("under way"));
        assert!(what(Some(&run(RunState::Requested, 1)), None).contains("waits for a worker"));
        let mut failed = run(RunState::Requested, 3);
        failed.failure = Some(mirror::Failure {
            run: Uuid::nil(),
            failed_at: None,
            reason: RunFailureReason::Unreachable,
            detail: None,
            hint: None,
        });
        assert!(what(Some(&failed), None).contains("tried again after a failure"));
        assert_eq!(next(None, Some(&tick)).at, Some(tick.1));
        assert!(what(None, Some(&tick)).starts_with("an incremental run"));
        assert!(what(None, None).starts_with("nothing"));
    }
}
