//! Customers that statement runs leave out.

use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;
use jiff::{Timestamp, civil::Date};
use tokio_postgres::Row;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementExclusion {
    pub partner_id: i64,
    /// Name in the mirror.
    pub partner_name: Option<String>,
    pub reason: String,
    /// The last day on which it applies.
    pub until: Option<Date>,
    pub created_by: String,
    pub created_at: Timestamp,
}

const SELECT: &str = "select exclusion.partner_id, partner.name, exclusion.reason, exclusion.until,
           exclusion.created_by, exclusion.created_at
    from ops.statement_exclusion exclusion
    left join odoo.res_partner partner on partner.id = exclusion.partner_id";

impl From<&Row> for StatementExclusion {
    fn from(row: &Row) -> Self {
        Self {
            partner_id: row.get(0),
            partner_name: row.get(1),
            reason: row.get(2),
            until: row.get(3),
            created_by: row.get(4),
            created_at: row.get(5),
        }
    }
}

impl StatementExclusion {
    pub fn is_in_force(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

pub async fn get(
    client: &impl GenericClient,
    partner: i64,
) -> Result<Option<StatementExclusion>, Error> {
    let sql = format!("{SELECT} where exclusion.partner_id = $1");
    let row = client.query_opt(&sql, &[&partner]).await?;
    Ok(row.as_ref().map(StatementExclusion::from))
}

/// By partner, after this one, including those that no longer apply.
pub async fn list(
    client: &impl GenericClient,
    after: i64,
    limit: i64,
) -> Result<Vec<StatementExclusion>, Error> {
    let sql =
        format!("{SELECT} where exclusion.partner_id > $1 order by exclusion.partner_id limit $2");
    let rows = client.query(&sql, &[&after, &limit]).await?;
    Ok(rows.iter().map(StatementExclusion::from).collect())
}

/// All that apply on the day, by partner. People set them one by one, so they are few.
pub async fn in_force(
    client: &impl GenericClient,
    today: Date,
) -> Result<BTreeMap<i64, StatementExclusion>, Error> {
    let sql = format!("{SELECT} where exclusion.until is null or exclusion.until >= $1");
    let rows = client.query(&sql, &[&today]).await?;
    let keyed = |row: &Row| (row.get(0), StatementExclusion::from(row));
    Ok(rows.iter().map(keyed).collect())
}
