//! From request to last event. The request is acknowledged as soon as the attempt has announced
//! itself. From then on the lease in core-api, not the broker, repeats the job.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use bus::topology::EXPORT_WORKER_EXPORT;
use bus::{Bus, Handler, Incoming, Outcome, Receipt};
use contracts::export::ExportRequested;
use files::Files;
use lifecycle::{Stop, Tasks};
use store::{Databases, Pool, Readers};
use tenants::{LiveTenants, LoadError, Tenant, Tenants};
use tokio::sync::{Semaphore, watch};
use tracing::{Instrument, Span};

use crate::{
    Metrics, SERVICE, Settings,
    failure::Failure,
    job::{Job, SayError},
    mail,
    order::Progress,
    production::{self, Exit, Lane, Limits, Produced},
};

/// An attempt that sends nothing for longer eventually loses its lease.
const HEARTBEAT: Duration = contracts::SIGN_OF_LIFE;
const HEARTBEAT_ROWS: u64 = 50_000;
/// How long an export waits for a replica that is behind.
const REPLICA_PATIENCE: Duration = Duration::from_secs(10);
/// How often an attempt checks whether its job was cancelled.
const LOOK: Duration = Duration::from_secs(1);
/// Tries of the last event. If all fail, the lease expires and the job starts again.
const LAST_EVENT_TRIES: u32 = 5;
const LAST_EVENT_PAUSE: Duration = Duration::from_secs(2);

/// Handles the export requests of all tenants.
pub struct Exporter {
    pub(crate) tenants: LiveTenants,
    pub(crate) databases: Databases,
    readers: Readers,
    replicas: Databases,
    pub(crate) files: Files,
    pub(crate) bus: Bus,
    pub(crate) metrics: Metrics,
    limits: Limits,
    large_rows: u64,
    /// Limits how many large exports run at the same time.
    large: Arc<Semaphore>,
    tasks: Tasks,
    stop: Stop,
}

