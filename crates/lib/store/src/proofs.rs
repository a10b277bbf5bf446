//! What the latest verify of each model found and did, and which problems wait for a person.

use states::AlarmKind;
use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;
use jiff::Timestamp;

use crate::Error;

/// The details of a model's proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks {
    /// Ranges that differed in the first comparison.
    pub found: i64,
    /// When these ranges were last compared again.
    pub looked_again_at: Option<Timestamp>,
    /// Rows that were written or marked as deleted because of the differences.
    pub repaired: i64,
    /// Rows that were committed late.
    pub late: i64,
    /// Ranges that Odoo was writing to while they were compared.
    pub in_flight: i64,
    /// Rows that were compared one by one.
    pub content_rows: i64,
    /// Since this instant, every row has been compared one by one.
    pub covered_since: Option<Timestamp>,
}

/// A problem that a person must look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub kind: AlarmKind,
    pub run_id: uuid::Uuid,
    pub detail: String,
    pub hint: String,
    pub raised_at: Timestamp,
}

pub async fn checks(client: &impl GenericClient) -> Result<BTreeMap<String, Checks>, Error> {
    let rows = client
        .query(
            "select model, found, looked_again_at, repaired, in_flight::bigint, content_rows,
                    covered_since, late
             from ops.proof",
            &[],
        )
        .await?;
    let checks = rows.iter().map(|row| {
        let checks = Checks {
            found: row.get(1),
            looked_again_at: row.get(2),
            repaired: row.get(3),
            in_flight: row.get(4),
            content_rows: row.get(5),
            covered_since: row.get(6),
            late: row.get(7),
        };
        (row.get(0), checks)
    });
    Ok(checks.collect())
}

pub async fn alarms(client: &impl GenericClient) -> Result<Vec<Alarm>, Error> {
    let sql = "select kind, run_id, detail, hint, raised_at from ops.alarm order by kind";
    let rows = client.query(sql, &[]).await?;
    let alarm = |row: &tokio_postgres::Row| Alarm {
        kind: row.get(0),
        run_id: row.get(1),
        detail: row.get(2),
        hint: row.get(3),
        raised_at: row.get(4),
    };
    Ok(rows.iter().map(alarm).collect())
}
