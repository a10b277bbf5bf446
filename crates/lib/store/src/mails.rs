//! Mails and their outcomes.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use states::MailState;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub id: Uuid,
    pub export_id: Uuid,
    pub schedule_id: Option<Uuid>,
    /// `report` or `statement`.
    pub occasion: String,
    pub recipient: String,
    pub locale: String,
    /// `waiting`, `requested`, `sent`, `failed` or `skipped`.
    pub state: MailState,
    pub tries: i32,
    /// Set while the mail waits for another try.
    pub next_try_at: Option<Timestamp>,
    pub reply_code: Option<i32>,
    pub detail: Option<String>,
    pub created_at: Timestamp,
    pub settled_at: Option<Timestamp>,
}

/// Filter for mails; None does not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub export_id: Option<Uuid>,
    pub schedule_id: Option<Uuid>,
    pub state: Option<MailState>,
}

const COLUMNS: &str = "id, export_id, schedule_id, occasion, recipient, locale, state, tries,
    next_try_at, reply_code, detail, created_at, settled_at";

impl From<&Row> for Mail {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            export_id: row.get(1),
            schedule_id: row.get(2),
            occasion: row.get(3),
            recipient: row.get(4),
            locale: row.get(5),
            state: row.get(6),
            tries: row.get(7),
            next_try_at: row.get(8),
            reply_code: row.get(9),
            detail: row.get(10),
            created_at: row.get(11),
            settled_at: row.get(12),
        }
    }
}

/// Newest first; `before` is the key of the last row of the previous page.
pub async fn list(
    client: &impl GenericClient,
    wanted: &Wanted,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<Mail>, Error> {
    let sql = format!(
        "select {COLUMNS} from ops.mail
         where ($1::timestamptz is null or (created_at, id) < ($1, $2))
           and ($3::uuid is null or export_id = $3)
           and ($4::uuid is null or schedule_id = $4)
           and ($5::ops.mail_state is null or state = $5)
         order by created_at desc, id desc limit $6"
    );
    let (at, id) = before.unzip();
    let Wanted {
        export_id,
        schedule_id,
        state,
    } = wanted;
    let rows = client
        .query(&sql, &[&at, &id, export_id, schedule_id, state, &limit])
        .await?;
    Ok(rows.iter().map(Mail::from).collect())
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<Mail>, Error> {
    let sql = format!("select {COLUMNS} from ops.mail where id = $1");
    let row = client.query_opt(&sql, &[&id]).await?;
    Ok(row.as_ref().map(Mail::from))
}

/// Whether this epoch of the mail must still be sent.
pub async fn is_requested(
    client: &impl GenericClient,
    id: Uuid,
    epoch: u32,
) -> Result<bool, Error> {
    let sql = "select 1 from ops.mail where id = $1 and epoch = $2 and state = 'requested'";
    let epoch = i32::try_from(epoch).unwrap_or(i32::MAX);
    Ok(client.query_opt(sql, &[&id, &epoch]).await?.is_some())
}
