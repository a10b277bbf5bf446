//! Follows the log of Odoo's own database. The log says which rows have changed; a snapshot that sees
//! those changes gives the rows. A position is acknowledged to the server once core-api has applied
//! everything before it, so what is lost on the way comes again.

mod beginning;
mod steps;

use std::{collections::BTreeMap, sync::Arc};

use contracts::{
    Seq,
    sync::{IdRange, SyncStep},
};
use jiff::{SignedDuration, Timestamp};
use lifecycle::clock;
use odoo_db::{
    Database,
    catalogue::{Catalogue, Watch},
    changes::{Changes, Unusable},
    dirty::Piece,
    log::{Log, Logged},
    pgoutput::{Lsn, Message},
    snapshot::Shown,
};
use tokio::time::{Duration, Instant, timeout_at};

use self::steps::{Read, Which};
use crate::{attempt::Attempt, books::Columns, ended::Ended, failure::Failure, guard::Retained};

/// How long changes are collected for one step, after the first of them.
const COLLECTING: Duration = Duration::from_millis(100);
/// A server that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(10);
/// How often an idle log is noted, so that the age of the mirror is known.
const IDLE: Duration = Duration::from_secs(5);

/// The log, and what it has said since the last step.
struct Following<'a> {
    attempt: &'a Attempt<'a>,
    database: &'a Database,
    columns: BTreeMap<String, Columns<'a>>,
    /// In the order in which a step applies them.
    order: Vec<&'a str>,
    watch: Watch,
    /// What the tables and the publication were at the beginning.
    catalogue: Catalogue,
    /// Of the catalogue, which tells the next attempt whether it has changed meanwhile.
    digest: String,
    log: Log,
    changes: Changes,
    /// When the first change of the next step came.
    since: Option<Instant>,
    /// A transaction has begun and not ended in the log.
    is_open: bool,
    /// The log was shown up to here.
    shown: Lsn,
    /// The end of the log at a time of the server, once that is shown.
    due: Option<(Lsn, Timestamp)>,
    steps: i32,
    retained: &'a Retained,
}

