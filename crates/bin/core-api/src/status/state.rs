//! The state of each mirrored model. The derivation is a pure function.

use serde::Serialize;
use sql::queries::core_api::status::read::Models;
use states::RunKind;
use store::freshness::STALE_AFTER_SECONDS;
use utoipa::ToSchema;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ModelState {
    /// This Odoo does not have the model.
    Absent,
    /// It was never read completely. Existing rows are shown.
    Loading,
    /// Complete and recent.
    Live,
    /// Complete, but its last window ended long ago.
    Stale,
    /// A repair reads the ranges that differed from Odoo.
    Repairing,
    /// The last run with this model failed, and nothing has succeeded since.
    Failed,
}

/// What the state of a model is derived from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    /// The last complete load found that Odoo does not have the model.
    pub(crate) absent: bool,
    /// Age of the watermark; `None` before the first complete load.
    pub(crate) lag_seconds: Option<i64>,
    /// The last ended run with this model failed.
    pub(crate) last_run_failed: bool,
    /// What the active run does with this model, until it is done with it.
    pub(crate) active: Option<Activity>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Activity {
    Reading,
    Repairing,
}

/// The first that applies: under repair, absent, loading now, failed, loading (waiting for its
/// first run), stale, live. An active run hides an earlier failure only if the model was never
/// complete, because then it has no rows that could be stale.
pub(crate) fn derive(signs: Signs) -> ModelState {
    match signs.lag_seconds {
        _ if signs.active == Some(Activity::Repairing) => ModelState::Repairing,
        _ if signs.absent => ModelState::Absent,
        None if signs.active.is_some() => ModelState::Loading,
        _ if signs.last_run_failed => ModelState::Failed,
        None => ModelState::Loading,
        Some(lag) if lag > STALE_AFTER_SECONDS => ModelState::Stale,
        Some(_) => ModelState::Live,
    }
}

impl From<&Models> for Signs {
    fn from(row: &Models) -> Self {
        Self {
            absent: row.absent == Some(true),
            lag_seconds: row.lag_seconds,
            last_run_failed: row.failed_run.is_some(),
            active: row.active_kind.map(|kind| match kind {
                RunKind::Repair => Activity::Repairing,
                _ => Activity::Reading,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: Signs = Signs {
        absent: false,
        lag_seconds: Some(60),
        last_run_failed: false,
        active: None,
    };

    #[test]
    fn a_complete_model_is_live_until_its_watermark_is_old() {
        assert_eq!(derive(LIVE), ModelState::Live);
        let old = Signs {
            lag_seconds: Some(STALE_AFTER_SECONDS + 1),
            ..LIVE
        };
        assert_eq!(derive(old), ModelState::Stale);
        let read_again = Signs {
            active: Some(Activity::Reading),
            ..old
        };
        assert_eq!(derive(read_again), ModelState::Stale);
    }

    #[test]
    fn a_failure_stays_until_a_success_but_an_active_first_load_is_loading() {
        let failed = Signs {
            last_run_failed: true,
            active: Some(Activity::Reading),
            ..LIVE
        };
        assert_eq!(derive(failed), ModelState::Failed);
        let first_load = Signs {
            lag_seconds: None,
            ..failed
        };
        assert_eq!(derive(first_load), ModelState::Loading);
        let given_up = Signs {
            active: None,
            ..first_load
        };
        assert_eq!(derive(given_up), ModelState::Failed);
        let never_asked = Signs {
            last_run_failed: false,
            ..given_up
        };
        assert_eq!(derive(never_asked), ModelState::Loading);
    }

    #[test]
    fn a_repair_has_priority_and_an_absent_model_is_no_failure() {
        let repairing = Signs {
            active: Some(Activity::Repairing),
            last_run_failed: true,
            ..LIVE
        };
        assert_eq!(derive(repairing), ModelState::Repairing);
        let absent = Signs {
            absent: true,
            last_run_failed: true,
            ..LIVE
        };
        assert_eq!(derive(absent), ModelState::Absent);
    }
}
