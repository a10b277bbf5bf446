//! From request to last event. The request is acknowledged as soon as the attempt has announced
//! itself: from then on core-api's lease on the job, not the broker, brings it back.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use bus::topology::EXPORT_WORKER_EXPORT;
use bus::{Bus, Handler, Incoming, Outcome, Receipt};
use contracts::export::ExportRequested;
use lifecycle::Stop;
use store::Databases;
use tenants::{LoadError, Tenants};
use tokio::sync::watch;
use tracing::Instrument;

use crate::failure::Failure;
use crate::job::{Job, SayError};
use crate::production::{self, Limits};
use crate::writing::Written;
use crate::{Metrics, SERVICE, Settings};

/// An attempt that is silent for longer loses its lease in the end.
const HEARTBEAT: Duration = contracts::SIGN_OF_LIFE;
const HEARTBEAT_ROWS: u64 = 50_000;
/// How often the last event is tried. If all fail, the lease lapses and the job begins anew.
const LAST_EVENT_TRIES: u32 = 5;
const LAST_EVENT_PAUSE: Duration = Duration::from_secs(2);

/// Works on the requests of all tenants.
pub struct Exporter {
    tenants: Tenants,
    databases: Databases,
    bus: Bus,
    metrics: Metrics,
    limits: Limits,
    stop: Stop,
}

/// What an attempt has done so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Progress {
    pub(crate) rows: u64,
    pub(crate) expected: Option<u64>,
}

/// Why the exporter cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error("{0}")]
    Tenants(#[from] LoadError),
    #[error(transparent)]
    Database(#[from] store::Error),
    #[error("the folder of files cannot be made")]
    Files(#[source] std::io::Error),
}

impl Exporter {
    /// Reads the tenants and makes the folder of files; connects to nothing yet.
    pub fn new(
        settings: &Settings,
        bus: Bus,
        metrics: Metrics,
        stop: Stop,
    ) -> Result<Self, SetupError> {
        let tenants = Tenants::load(&settings.tenants_dir)?;
        let names = tenants
            .iter()
            .map(|tenant| (tenant.name.clone(), tenant.database.clone()));
        // Two more than there are slots: for the health page, and for mails.
        let connections = usize::from(settings.slots) + 2;
        let databases = Databases::new(&settings.database_url, names, SERVICE, connections)?;
        std::fs::create_dir_all(&settings.files_dir).map_err(SetupError::Files)?;
        let limits = Limits {
            files_dir: settings.files_dir.clone(),
            max_rows: settings.max_rows,
        };
        Ok(Self {
            tenants,
            databases,
            bus,
            metrics,
            limits,
            stop,
        })
    }

    pub fn tenants(&self) -> &Tenants {
        &self.tenants
    }

    pub fn databases(&self) -> &Databases {
        &self.databases
    }

    /// One slot: takes a request at a time until stopped.
    pub async fn consume(self: Arc<Self>, stop: Stop) -> Result<(), Infallible> {
        let bus = self.bus.clone();
        bus.consume(&EXPORT_WORKER_EXPORT, self, stop.stopped())
            .await;
        Ok(())
    }

    async fn attempt(&self, job: &Job, receipt: &Receipt) -> Outcome {
        if let Err(error) = job.progressed(0, None).await {
            return Outcome::Retry {
                reason: format!("the attempt cannot be announced: {error}"),
            };
        }
        if !receipt.acknowledge().await {
            tracing::info!("the request comes again, so this attempt ends");
            return Outcome::Done;
        }
        let _in_progress = self.metrics.begin();
        let begun = Instant::now();
        let outcome = match self.produce(job).await {
            Ok(Some(written)) => {
                tracing::info!(
                    rows = written.rows,
                    bytes = written.bytes,
                    "the file is made"
                );
                self.metrics.made(job.report(), written.rows, written.bytes);
                self.last_word(|| job.finished(&written)).await;
                "finished"
            }
            Ok(None) => {
                tracing::info!("the job is settled or asked for anew, so this attempt ends");
                "superseded"
            }
            Err(failure) => {
                tracing::warn!(error = %failure, retryable = failure.retryable, "the export failed");
                tracing::Span::current().record("otel.status_code", "ERROR");
                self.last_word(|| job.failed(&failure)).await;
                "failed"
            }
        };
        self.metrics.ended(job.report(), outcome, begun.elapsed());
        Outcome::Done
    }

    async fn produce(&self, job: &Job) -> Result<Option<Written>, Failure> {
        let pool = self.databases.pool(&job.tenant.name)?;
        let (progress, seen) = watch::channel(Progress::default());
        tokio::select! {
            biased;
            made = production::produce(job, pool, &self.limits, &progress, &self.stop) => made,
            never = heartbeats(job, seen) => match never {},
        }
    }

    /// Tries to say how it ended. While stopping, once.
    async fn last_word<F: Future<Output = Result<(), SayError>>>(&self, say: impl Fn() -> F) {
        for _ in 0..LAST_EVENT_TRIES {
            match say().await {
                Ok(()) => return,
                Err(SayError::Contract(refusal)) => {
                    tracing::error!(error = %refusal, "the last event breaks its own contract");
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

#[async_trait]
impl Handler for Exporter {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let receipt = incoming.receipt.clone();
        let request = match incoming.decode::<ExportRequested>() {
            Ok(request) => request,
            Err(refusal) => {
                return Outcome::Reject {
                    reason: refusal.to_string(),
                };
            }
        };
        let Some(tenant) = self.tenants.by_name(&request.tenant) else {
            return Outcome::Reject {
                reason: format!("there is no tenant {}", request.tenant),
            };
        };
        let job = Job::new(Arc::clone(tenant), request, self.bus.clone());
        let span = tracing::info_span!(
            "export",
            otel.name = format!("export {}", job.report()),
            otel.status_code = tracing::field::Empty,
            tenant = job.tenant.name,
            export.id = %job.request.job,
            export.report = job.report(),
            export.epoch = job.request.epoch,
            export.attempt = %job.attempt,
        );
        self.attempt(&job, &receipt).instrument(span).await
    }
}

/// Says how far it is: after so many rows, and at least so often. Never ends.
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
        // Either way it is time to say something.
        let _ = tokio::time::timeout(HEARTBEAT, reached).await;
        let Progress { rows, expected } = *seen.borrow();
        next = rows + HEARTBEAT_ROWS;
        // One that is lost is made good by the next.
        if let Err(error) = job.progressed(rows, expected).await {
            tracing::debug!(%error, "a heartbeat was not said");
        }
    }
}