impl Following<'_> {
    async fn run(&mut self) -> Result<(), Ended> {
        let (mut idle_at, mut heard_at) = (Instant::now(), Instant::now());
        loop {
            let wake_at = match self.since {
                // The rest of the transaction is on its way.
                _ if self.is_open => Instant::now() + IDLE,
                Some(since) => since + COLLECTING,
                None => idle_at,
            };
            match timeout_at(wake_at, self.log.next()).await {
                Ok(logged) => {
                    heard_at = Instant::now();
                    self.take(&logged.map_err(call)?)?;
                }
                // Even an idle server says every two seconds that it is there.
                Err(_) if heard_at.elapsed() > SILENCE => {
                    return Err(call(odoo_db::Error::Silent(SILENCE)).into());
                }
                Err(_) if self.since.is_none() && !self.is_open => {
                    idle_at = Instant::now() + IDLE;
                    self.look().await?;
                }
                Err(_) => {}
            }
            let is_due = self
                .since
                .is_some_and(|since| since.elapsed() >= COLLECTING);
            if is_due && !self.is_open {
                self.step().await?;
                heard_at = Instant::now();
            }
            if self.is_idle_shown() {
                self.note(false).await?;
                heard_at = Instant::now();
            }
        }
    }

    /// Asks where the log ends now, and whether the tables are still the same.
    async fn look(&mut self) -> Result<(), Ended> {
        if self.due.is_none() {
            let catalogue = self.database.catalogue(&self.watch).await;
            self.compare(&catalogue.map_err(call)?)?;
            self.due = Some(self.database.position().await.map_err(call)?);
        }
        Ok(())
    }

    /// The log does not say what happens to tables. The next attempt reads their columns again and
    /// has the mirror compared, because this one never said that it has this catalogue.
    fn compare(&self, catalogue: &Catalogue) -> Result<(), Ended> {
        let changes = catalogue.changes_since(&self.catalogue);
        if changes.is_empty() {
            return Ok(());
        }
        Err(Failure::changed_tables(&changes).into())
    }

    /// Nothing waits to be read, and the log was shown up to where it ended at a known time.
    fn is_idle_shown(&self) -> bool {
        let is_shown = self.due.is_some_and(|(end, _)| self.shown >= end);
        is_shown && self.since.is_none() && !self.is_open
    }

    fn take(&mut self, logged: &Logged) -> Result<(), Ended> {
        let message = logged.message().map_err(|error| Failure::bad_log(&error))?;
        match (&message, logged) {
            (None, Logged::Idle(end)) => self.shown = self.shown.max(*end),
            (Some(Message::Begin { .. }), _) => self.is_open = true,
            (Some(Message::Commit { end, .. }), _) => {
                self.is_open = false;
                self.shown = self.shown.max(*end);
                self.since.get_or_insert_with(Instant::now);
            }
            _ => {}
        }
        let Some(message) = message else {
            return Ok(());
        };
        let taken = self.changes.take(&message);
        Ok(taken.map_err(|error: Unusable| Failure::bad_log(&error))?)
    }

    /// Reads what has changed and publishes it.
    async fn step(&mut self) -> Result<(), Ended> {
        self.since = None;
        let transactions = std::mem::take(&mut self.changes.transactions);
        let in_doubt = !std::mem::take(&mut self.changes.emptied).is_empty();
        let most = usize::try_from(self.attempt.request.batch_rows).unwrap_or(usize::MAX);
        loop {
            let taken = self.changes.dirty.take(most, &self.order);
            let shown = Shown {
                transactions: &transactions,
                end: self.changes.end.unwrap_or_default(),
            };
            let read_at = clock::now();
            let (reads, as_of) = self.read(taken, shown).await?;
            let steps = steps::cut(reads);
            let steps = steps.map_err(|error| Failure::record_too_large("a model", &error))?;
            let is_last = self.changes.dirty.is_empty();
            let count = steps.len();
            for (at, models) in steps.into_iter().enumerate() {
                let ends = is_last && at + 1 == count;
                let mut step = self.begin_step(read_at, as_of);
                step.models = models;
                self.send(step, ends, ends && in_doubt).await?;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    async fn read(
        &self,
        taken: Vec<(String, Piece)>,
        shown: Shown<'_>,
    ) -> Result<(Vec<Read>, Option<i64>), Ended> {
        let known: Vec<_> = taken
            .iter()
            .filter_map(|(model, piece)| Some((self.columns.get(model)?, piece)))
            .collect();
        let pieces: Vec<_> = known
            .iter()
            .filter_map(|(columns, piece)| Some((columns.projection()?, *piece)))
            .collect();
        let ask = || self.database.pieces(&pieces, shown, &self.watch);
        let seen = self.attempt.source.retried(ask).await?;
        let (records, catalogue) = seen.answer;
        self.compare(&catalogue)?;
        let reads = known
            .iter()
            .zip(records)
            .map(|((columns, piece), records)| {
                self.attempt
                    .progress
                    .read(u64::try_from(records.len()).unwrap_or(u64::MAX));
                Read {
                    model: Arc::clone(&columns.model),
                    fields: Arc::clone(&columns.names),
                    which: which(piece),
                    records,
                }
            });
        Ok((reads.collect(), seen.as_of))
    }

    /// A step without rows, which says how far the mirror is.
    async fn note(&mut self, in_doubt: bool) -> Result<(), Ended> {
        let step = self.begin_step(clock::now(), None);
        self.send(step, true, in_doubt).await
    }

    fn begin_step(&self, read_at: Timestamp, as_of: Option<i64>) -> SyncStep {
        let ids = self.attempt.publisher.ids;
        SyncStep {
            run: ids.run,
            epoch: ids.epoch,
            attempt: ids.attempt,
            seq: Seq::new(self.steps),
            read_at,
            as_of,
            reached: None,
            committed_at: None,
            current_at: None,
            in_doubt: false,
            catalogue: None,
            retained_bytes: self.retained.bytes(),
            models: Vec::new(),
        }
    }

    /// Publishes a step, waits until it is applied, and acknowledges its position. `ends`: nothing is
    /// left to read of what the log has shown.
    async fn send(&mut self, mut step: SyncStep, ends: bool, in_doubt: bool) -> Result<(), Ended> {
        let reached = ends.then_some(self.shown);
        if let Some(end) = reached {
            step.reached = Some(end.to_string());
            step.catalogue = Some(self.digest.clone());
            step.committed_at = self.changes.committed_at.take().and_then(of_postgres);
            if let Some((_, at)) = self.due.take_if(|(due, _)| end >= *due) {
                step.current_at = Some(at);
            }
        }
        step.in_doubt = in_doubt;
        self.attempt.publish_numbered(step, &mut self.steps).await?;
        self.attempt.settle(self.steps).await?;
        if let Some(end) = reached {
            self.log.acknowledge(end);
        }
        Ok(())
    }
}

fn which(piece: &Piece) -> Which {
    match piece {
        Piece::Ids(ids) => Which::Ids(ids.clone()),
        Piece::Range { after_id, up_to_id } => Which::Range(IdRange {
            after_id: *after_id,
            up_to_id: *up_to_id,
        }),
        Piece::Whole => Which::Range(IdRange::ALL),
    }
}

/// Microseconds since 2000-01-01 00:00 UTC.
fn of_postgres(microseconds: i64) -> Option<Timestamp> {
    let epoch = Timestamp::from_second(946_684_800).ok()?;
    epoch
        .checked_add(SignedDuration::from_micros(microseconds))
        .ok()
}

fn call(error: odoo_db::Error) -> Failure {
    crate::call_error::CallError::from(error).into()
}
