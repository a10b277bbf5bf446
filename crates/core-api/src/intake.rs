//! Events in: which event goes to which function, and what becomes of a message whose handling
//! fails. Each function has its effect in one transaction together with the event's id, so that a
//! second delivery has none.

mod exports;
mod mails;
mod schedule_due;
mod sync_batch;
mod sync_ends;
mod sync_life;
mod sync_verdict;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use bus::{Bus, Handler, Incoming, Outcome};
use contracts::{
    Envelope, Event, Opened, Origin, Refusal,
    export::{ExportFailed, ExportFinished, ExportProgressed},
    mail::MailFinished,
    schedule::ScheduleDue,
    sync::{
        SyncBatch, SyncCounted, SyncCredit, SyncDigest, SyncFailed, SyncFinished, SyncListed,
        SyncProgressed, SyncStarted,
    },
};
use lifecycle::{clock, retry::Backoff};
use store::{
    Databases, Pool,
    catalog::{self, Model},
};
use tenants::{Tenant, Tenants};
use tokio::{sync::Mutex, time::Instant};
use uuid::Uuid;

use crate::{
    courtesy::Courtesy,
    relay::Relay,
    writes::{
        SERVICE, WriteError,
        batches::{Attempt, Standing},
        run_parts,
    },
};

/// The inbox name under which this service takes events.
const CONSUMER: &str = "core-api";

/// How long a delivery is held while the database is away, before it goes back to the broker.
const OUTAGE_PATIENCE: Duration = Duration::from_mins(10);

/// How long signs of life keep a run or a job; the database's clock decides.
#[derive(Debug, Clone, Copy)]
pub struct Leases {
    pub run: Duration,
    pub export: Duration,
}

type Catalog = Arc<BTreeMap<String, Model>>;

/// The handler of all queues of core-api.
pub struct Intake {
    databases: Databases,
    bus: Bus,
    tenants: Arc<Tenants>,
    relay: Relay,
    leases: Leases,
    courtesy: Arc<Courtesy>,
    catalogs: Mutex<BTreeMap<String, (Uuid, Catalog)>>,
}

/// Every event that core-api takes.
enum Taken {
    SyncStarted(Envelope<SyncStarted>),
    SyncBatch(Envelope<SyncBatch>),
    SyncDigest(Envelope<SyncDigest>),
    SyncCounted(Envelope<SyncCounted>),
    SyncListed(Envelope<SyncListed>),
    SyncProgressed(Envelope<SyncProgressed>),
    SyncFinished(Envelope<SyncFinished>),
    SyncFailed(Envelope<SyncFailed>),
    ScheduleDue(Envelope<ScheduleDue>),
    ExportProgressed(Envelope<ExportProgressed>),
    ExportFinished(Envelope<ExportFinished>),
    ExportFailed(Envelope<ExportFailed>),
    MailFinished(Envelope<MailFinished>),
}

impl Taken {
    fn decode(opened: Opened) -> Result<Self, Refusal> {
        Ok(match opened.name {
            SyncStarted::NAME => Self::SyncStarted(opened.decode()?),
            SyncBatch::NAME => Self::SyncBatch(opened.decode()?),
            SyncDigest::NAME => Self::SyncDigest(opened.decode()?),
            SyncCounted::NAME => Self::SyncCounted(opened.decode()?),
            SyncListed::NAME => Self::SyncListed(opened.decode()?),
            SyncProgressed::NAME => Self::SyncProgressed(opened.decode()?),
            SyncFinished::NAME => Self::SyncFinished(opened.decode()?),
            SyncFailed::NAME => Self::SyncFailed(opened.decode()?),
            ScheduleDue::NAME => Self::ScheduleDue(opened.decode()?),
            ExportProgressed::NAME => Self::ExportProgressed(opened.decode()?),
            ExportFinished::NAME => Self::ExportFinished(opened.decode()?),
            ExportFailed::NAME => Self::ExportFailed(opened.decode()?),
            MailFinished::NAME => Self::MailFinished(opened.decode()?),
            other => return Err(Refusal::UnknownEvent(other.to_owned())),
        })
    }
}

/// What one event is handled with.
struct Context<'a> {
    intake: &'a Intake,
    tenant: &'a Arc<Tenant>,
    pool: &'a Pool,
    event_id: Uuid,
}

impl Intake {
    pub fn new(
        databases: Databases,
        bus: Bus,
        tenants: Arc<Tenants>,
        relay: Relay,
        leases: Leases,
        courtesy: Arc<Courtesy>,
    ) -> Self {
        Self {
            databases,
            bus,
            tenants,
            relay,
            leases,
            courtesy,
            catalogs: Mutex::default(),
        }
    }

    async fn effect(&self, context: &Context<'_>, taken: &Taken) -> Result<(), WriteError> {
        match taken {
            Taken::SyncStarted(event) => sync_life::started(context, event).await,
            Taken::SyncBatch(event) => sync_batch::batch(context, event).await,
            Taken::SyncDigest(event) => sync_batch::digest(context, event).await,
            Taken::SyncCounted(event) => sync_batch::counted(context, event).await,
            Taken::SyncListed(event) => sync_batch::listed(context, event).await,
            Taken::SyncProgressed(event) => sync_life::progressed(context, event).await,
            Taken::SyncFinished(event) => sync_ends::finished(context, event).await,
            Taken::SyncFailed(event) => sync_ends::failed(context, event).await,
            Taken::ScheduleDue(event) => schedule_due::due(context, event).await,
            Taken::ExportProgressed(event) => exports::progressed(context, event).await,
            Taken::ExportFinished(event) => exports::finished(context, event).await,
            Taken::ExportFailed(event) => exports::failed(context, event).await,
            Taken::MailFinished(event) => mails::finished(context, event).await,
        }
    }

