//! Snapshots of Odoo's database, each with a number. A greater number has seen at least as much, so
//! the numbers tell which of two readings of a row is newer, whichever processes have read them.
//!
//! The time of a commit does not tell it: Odoo's `write_date` is when a transaction began, and
//! changes below its ORM leave it alone.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_postgres::{Client, GenericClient, IsolationLevel, Transaction};

use crate::{error::Error, pgoutput::Lsn};

/// Bits of a number for the transactions that were in progress.
const PROGRESS_BITS: u32 = 13;
/// Bits of a number for the id of the first transaction that a snapshot does not know.
const TRANSACTION_BITS: u32 = 40;
/// Between two looks whether a commit can be seen.
const LOOK: Duration = Duration::from_millis(5);
/// A commit waits for a synchronous standby before others see it. If it waits longer than this,
/// something is wrong.
const PATIENCE: Duration = Duration::from_mins(1);

/// Settings of each session that reads: the text of a value must not depend on the server's
/// settings, and a statement must not hinder Odoo.
pub(crate) const SESSION: &str = "
    set default_transaction_read_only = on;
    set statement_timeout = '30s';
    set lock_timeout = '2s';
    set idle_in_transaction_session_timeout = '10s';
    set client_encoding = 'UTF8';
    set timezone = 'UTC';
    set datestyle = 'ISO';
    set extra_float_digits = 1";

/// Prepares a session before its first snapshot.
pub async fn prepare(client: &impl GenericClient) -> Result<(), Error> {
    Ok(client.batch_execute(SESSION).await?)
}

/// What a snapshot must have seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown<'a> {
    /// 32 bits of the ids of transactions that the log has shown.
    pub transactions: &'a [u32],
    /// Where the last of them ends.
    pub end: Lsn,
}

/// A transaction that sees one state of the database.
pub struct Snapshot<'c> {
    pub transaction: Transaction<'c>,
    /// Comparable within one history of one server. A standby gives no number, because its snapshots
    /// do not list the transactions in progress.
    pub as_of: Option<i64>,
}

/// An answer, and the number of the snapshot that it is from. Odoo's API gives none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<T> {
    pub answer: T,
    pub as_of: Option<i64>,
}

impl<'c> Snapshot<'c> {
    pub async fn take(client: &'c mut Client) -> Result<Self, Error> {
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await?;
        // The first statement takes the snapshot.
        let sql = "
            select pg_is_in_recovery(), pg_snapshot_xmax(snapshot)::text::int8,
                   (select count(*) from pg_snapshot_xip(snapshot))
            from pg_current_snapshot() as snapshot";
        let row = transaction.query_one(sql, &[]).await?;
        let as_of = if row.get(0) {
            None
        } else {
            number_of(row.get(1), row.get(2))
        };
        Ok(Self { transaction, as_of })
    }

    /// Takes a snapshot that sees what the log has shown.
    pub async fn take_once_seen(client: &'c mut Client, shown: Shown<'_>) -> Result<Self, Error> {
        let begun = Instant::now();
        while !sees(client, shown).await? {
            if begun.elapsed() > PATIENCE {
                return Err(Error::Unseen(PATIENCE));
            }
            sleep(LOOK).await;
        }
        // What one snapshot has seen, every later one sees, so this one needs no look.
        Self::take(client).await
    }
}

impl Snapshot<'_> {
    /// Ends the transaction.
    pub(crate) async fn give<T>(self, answer: T) -> Result<Seen<T>, Error> {
        self.transaction.commit().await?;
        Ok(Seen {
            answer,
            as_of: self.as_of,
        })
    }
}

/// The number of a snapshot. Between two snapshots of one server, transactions end, and nothing else
/// matters. If one of them began after the first snapshot, the second knows a later transaction.
/// Otherwise it knows the same ones, and fewer of them are in progress.
fn number_of(first_unknown: i64, in_progress: i64) -> Option<i64> {
    let most = (1 << PROGRESS_BITS) - 1;
    // No server has so many sessions.
    let ended = most - in_progress.min(most);
    (first_unknown < 1 << TRANSACTION_BITS).then_some((first_unknown << PROGRESS_BITS) | ended)
}

async fn sees(client: &Client, shown: Shown<'_>) -> Result<bool, Error> {
    if shown.transactions.is_empty() {
        return Ok(true);
    }
    if !is_standby(client).await? {
        return is_visible(client, shown.transactions).await;
    }
    // A snapshot of a standby does not list the transactions that are running.
    let sql = "select pg_last_wal_replay_lsn() >= $1::text::pg_lsn";
    let row = client.query_one(sql, &[&shown.end.to_string()]).await?;
    Ok(row.get(0))
}

async fn is_standby(client: &impl GenericClient) -> Result<bool, Error> {
    let row = client.query_one("select pg_is_in_recovery()", &[]).await?;
    Ok(row.get(0))
}

/// Whether all of them can be seen. The log has 32 bits of their ids, and the snapshot has 64.
async fn is_visible(client: &impl GenericClient, transactions: &[u32]) -> Result<bool, Error> {
    let sql = "
        with now as (select pg_current_snapshot() as snapshot),
             latest as (select snapshot, pg_snapshot_xmax(snapshot)::text::numeric as id from now),
             shown as (
                 select snapshot, floor(id / 4294967296) * 4294967296 + short as id, id as latest
                 from latest, unnest($1::int8[]) as short),
             long as (
                 select snapshot, case when id > latest then id - 4294967296 else id end as id
                 from shown)
        select bool_and(pg_visible_in_snapshot(id::text::xid8, snapshot)) from long";
    let ids: Vec<_> = transactions.iter().map(|id| i64::from(*id)).collect();
    let row = client.query_one(sql, &[&ids]).await?;
    Ok(row.get::<_, Option<bool>>(0).unwrap_or(true))
}
