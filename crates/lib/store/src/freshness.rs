//! How fresh the mirror is, and when it was last proved equal to Odoo. Every report contains this.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use serde::Serialize;
use sql::queries::store::freshness as statements;
pub use states::MirrorState;

use crate::Error;

/// A mirror that is behind by more than this is stale: three default intervals.
pub const STALE_AFTER_SECONDS: i64 = 45 * 60;

/// A comparison with Odoo's totals; for several models the oldest time and summed ranges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    pub proved_at: Timestamp,
    /// Whether no id range differed.
    pub equal: bool,
    pub ranges: i64,
    pub differing: i64,
}

impl Proof {
    pub fn new(proved_at: Timestamp, ranges: i64, differing: i64) -> Self {
        Self {
            proved_at,
            equal: differing == 0,
            ranges,
            differing,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Freshness {
    pub state: MirrorState,
    /// Everything that Odoo committed before this instant is in the mirror.
    pub data_as_of: Option<Timestamp>,
    /// All deletions in Odoo before this instant are in the mirror. Unknown until every model was
    /// counted or compared.
    pub deletions_as_of: Option<Timestamp>,
    pub lag_seconds: Option<i64>,
    /// Increases whenever a mirrored row changes.
    pub mirror_version: i64,
    /// Increases whenever reports show other notes.
    pub notes_version: i64,
    /// Absent until every model of the report has been verified.
    pub proof: Option<Proof>,
}

/// What an answer depends on besides its question: while this is unchanged, so is the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub mirror: i64,
    /// None if the answer shows no notes.
    pub notes: Option<i64>,
    pub proof: Option<Proof>,
}

impl Freshness {
    pub fn version(&self, shows_notes: bool) -> Version {
        Version {
            mirror: self.mirror_version,
            notes: shows_notes.then_some(self.notes_version),
            proof: self.proof.clone(),
        }
    }
}

/// The freshness of a report over `models`, by the database's clock.
pub async fn read(
    client: &impl sql::client::GenericClient,
    models: &[&str],
) -> Result<Freshness, Error> {
    let row = statements::read().bind(client, &models).one().await?;
    let is_loaded = usize::try_from(row.loaded) == Ok(models.len());
    let of_proof = (row.proved_at, row.ranges, row.differing);
    Ok(Freshness {
        // After a restore the mirror shows a state that Odoo no longer has.
        state: if row.is_restored {
            MirrorState::Stale
        } else {
            state(is_loaded, row.lag_seconds, row.has_failed == Some(true))
        },
        data_as_of: row.watermark.filter(|_| is_loaded),
        deletions_as_of: row.deletions_as_of.filter(|_| is_loaded),
        lag_seconds: row.lag_seconds.filter(|_| is_loaded),
        mirror_version: row.version,
        notes_version: row.notes_version,
        proof: proof(row.proved, models, of_proof),
    })
}

/// Only what answers depend on, as in [`read`].
pub async fn version(
    client: &impl sql::client::GenericClient,
    models: &[&str],
    shows_notes: bool,
) -> Result<Version, Error> {
    let row = statements::version().bind(client, &models).one().await?;
    let of_proof = (row.proved_at, row.ranges, row.differing);
    Ok(Version {
        mirror: row.version,
        notes: shows_notes.then_some(row.notes_version),
        proof: proof(row.proved, models, of_proof),
    })
}

/// None until each model has a proof.
fn proof(
    proved: i64,
    models: &[&str],
    (proved_at, ranges, differing): (Option<Timestamp>, Option<i64>, Option<i64>),
) -> Option<Proof> {
    let proof = Proof::new(proved_at?, ranges?, differing?);
    (usize::try_from(proved) == Ok(models.len())).then_some(proof)
}

/// Increases whenever a mirrored row changes.
pub async fn mirror_version(client: &impl GenericClient) -> Result<i64, tokio_postgres::Error> {
    let row = client
        .query_one("select version from ops.mirror", &[])
        .await?;
    row.try_get("version")
}

fn state(loaded: bool, lag_seconds: Option<i64>, last_run_failed: bool) -> MirrorState {
    match (loaded, lag_seconds) {
        _ if last_run_failed => MirrorState::Failed,
        (true, Some(lag)) if lag > STALE_AFTER_SECONDS => MirrorState::Stale,
        (true, Some(_)) => MirrorState::Live,
        _ => MirrorState::Loading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_is_live_only_when_complete_recent_and_not_failing() {
        assert_eq!(state(true, Some(60), false), MirrorState::Live);
        assert_eq!(
            state(true, Some(STALE_AFTER_SECONDS + 1), false),
            MirrorState::Stale
        );
        assert_eq!(state(false, Some(60), false), MirrorState::Loading);
        assert_eq!(state(true, Some(60), true), MirrorState::Failed);
    }
}
