//! Snapshots of Odoo's database, one after another, each with a number. A greater number has seen at
//! least as much, so the numbers tell which of two readings of a row is newer.
//!
//! The time of a commit does not tell it: Odoo's `write_date` is when a transaction began, and
//! changes below its ORM leave it alone.

use std::time::Duration;

use tokio::{
    sync::Mutex,
    time::{Instant, sleep},
};
use tokio_postgres::{Client, GenericClient, IsolationLevel, Transaction};

use crate::{error::Error, pgoutput::Lsn};

/// Bits of a number that count the snapshots of one generation.
const COUNT_BITS: u32 = 40;
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

/// Gives the numbers. There is one for each tenant: the numbers of two processes cannot be compared.
#[derive(Debug)]
pub struct Snapshots {
    generation: i64,
    taken: Mutex<i64>,
}

/// A transaction that sees one state of the database.
pub struct Snapshot<'c> {
    pub transaction: Transaction<'c>,
    pub as_of: i64,
}

impl Snapshots {
    /// A generation is greater than all before it.
    pub fn of_generation(generation: i64) -> Self {
        Self {
            generation,
            taken: Mutex::default(),
        }
    }

    /// Takes the next snapshot, once it sees what the log has shown.
    pub async fn next<'c>(
        &self,
        client: &'c mut Client,
        shown: Shown<'_>,
    ) -> Result<Snapshot<'c>, Error> {
        let begun = Instant::now();
        while !self.sees(client, shown).await? {
            if begun.elapsed() > PATIENCE {
                return Err(Error::Unseen(PATIENCE));
            }
            sleep(LOOK).await;
        }
        // What one snapshot has seen, every later one sees, so this one needs no look.
        let mut taken = self.taken.lock().await;
        let transaction = begin(client).await?;
        *taken += 1;
        Ok(Snapshot {
            transaction,
            as_of: (self.generation << COUNT_BITS) | *taken,
        })
    }

    async fn sees(&self, client: &mut Client, shown: Shown<'_>) -> Result<bool, Error> {
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
}

async fn begin(client: &mut Client) -> Result<Transaction<'_>, Error> {
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    // The first statement takes the snapshot.
    transaction
        .batch_execute("select pg_current_snapshot()")
        .await?;
    Ok(transaction)
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
