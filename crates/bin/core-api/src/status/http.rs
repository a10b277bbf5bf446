//! The mirror: state, freshness and proof of each model, the active run, and what happens next.
pub mod checks;
pub(crate) mod follower;
pub mod frozen;
pub mod history;
pub(crate) mod labels;
pub mod source;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_LANGUAGE, VARY},
    web::Data,
};
use jiff::Timestamp;
use reports::Scope;
use serde::Serialize;
use states::{RunFailureReason, RunKind, RunState};
use store::{
    freshness,
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
        language::Language,
        query::{NoParameters, Query},
        sentence::Sentence,
        snapshot,
        state::Api,
    },
    runs::http::{
        alarms::{self, Alarm},
        view::{RunFailure, seconds_left},
    },
    status::{
        self,
        http::{checks::Checks, follower::Follower, frozen::FrozenField, source::MirroredOdoo},
        read, rows,
        state::{self, ModelState},
    },
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mirror {
    /// Over the models that the ledger reports depend on.
    freshness: Freshness,
    odoo: MirroredOdoo,
    /// Null if the log of Odoo's database is not followed.
    follower: Option<Follower>,
    /// What a person must decide; empty if there is nothing.
    alarms: Vec<Alarm>,
    /// The active run, if there is one.
    active_run: Option<ActiveRunProgress>,
    models: Vec<MirrorModel>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActiveRunProgress {
    run_id: Uuid,
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
    /// What people call it, in the language of `Accept-Language`: Spanish or English. Models that
    /// the tenant's file adds have their name only.
    #[schema(example = "Journal items")]
    label: String,
    /// `loading`: never read completely; `live`; `stale`: behind by more than 45 minutes;
    /// `repairing`: ranges that differed are read again; `failed`: the last run failed; `absent`:
    /// this Odoo has no such model.
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
    next_step: Next,
    /// Fields that keep their last values; if `id` is one of them, the whole model does.
    frozen_fields: Vec<FrozenField>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ModelFailure {
    run_id: Uuid,
    failed_at: Option<Timestamp>,
    #[serde(flatten)]
    failure: RunFailure,
}

/// What happens to a model next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NextStep {
    /// The active run reads it.
    RunReadsIt,
    /// The active run failed and is tried again.
    RunIsTriedAgain,
    /// The active run waits for a worker.
    RunWaitsForWorker,
    RunStartsBySchedule,
    /// No schedule reads it.
    Nothing,
}

/// What happens to the model automatically.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Next {
    what: NextStep,
    /// Kind of that run; null if there is none.
    run_kind: Option<RunKind>,
    /// The same in words, in the language of `Accept-Language`.
    #[schema(value_type = String, example = "an incremental run starts by schedule")]
    detail: Sentence,
    at: Option<Timestamp>,
}

/// State, freshness and proof of each mirrored model
#[utoipa::path(
    get, path = "/v1/mirror", tag = "mirror", operation_id = "show_mirror",
    responses((status = 200, body = Mirror, description = "The state of the mirror")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let language = Language::of(request.headers());
    let mirror = snapshot::read(&api, &caller.tenant, "mirror", async |tx| {
        let active_run = read::progress().bind(tx).opt().await?;
        let tick = next_tick(
            &schedules::list().bind(tx).all().await?,
            lifecycle::clock::now(),
        );
        let mut frozen = status::http::frozen::of_models(tx).await?;
        let mut checks = status::http::checks::by_model(tx).await?;
        let models = read::models().bind(tx).all().await?;
        let counted = rows::count(tx, &models).await?;
        let models = models
            .into_iter()
            .map(|model| {
                let run = active_run.as_ref().filter(|_| model.active_kind.is_some());
                let told = Told {
                    counted: counted.get(&model.model).copied(),
                    frozen_fields: frozen.remove(&model.model).unwrap_or_default(),
                    checks: checks.remove(&model.model),
                    next: next(run, tick.as_ref()),
                    language,
                };
                MirrorModel::new(model, told, &caller.scope)
            })
            .collect();
        Ok(Mirror {
            freshness: freshness::read(tx, &reports::LEDGER).await?.into(),
            odoo: source::read(tx, &caller.tenant.odoo, &caller.scope).await?,
            follower: follower::read(tx, &caller.tenant.odoo, &caller.scope).await?,
            active_run: active_run.map(|run| ActiveRunProgress::new(run, &caller.scope)),
            alarms: alarms::open(tx, &caller.scope, language).await?,
            models,
        })
    });
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_LANGUAGE, language.tag()))
        .append_header((VARY, "accept-language"))
        .json(mirror.await?))
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

