//! Cash movements that people plan by hand.

use deadpool_postgres::GenericClient;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMovement {
    pub id: Uuid,
    pub company_id: i64,
    pub journal_id: Option<i64>,
    /// Date of the movement, or of its first occurrence.
    pub date: Date,
    /// `week` or `month`; then `until` is set.
    pub every: Option<String>,
    pub until: Option<Date>,
    /// Positive amounts come in.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: String,
    pub label: String,
    pub version: i32,
    pub created_by: String,
    pub created_at: Timestamp,
    pub updated_by: String,
    pub updated_at: Timestamp,
}

const COLUMNS: &str = "id, company_id, journal_id, date, every, until, amount, currency, label,
    version, created_by, created_at, updated_by, updated_at";

impl From<&Row> for PlannedMovement {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            company_id: row.get(1),
            journal_id: row.get(2),
            date: row.get(3),
            every: row.get(4),
            until: row.get(5),
            amount: row.get(6),
            currency: row.get(7),
            label: row.get(8),
            version: row.get(9),
            created_by: row.get(10),
            created_at: row.get(11),
            updated_by: row.get(12),
            updated_at: row.get(13),
        }
    }
}

/// The movements of a company, or all; newest first.
pub async fn list(
    client: &impl GenericClient,
    company_id: Option<i64>,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<PlannedMovement>, Error> {
    let sql = format!(
        "select {COLUMNS} from ops.planned_movement
         where ($1::timestamptz is null or (created_at, id) < ($1, $2))
           and ($3::bigint is null or company_id = $3)
         order by created_at desc, id desc limit $4"
    );
    let (at, id) = before.unzip();
    let rows = client.query(&sql, &[&at, &id, &company_id, &limit]).await?;
    Ok(rows.iter().map(PlannedMovement::from).collect())
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<PlannedMovement>, Error> {
    let sql = format!("select {COLUMNS} from ops.planned_movement where id = $1");
    let row = client.query_opt(&sql, &[&id]).await?;
    Ok(row.as_ref().map(PlannedMovement::from))
}