/// Why the exporter cannot start.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error("{0}")]
    Tenants(#[from] LoadError),
    #[error(transparent)]
    Database(#[from] store::Error),
    #[error(transparent)]
    Files(#[from] files::Error),
}

impl Exporter {
    /// Reads the tenants and creates the folder of files; does not connect yet.
    pub fn new(
        settings: &Settings,
        bus: Bus,
        metrics: Metrics,
        (tasks, stop): (Tasks, Stop),
    ) -> Result<Self, SetupError> {
        let mail = settings.mail.clone();
        let access = settings.databases.clone();
        let accept = move |tenant: &Tenant| {
            access.accept(&tenant.host, &tenant.database)?;
            mail::accept(tenant, mail.as_ref())
        };
        let tenants = LiveTenants::open(&settings.tenants_dir, accept)?;
        let databases = Databases::new(
            &settings.databases,
            tenants.now().databases(),
            SERVICE,
            settings.connections,
        )?;
        let replicas = Databases::replicas(
            &settings.databases,
            tenants.now().databases(),
            &format!("{SERVICE} replicas"),
            settings.connections,
        )?;
        let readers = Readers::new(databases.clone(), replicas.clone(), REPLICA_PATIENCE);
        let files = Files::open(&settings.files)?;
        let scratch = files
            .folder()
            .map_or_else(std::env::temp_dir, std::path::Path::to_owned);
        Ok(Self {
            tenants,
            databases,
            readers,
            replicas,
            files,
            bus,
            metrics,
            limits: Limits {
                scratch,
                max_rows: settings.max_rows,
            },
            large_rows: settings.large_rows,
            large: Arc::new(Semaphore::new(usize::from(settings.large_slots))),
            tasks,
            stop,
        })
    }

    pub fn tenants(&self) -> &LiveTenants {
        &self.tenants
    }

    pub fn databases(&self) -> &Databases {
        &self.databases
    }

    pub fn readers(&self) -> &Readers {
        &self.readers
    }

    pub fn replicas(&self) -> &Databases {
        &self.replicas
    }

    /// Follows the tenants' files, closes idle connections and watches the storage, until stopped.
    pub fn start_upkeep(&self, tasks: &Tasks, stop: &Stop) -> io::Result<()> {
        let both = [self.databases.clone(), self.replicas.clone()];
        let followers = both.clone();
        let apply = move |tenants: &Tenants| {
            for databases in &followers {
                databases.follow(tenants.databases());
            }
        };
        let following = process::tenants::follow(self.tenants.clone(), apply, stop.clone())?;
        tasks.spawn("tenants", following);
        for databases in both {
            let until = stop.clone();
            let closing =
                databases.close_idle(store::databases::IDLE, async move { until.stopped().await });
            tasks.spawn("idle connections", closing);
        }
        let (files, until) = (self.files.clone(), stop.clone());
        let watching = files.watch(async move { until.stopped().await });
        tasks.spawn("storage of files", watching);
        Ok(())
    }

    pub fn files(&self) -> &Files {
        &self.files
    }

    /// One slot: handles one request at a time until stopped.
    pub async fn consume(self: Arc<Self>, stop: Stop) -> Result<(), Infallible> {
        let bus = self.bus.clone();
        let slot = Arc::new(Slot(self));
        bus.consume(&EXPORT_WORKER_EXPORT, slot, stop.stopped())
            .await;
        Ok(())
    }

    async fn begin(self: &Arc<Self>, job: Job, receipt: &Receipt) -> Outcome {
        if let Err(error) = job.progressed(0, None).await {
            return Outcome::Retry {
                reason: format!("the attempt cannot be announced: {error}"),
            };
        }
        if !receipt.acknowledge().await {
            tracing::info!("the request will be delivered again, so this attempt ends");
            return Outcome::Done;
        }
        let (exporter, left) = (Arc::clone(self), Stop::new());
        let leaving = left.clone();
        let attempts = async move { exporter.attempts(&job, &leaving).await };
        let mut attempts = Box::pin(attempts.instrument(Span::current()));
        tokio::select! {
            biased;
            () = &mut attempts => {}
            () = left.stopped() => self.tasks.spawn("large export", async move {
                attempts.await;
                Ok::<_, Infallible>(())
            }),
        }
        Outcome::Done
    }

    /// Runs one attempt, and another one outside the slot if the first was too large for it. Stops
    /// `left` when the slot is free.
    async fn attempts(&self, job: &Job, left: &Stop) {
        let exit = Exit::new(&self.large, left);
        let lane = Lane::Slot {
            at_most: self.large_rows,
            exit: &exit,
        };
        if self.attempt(job, lane).await == Next::Lane {
            tracing::info!("many rows: the export leaves its slot and waits");
            left.stop();
            self.attempt(job, Lane::Large).await;
        }
    }

    async fn attempt(&self, job: &Job, lane: Lane<'_>) -> Next {
        let _in_progress = self.metrics.begin();
        let begun = Instant::now();
        let outcome = match self.produce(job, lane).await {
            Ok(Produced::Large) => return Next::Lane,
            Ok(Produced::Made(written)) => {
                tracing::info!(
                    rows = written.rows,
                    bytes = written.bytes,
                    "the file is finished"
                );
                self.metrics.made(job.report(), written.rows, written.bytes);
                self.last_word(|| job.finished(&written)).await;
                "finished"
            }
            Ok(Produced::Superseded) => {
                tracing::info!("the job no longer needs this attempt, so it ends");
                "superseded"
            }
            Err(failure) => {
                tracing::warn!(error = %failure, retryable = failure.retryable, "the export failed");
                Span::current().record("otel.status_code", "ERROR");
                self.last_word(|| job.failed(&failure)).await;
                "failed"
            }
        };
        self.metrics.ended(job.report(), outcome, begun.elapsed());
        Next::Nothing
    }

    async fn produce(&self, job: &Job, lane: Lane<'_>) -> Result<Produced, Failure> {
        let pool = &self.databases.pool(&job.tenant.name)?;
        let (progress, seen) = watch::channel(Progress::default());
        let (halt, superseded) = (Stop::new(), AtomicBool::new(false));
        let producing = async {
            let _permit = match lane {
                Lane::Slot { .. } => None,
                Lane::Large => Some(tokio::select! {
                    permit = self.large.acquire() => permit,
                    () = halt.stopped() => return Err(Failure::stopped()),
                }),
            };
            let target = (&self.files, &self.limits, lane);
            let books = self.readers.pool(&job.tenant.name).await?;
            production::produce(job, &books, target, &progress, &halt).await
        };
        let produced = tokio::select! {
            biased;
            produced = producing => produced,
            never = heartbeats(job, seen) => match never {},
            never = self.look_after(job, pool, &halt, &superseded) => match never {},
        };
        if !superseded.load(Ordering::Acquire) {
            return produced;
        }
        if matches!(produced, Ok(Produced::Made(_)))
            && let Err(error) = self.files.remove(&job.key()).await
        {
            tracing::warn!(%error, "a file that is no longer needed could not be removed now");
        }
        Ok(Produced::Superseded)
    }

    /// Halts the attempt if the process stops, or if the job or the tenant no longer needs it. Never
    /// returns.
    async fn look_after(
        &self,
        job: &Job,
        pool: &Pool,
        halt: &Stop,
        superseded: &AtomicBool,
    ) -> Infallible {
        while self.stop.sleep(LOOK).await {
            if self.tenants.by_name(&job.tenant.name).is_none() {
                superseded.store(true, Ordering::Release);
                break;
            }
            let look = async {
                let client = pool.get().await?;
                production::is_superseded(&*client, job).await
            };
            match look.await {
                Ok(false) => {}
                Ok(true) => {
                    superseded.store(true, Ordering::Release);
                    break;
                }
                Err(error) => tracing::debug!(%error, "the state of the job could not be read"),
            }
        }
        halt.stop();
        std::future::pending().await
    }

    /// Tries to publish the last event; only once while stopping.
    async fn last_word<F: Future<Output = Result<(), SayError>>>(&self, say: impl Fn() -> F) {
        for _ in 0..LAST_EVENT_TRIES {
            match say().await {
                Ok(()) => return,
                Err(SayError::Contract(refusal)) => {
                    tracing::error!(error = %refusal, "the last event violates its schema");
                    return;
                }
                // The bus has logged it.
                Err(SayError::Publish(_)) => {}
            }
            if !self.stop.sleep(LAST_EVENT_PAUSE).await {
                return;
            }
        }
    }
}

/// What follows an attempt.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Nothing,
    /// Another attempt in the lane for large exports.
    Lane,
}

/// Takes requests from the broker.
struct Slot(Arc<Exporter>);

#[async_trait]
impl Handler for Slot {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let exporter = &self.0;
        let receipt = incoming.receipt.clone();
        let request = match incoming.decode::<ExportRequested>() {
            Ok(request) => request,
            Err(refusal) => {
                return Outcome::Reject {
                    reason: refusal.to_string(),
                };
            }
        };
        let Some(tenant) = exporter.tenants.by_name(&request.tenant) else {
            return Outcome::no_tenant(&request.tenant);
        };
        let job = Job::new(tenant, request, exporter.bus.clone());
        let span = tracing::info_span!(
            "export",
            otel.name = format!("export {}", job.report()),
            otel.status_code = tracing::field::Empty,
            tenant = job.tenant.name,
            export.id = %job.request.job,
            export.report = job.report(),
            export.epoch = job.request.epoch.get(),
            export.attempt = %job.attempt,
        );
        exporter.begin(job, &receipt).instrument(span).await
    }
}

/// Reports progress: after a number of rows, and at regular intervals. Never returns.
async fn heartbeats(job: &Job, mut seen: watch::Receiver<Progress>) -> Infallible {
    let mut next = HEARTBEAT_ROWS;
    loop {
        let reached = async {
            if seen
                .wait_for(|progress| progress.rows >= next)
                .await
                .is_err()
            {
                std::future::pending::<()>().await;
            }
        };
        // In both cases a report is due.
        let _ = tokio::time::timeout(HEARTBEAT, reached).await;
        let Progress { rows, expected } = *seen.borrow();
        next = rows + HEARTBEAT_ROWS;
        // The next report replaces a lost one.
        if let Err(error) = job.progressed(rows, expected).await {
            tracing::debug!(%error, "a heartbeat was not sent");
        }
    }
}