fn next(run: Option<&read::Progress>, tick: Option<&(RunKind, Timestamp)>) -> Next {
    let (what, run_kind, at) = match (run, tick) {
        (Some(run), _) if run.state == RunState::Running => {
            (NextStep::RunReadsIt, Some(run.kind), None)
        }
        (Some(run), _) if run.failure_reason.is_some() => {
            (NextStep::RunIsTriedAgain, Some(run.kind), None)
        }
        (Some(run), _) => (NextStep::RunWaitsForWorker, Some(run.kind), None),
        (None, Some((kind, at))) => (NextStep::RunStartsBySchedule, Some(*kind), Some(*at)),
        (None, None) => (NextStep::Nothing, None, None),
    };
    Next {
        detail: what.detail(run_kind).into(),
        what,
        run_kind,
        at,
    }
}

impl NextStep {
    fn detail(self, kind: Option<RunKind>) -> String {
        let kind = kind.map(|kind| kind.to_string()).unwrap_or_default();
        match self {
            Self::RunReadsIt => format!("the {kind} run under way reads it"),
            Self::RunIsTriedAgain => format!("the {kind} run is tried again after a failure"),
            Self::RunWaitsForWorker => format!("the {kind} run waits for a worker"),
            Self::RunStartsBySchedule => {
                let article = if kind.starts_with('i') { "an" } else { "a" };
                format!("{article} {kind} run starts by schedule")
            }
            Self::Nothing => {
                "nothing: no schedule reads it; start a run with POST /v1/sync-runs".to_owned()
            }
        }
    }
}

/// Data of other tables about a model.
struct Told {
    /// Rows, if they were counted.
    counted: Option<i64>,
    frozen_fields: Vec<FrozenField>,
    checks: Option<Checks>,
    next: Next,
    language: Language,
}

impl MirrorModel {
    fn new(row: read::Models, told: Told, scope: &Scope) -> Self {
        let proof = row.proved_at.zip(row.ranges).zip(row.differing);
        let proof = proof.map(|((proved_at, ranges), differing)| {
            freshness::Proof::new(proved_at, ranges, differing).into()
        });
        Self {
            state: state::derive((&row).into()),
            rows: told.counted.unwrap_or(row.estimate),
            rows_exact: told.counted.is_some(),
            rows_read: row.rows_applied,
            watermark: row.watermark,
            deletions_as_of: row.deletions_as_of,
            moved_at: row.moved_at,
            lag_seconds: row.lag_seconds,
            proof,
            checks: told.checks,
            missing_fields: row.missing_fields.unwrap_or_default(),
            frozen_fields: told.frozen_fields,
            failure: row.failed_run.map(|run_id| {
                let failure = RunFailure {
                    reason: row.failure_reason.unwrap_or(RunFailureReason::Internal),
                    detail: row.failure_detail.map(Sentence::from),
                    hint: row.failure_hint.map(Sentence::from),
                };
                ModelFailure {
                    run_id,
                    failed_at: row.failed_at,
                    failure: failure.seen_by(scope),
                }
            }),
            next_step: told.next,
            label: labels::of(&row.model, told.language),
            model: row.model,
        }
    }
}

impl ActiveRunProgress {
    fn new(row: read::Progress, scope: &Scope) -> Self {
        let detail = row.failure_detail.map(Sentence::from);
        let hint = row.failure_hint.map(Sentence::from);
        let failure = row.failure_reason.map(|reason| RunFailure {
            reason,
            detail,
            hint,
        });
        Self {
            url: format!("/v1/sync-runs/{}", row.id),
            run_id: row.id,
            seconds_left: seconds_left(row.rows_read, row.rows_expected, row.rows_per_second),
            kind: row.kind,
            state: row.state,
            epoch: row.epoch,
            started_at: row.started_at,
            rows_read: row.rows_read,
            rows_expected: row.rows_expected,
            rows_per_second: row.rows_per_second,
            failure: failure.map(|failure| failure.seen_by(scope)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(state: RunState, epoch: i32) -> read::Progress {
        read::Progress {
            id: Uuid::nil(),
            kind: RunKind::Snapshot,
            state,
            epoch,
            started_at: None,
            rows_read: 0,
            rows_expected: None,
            rows_per_second: 0,
            failure_reason: None,
            failure_detail: None,
            failure_hint: None,
        }
    }

    #[test]
    fn the_next_sync_is_the_active_run_or_the_next_tick_or_none() {
        let tick = (
            RunKind::Incremental,
            "2026-11-22T03:15:00Z".parse().unwrap(),
        );
        let what = |run: Option<&read::Progress>, tick| {
            serde_json::to_value(next(run, tick)).unwrap()["detail"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        assert!(what(Some(&run(RunState::Running, 1)), Some(&tick)).contains("under way"));
        assert!(what(Some(&run(RunState::Requested, 1)), None).contains("waits for a worker"));
        let mut failed = run(RunState::Requested, 3);
        failed.failure_reason = Some(RunFailureReason::Unreachable);
        assert!(what(Some(&failed), None).contains("tried again after a failure"));
        assert_eq!(next(None, Some(&tick)).at, Some(tick.1));
        assert!(what(None, Some(&tick)).starts_with("an incremental run"));
        assert!(what(None, None).starts_with("nothing"));
    }
}
