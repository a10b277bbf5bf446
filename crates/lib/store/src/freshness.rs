//! How fresh the mirror is, and when it was last proved equal to Odoo. Every report contains this.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use serde::Serialize;
use tokio_postgres::Row;

use crate::Error;

/// A mirror that is behind by more than this is stale: three default intervals.
pub(crate) const STALE_AFTER_SECONDS: i64 = 45 * 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MirrorState {
    /// Some model has never been loaded completely.
    Loading,
    Live,
    /// Complete, but its last window ended long ago.
    Stale,
    /// The last run failed, and nothing has succeeded since.
    Failed,
}

/// A comparison with Odoo's totals; for several models the oldest time and summed ranges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    pub proved_at: Timestamp,
    /// Whether no id range differed.
    pub equal: bool,
    pub ranges: i64,
    pub differing: i64,
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
    /// Absent until every model of the report has been verified.
    pub proof: Option<Proof>,
}

/// The freshness of a report over `models`, by the database's clock.
pub async fn read(client: &impl GenericClient, models: &[&str]) -> Result<Freshness, Error> {
    let statement = client
        .prepare_cached(
            "select m.version, c.loaded, c.watermark,
                    extract(epoch from now() - c.watermark)::bigint,
                    p.proved, p.proved_at, p.ranges, p.differing,
                    (select r.state = 'failed' from ops.sync_run r
                     where r.state in ('done', 'failed')
                     order by r.created_at desc limit 1),
                    exists (select from ops.alarm where kind = 'restored'),
                    case when c.counted = c.loaded then c.deletions_as_of end
             from ops.mirror m,
                  (select count(*) as loaded, min(watermark) as watermark,
                          count(deletions_as_of) as counted,
                          min(deletions_as_of) as deletions_as_of
                   from ops.cursor where model = any($1)) c,
                  (select count(*) as proved, min(proved_at) as proved_at,
                          sum(ranges)::bigint as ranges, sum(differing)::bigint as differing
                   from ops.proof where model = any($1)) p",
        )
        .await?;
    let row = client.query_one(&statement, &[&models]).await?;
    let wanted = i64::try_from(models.len()).unwrap_or(i64::MAX);
    let loaded = row.get::<_, i64>(1) == wanted;
    let data_as_of: Option<Timestamp> = row.get(2);
    let lag_seconds: Option<i64> = row.get(3);
    let failed: Option<bool> = row.get(8);
    let proof = proof(&row, models);
    Ok(Freshness {
        // After a restore the mirror shows a state that Odoo no longer has.
        state: if row.get(9) {
            MirrorState::Stale
        } else {
            state(loaded, lag_seconds, failed.unwrap_or(false))
        },
        data_as_of: data_as_of.filter(|_| loaded),
        deletions_as_of: row.get::<_, Option<Timestamp>>(10).filter(|_| loaded),
        lag_seconds: lag_seconds.filter(|_| loaded),
        mirror_version: row.get(0),
        proof,
    })
}

/// Only mirror version and proof, as in [`read`]. An answer is unchanged while both are unchanged.
pub async fn version(
    client: &impl GenericClient,
    models: &[&str],
) -> Result<(i64, Option<Proof>), Error> {
    let statement = client
        .prepare_cached(
            "select m.version, p.proved, p.proved_at, p.ranges, p.differing
             from ops.mirror m,
                  (select count(*) as proved, min(proved_at) as proved_at,
                          sum(ranges)::bigint as ranges, sum(differing)::bigint as differing
                   from ops.proof where model = any($1)) p",
        )
        .await?;
    let row = client.query_one(&statement, &[&models]).await?;
    Ok((row.get(0), proof(&row, models)))
}

/// Reads the columns proved, proved_at, ranges and differing. None until each model has a proof.
fn proof(row: &Row, models: &[&str]) -> Option<Proof> {
    let wanted = i64::try_from(models.len()).unwrap_or(i64::MAX);
    (row.get::<_, i64>("proved") == wanted && wanted > 0).then(|| {
        let differing: i64 = row.get("differing");
        Proof {
            proved_at: row.get("proved_at"),
            equal: differing == 0,
            ranges: row.get("ranges"),
            differing,
        }
    })
}

/// Increases whenever a mirrored row changes.
pub async fn mirror_version(client: &impl GenericClient) -> Result<i64, tokio_postgres::Error> {
    let row = client
        .query_one("select version from ops.mirror", &[])
        .await?;
    row.try_get(0)
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
