//! The loop of one tenant: read the schedules, announce what is due, wait. If the database or the
//! broker is unreachable, it logs this and tries again next time. Nothing here ends the process.

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::{Duration, Instant};

use bus::Bus;
use contracts::schedule::ScheduleDue;
use contracts::{Envelope, Message, Origin, Refusal};
use jiff::Timestamp;
use lifecycle::{Stop, clock};
use store::Pool;
use store::schedules::{self, Clock};
use tracing::Instrument;
use uuid::Uuid;

use crate::{Announced, Due, Metrics, SERVICE, due};

/// If reading takes longer, the database does not answer.
const LOOK_TIMEOUT: Duration = Duration::from_secs(30);
/// While nothing is due, the schedules are read again after this many checks.
const CHECKS_PER_READ: u32 = 6;

/// Announces the schedules of one tenant.
pub struct Announcer {
    tenant: String,
    pool: Pool,
    bus: Bus,
    metrics: Metrics,
    announced: Announced,
    /// Versions of schedules whose problem has been logged.
    unreadable: HashSet<(Uuid, i32)>,
    read: Option<Read>,
}

/// What was read, and when.
struct Read {
    schedules: Vec<Clock>,
    /// By the database's clock.
    now: Timestamp,
    at: Instant,
}

impl Read {
    /// The database's clock now.
    fn now(&self) -> Timestamp {
        self.now + self.at.elapsed()
    }
}

/// Why the schedules could not be read.
#[derive(Debug, thiserror::Error)]
enum LookError {
    #[error("the schedules cannot be read")]
    Database(#[from] store::Error),
    #[error("the database did not answer within {LOOK_TIMEOUT:?}")]
    Timeout,
}

impl Announcer {
    pub fn new(tenant: &str, pool: Pool, bus: Bus, metrics: Metrics) -> Self {
        Self {
            tenant: tenant.to_owned(),
            pool,
            bus,
            metrics,
            announced: Announced::default(),
            unreadable: HashSet::new(),
            read: None,
        }
    }

    /// Announces what is due every `interval` until stopped.
    pub async fn run(mut self, interval: Duration, stop: Stop) -> Result<(), Infallible> {
        self.metrics.begin(&self.tenant);
        loop {
            tokio::select! {
                () = stop.stopped() => break,
                () = self.check(interval * CHECKS_PER_READ) => {}
            }
            if !stop.sleep(interval).await {
                break;
            }
        }
        self.metrics.forget(&self.tenant);
        Ok(())
    }

    /// Reads the schedules if what was read is old or something in it is due.
    async fn check(&mut self, lasts: Duration) {
        let nothing_due = |read: &Read| read.at.elapsed() < lasts && !self.has_due(read);
        if !self.read.as_ref().is_some_and(nothing_due) {
            self.look().await;
        }
    }

    fn has_due(&self, read: &Read) -> bool {
        let now = read.now();
        let is_new =
            |due: Due| matches!(due, Due::Now(due) if !self.announced.is_repetition(&due, now));
        read.schedules
            .iter()
            .any(|schedule| is_new(due(schedule, now)))
    }

    async fn look(&mut self) {
        self.read = None;
        let at = Instant::now();
        let read = tokio::time::timeout(LOOK_TIMEOUT, read(&self.pool));
        let read = async {
            let in_time = read.await.map_err(|_| LookError::Timeout)?;
            in_time.map_err(LookError::from)
        };
        match read.await {
            Ok((schedules, now)) => {
                self.metrics.looked(&self.tenant, "done");
                self.announce(&schedules, now).await;
                self.read = Some(Read { schedules, now, at });
            }
            Err(error) => {
                self.metrics.looked(&self.tenant, "failed");
                tracing::warn!(
                    tenant = self.tenant,
                    %error,
                    error.cause = std::error::Error::source(&error).map(tracing::field::display),
                    "the schedules will be read again later"
                );
            }
        }
    }

    async fn announce(&mut self, schedules: &[Clock], now: Timestamp) {
        self.announced
            .keep_only(|id| schedules.iter().any(|schedule| schedule.id == id));
        self.unreadable
            .retain(|(id, _)| schedules.iter().any(|schedule| schedule.id == *id));
        for schedule in schedules {
            match due(schedule, now) {
                Due::Now(due) if !self.announced.is_repetition(&due, now) => {
                    self.publish(schedule, due, now).await;
                }
                Due::Now(_) | Due::NotYet => {}
                Due::Unreadable(error) => {
                    self.metrics.announced(&self.tenant, "unreadable");
                    if self.unreadable.insert((schedule.id, schedule.version)) {
                        tracing::error!(tenant = self.tenant, schedule.id = %schedule.id,
                            schedule.name, %error, "invalid schedule: it will never fire");
                    }
                }
            }
        }
    }

    async fn publish(&mut self, schedule: &Clock, due: ScheduleDue, now: Timestamp) {
        let span = tracing::info_span!(
            parent: None,
            "announce",
            otel.name = "announce schedule",
            tenant = self.tenant,
            schedule.id = %due.schedule,
            schedule.due_at = %due.due_at,
        );
        let announce = async {
            let message = match self.sealed(&due) {
                Ok(message) => message,
                Err(error) => {
                    tracing::error!(%error, "the announcement violates its schema");
                    return false;
                }
            };
            // If it fails, the bus has logged it; the next round tries again.
            let confirmed = self.bus.publish(&message).await.is_ok();
            if confirmed {
                tracing::info!(schedule.name, "the schedule is due");
            }
            confirmed
        };
        let confirmed = announce.instrument(span).await;
        let outcome = if confirmed { "confirmed" } else { "failed" };
        self.metrics.announced(&self.tenant, outcome);
        if confirmed {
            self.announced.note(due, now);
        }
    }

    fn sealed(&self, due: &ScheduleDue) -> Result<Message, Refusal> {
        let origin = Origin {
            source: SERVICE,
            tenant: &self.tenant,
        };
        Envelope::new(origin, due.schedule.to_string(), clock::now(), due.clone())
            .with_id(due.event_id())
            .traced(telemetry::current_traceparent())
            .seal()
    }
}

/// All schedules, and the database's clock, which decides what is due.
async fn read(pool: &Pool) -> Result<(Vec<Clock>, Timestamp), store::Error> {
    let client = pool.get().await?;
    let now = schedules::database_now().bind(&*client).one().await?;
    Ok((schedules::clocks().bind(&*client).all().await?, now))
}