    async fn forget_catalog(&self, tenant: &str) {
        self.catalogs.lock().await.remove(tenant);
    }

    /// The mirrored models of a tenant, read once a run: columns come, go and change their type.
    async fn catalog(&self, tenant: &str, pool: &Pool, run: Uuid) -> Result<Catalog, WriteError> {
        let mut catalogs = self.catalogs.lock().await;
        if let Some((_, known)) = catalogs.get(tenant).filter(|(of, _)| *of == run) {
            return Ok(known.clone());
        }
        let client = pool.get().await.map_err(store::Error::from)?;
        let read = Arc::new(catalog::read(&client).await?);
        catalogs.insert(tenant.to_owned(), (run, read.clone()));
        Ok(read)
    }
}

impl Context<'_> {
    /// A model that holds these fields. What the catalogue lacks may have been migrated since it was
    /// read, so it is read once more before the answer is no.
    async fn model(&self, run: Uuid, name: &str, fields: &[String]) -> Result<Model, WriteError> {
        let tenant = &self.tenant.name;
        let extra = self.tenant.odoo.additions.fields_of(name);
        let holds = |model: &&Model| {
            let known = |field| extra.contains(field) || model.has(field);
            fields.iter().all(known)
        };
        let known = self.intake.catalog(tenant, self.pool, run).await?;
        if let Some(model) = known.get(name).filter(holds) {
            return Ok(model.clone());
        }
        self.intake.forget_catalog(tenant).await;
        let fresh = self.intake.catalog(tenant, self.pool, run).await?;
        fresh
            .get(name)
            .cloned()
            .ok_or_else(|| WriteError::Invalid(format!("model {name} is not mirrored")))
    }

    /// Tells an attempt how far it may go, or that it is stale. Losing it is harmless: the worker asks
    /// again.
    async fn credit(&self, attempt: Attempt, standing: Option<Standing>) {
        let parts = standing.map_or(u32::MAX, |standing| standing.parts);
        let data = SyncCredit {
            run: attempt.run,
            epoch: u32::try_from(attempt.epoch).unwrap_or(1),
            attempt: attempt.attempt,
            applied: standing.map_or(0, |standing| standing.applied),
            stale: standing.is_none(),
            share: run_parts::share(&self.tenant.odoo, parts),
        };
        let origin = Origin {
            source: SERVICE,
            tenant: &self.tenant.name,
        };
        let sealed = Envelope::new(origin, attempt.run.to_string(), clock::now(), data)
            .traced(telemetry::current_traceparent())
            .seal();
        match sealed {
            Ok(message) => {
                let key = bus::topology::credit_key(attempt.attempt);
                if let Err(error) = self.intake.bus.publish_transient(&key, &message).await {
                    tracing::debug!(%error, "a credit was not sent");
                }
            }
            Err(error) => tracing::error!(%error, "a credit breaks its contract"),
        }
    }
}

#[async_trait]
impl Handler for Intake {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let Some(tenant) = self.tenants.by_name(incoming.tenant()) else {
            return Outcome::Reject {
                reason: format!("unknown tenant {}", incoming.tenant()),
            };
        };
        let pool = match self.databases.pool(&tenant.name) {
            Ok(pool) => pool,
            Err(error) => {
                return Outcome::Reject {
                    reason: error.to_string(),
                };
            }
        };
        let context = Context {
            intake: self,
            tenant,
            pool,
            event_id: incoming.event_id(),
        };
        let name = incoming.name();
        let taken = match Taken::decode(incoming.opened) {
            Ok(taken) => taken,
            Err(refusal) => {
                return Outcome::Reject {
                    reason: refusal.to_string(),
                };
            }
        };
        let deadline = Instant::now() + OUTAGE_PATIENCE;
        let mut backoff = Backoff::new(Duration::from_millis(250), Duration::from_secs(15));
        loop {
            match self.effect(&context, &taken).await {
                // A database that is away is no fault of the message: it is held, unacknowledged.
                Err(WriteError::Store(error)) if error.is_outage() && Instant::now() < deadline => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        event = name,
                        "waiting for the database"
                    );
                    tokio::time::sleep(backoff.next_delay()).await;
                }
                settled => return outcome(settled),
            }
        }
    }
}

fn outcome(settled: Result<(), WriteError>) -> Outcome {
    match settled {
        Ok(()) => Outcome::Done,
        Err(WriteError::Store(error)) if !is_data_fault(&error) => Outcome::Retry {
            reason: error.to_string(),
        },
        Err(error) => Outcome::Reject {
            reason: error.to_string(),
        },
    }
}

/// A value that PostgreSQL refuses is refused for ever.
fn is_data_fault(error: &store::Error) -> bool {
    error
        .sql_state()
        .is_some_and(|state| matches!(&state.code()[..2], "22" | "23"))
}
