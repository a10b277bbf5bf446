//! Statement runs and their items.

use deadpool_postgres::GenericClient;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde_json::Value;
use states::{StatementItemState, StatementRunState};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq)]
pub struct StatementRun {
    pub id: Uuid,
    /// Which customers, and for which day.
    pub parameters: Value,
    pub format: String,
    pub locale: String,
    pub subject: Option<String>,
    pub note: Option<String>,
    /// `running`, `cancelling`, `finished` or `cancelled`.
    pub state: StatementRunState,
    pub schedule_id: Option<Uuid>,
    pub requested_by: String,
    pub traceparent: Option<String>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    pub items: i64,
    pub amount_due: Decimal,
    /// Number of items per state.
    pub states: Value,
}

const RUNS: &str = "select run.id, run.parameters, run.format, run.locale, run.subject, run.note,
           run.state, run.schedule_id, run.requested_by, run.traceparent, run.created_at,
           run.finished_at, sums.items, sums.amount_due, sums.states
    from ops.statement_run run
    cross join lateral (
        select coalesce(sum(items), 0)::bigint as items,
               coalesce(sum(amount_due), 0) as amount_due,
               coalesce(jsonb_object_agg(state, items), '{}') as states
        from (select item.state, count(*) as items, sum(item.amount_due) as amount_due
              from ops.statement_item item where item.run_id = run.id group by item.state) part
    ) sums";

impl From<&Row> for StatementRun {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            parameters: row.get(1),
            format: row.get(2),
            locale: row.get(3),
            subject: row.get(4),
            note: row.get(5),
            state: row.get(6),
            schedule_id: row.get(7),
            requested_by: row.get(8),
            traceparent: row.get(9),
            created_at: row.get(10),
            finished_at: row.get(11),
            items: row.get(12),
            amount_due: row.get(13),
            states: row.get(14),
        }
    }
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<StatementRun>, Error> {
    let sql = format!("{RUNS} where run.id = $1");
    let row = client.query_opt(&sql, &[&id]).await?;
    Ok(row.as_ref().map(StatementRun::from))
}

/// Newest first; `before` is the key of the last row of the previous page.
pub async fn list(
    client: &impl GenericClient,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<StatementRun>, Error> {
    let sql = format!(
        "{RUNS}
         where $1::timestamptz is null or (run.created_at, run.id) < ($1, $2)
         order by run.created_at desc, run.id desc limit $3"
    );
    let (at, id) = before.unzip();
    let rows = client.query(&sql, &[&at, &id, &limit]).await?;
    Ok(rows.iter().map(StatementRun::from).collect())
}

/// Runs that have not ended, oldest first.
pub async fn open(client: &impl GenericClient) -> Result<Vec<Uuid>, Error> {
    let sql = "select id from ops.statement_run where state in ('running', 'cancelling')
               order by created_at, id";
    let rows = client.query(sql, &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

#[derive(Debug, Clone, PartialEq)]
pub struct StatementItem {
    pub position: i32,
    pub partner_id: i64,
    pub partner_name: Option<String>,
    pub locale: String,
    pub amount_due: Decimal,
    pub amount_overdue: Decimal,
    pub oldest_due: Option<Date>,
    pub recipients: Vec<String>,
    /// `waiting`, `exporting`, `mailing`, `sent`, `failed`, `skipped` or `cancelled`.
    pub state: StatementItemState,
    pub detail: Option<String>,
    pub export_id: Option<Uuid>,
    pub settled_at: Option<Timestamp>,
}

impl From<&Row> for StatementItem {
    fn from(row: &Row) -> Self {
        Self {
            position: row.get(0),
            partner_id: row.get(1),
            partner_name: row.get(2),
            locale: row.get(3),
            amount_due: row.get(4),
            amount_overdue: row.get(5),
            oldest_due: row.get(6),
            recipients: row.get(7),
            state: row.get(8),
            detail: row.get(9),
            export_id: row.get(10),
            settled_at: row.get(11),
        }
    }
}

/// Items of a run in their order, after this position: all, or those in one state.
pub async fn items(
    client: &impl GenericClient,
    run: Uuid,
    state: Option<StatementItemState>,
    after: i32,
    limit: i64,
) -> Result<Vec<StatementItem>, Error> {
    let rows = client
        .query(
            "select position, partner_id, partner_name, locale, amount_due, amount_overdue,
                    oldest_due, recipients, state, detail, export_id, settled_at
             from ops.statement_item
             where run_id = $1 and position > $2 and ($3::ops.statement_item_state is null or state = $3)
             order by position limit $4",
            &[&run, &after, &state, &limit],
        )
        .await?;
    Ok(rows.iter().map(StatementItem::from).collect())
}

pub async fn exists(client: &impl GenericClient, run: Uuid) -> Result<bool, Error> {
    let sql = "select 1 from ops.statement_run where id = $1";
    Ok(client.query_opt(sql, &[&run]).await?.is_some())
}
