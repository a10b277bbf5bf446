//! Saved views: named report parameters.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub id: Uuid,
    /// The report's key.
    pub report: String,
    pub name: String,
    pub parameters: Value,
    pub version: i32,
    pub created_by: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

const COLUMNS: &str = "id, report, name, parameters, version, created_by, created_at, updated_at";

impl From<&Row> for SavedView {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            report: row.get(1),
            name: row.get(2),
            parameters: row.get(3),
            version: row.get(4),
            created_by: row.get(5),
            created_at: row.get(6),
            updated_at: row.get(7),
        }
    }
}

/// The views of a report, or all, by report and name.
pub async fn list(
    client: &impl GenericClient,
    report: Option<&str>,
) -> Result<Vec<SavedView>, Error> {
    let sql = format!(
        "select {COLUMNS} from ops.saved_view
         where $1::text is null or report = $1
         order by report, name"
    );
    let rows = client.query(&sql, &[&report]).await?;
    Ok(rows.iter().map(SavedView::from).collect())
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<SavedView>, Error> {
    let sql = format!("select {COLUMNS} from ops.saved_view where id = $1");
    let row = client.query_opt(&sql, &[&id]).await?;
    Ok(row.as_ref().map(SavedView::from))
}
