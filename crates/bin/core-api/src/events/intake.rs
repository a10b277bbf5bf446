//! Consumes events: calls the handler of each event, and decides what happens to a message if the
//! handler fails. A handler writes its effect and the event's id in one transaction, so that a
//! second delivery has no effect.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use bus::{Bus, Handler, Incoming, Outcome};
use contracts::{Envelope, Event, Opened, Refusal};
use futures::{FutureExt, future::BoxFuture};
use lifecycle::retry::Backoff;
use store::{
    Databases, Pool,
    catalog::{self, Model},
};
use tenants::{LiveTenants, Tenant};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{
    events::{leases::Leases, relay::Relay, throttle::IntakeThrottle},
    writing::WriteError,
};

/// How long a delivery is held while the database is unavailable. Then the broker gets it back.
const OUTAGE_PATIENCE: Duration = Duration::from_mins(10);

type Catalog = Arc<BTreeMap<String, Model>>;
/// By tenant, with the run for which it was read.
type Catalogs = BTreeMap<String, (Uuid, Catalog)>;

/// The handler of all queues of core-api.
pub struct Intake {
    databases: Databases,
    pub(crate) bus: Bus,
    tenants: LiveTenants,
    pub(crate) relay: Relay,
    pub(crate) leases: Leases,
    pub(crate) throttle: Arc<IntakeThrottle>,
    subscriptions: Subscriptions,
    catalogs: Mutex<Catalogs>,
}

type Effect<'a> = BoxFuture<'a, Result<(), WriteError>>;
type Settling =
    Box<dyn for<'a> Fn(&'a Context<'a>, Opened) -> BoxFuture<'a, Outcome> + Send + Sync>;

/// The events that this service consumes, each with its handler.
#[derive(Default)]
pub struct Subscriptions(HashMap<&'static str, Settling>);

impl Subscriptions {
    #[must_use]
    pub(crate) fn on<E: Event + Send + Sync + 'static>(
        self,
        effect: for<'a> fn(&'a Context<'a>, &'a Envelope<E>) -> Effect<'a>,
    ) -> Self {
        self.on_checked(|_, _| async { Ok(()) }.boxed(), effect)
    }

    /// The event has its effect only if the check succeeds.
    #[must_use]
    pub(crate) fn on_checked<E: Event + Send + Sync + 'static>(
        mut self,
        check: for<'a> fn(&'a Context<'a>, &'a Opened) -> Effect<'a>,
        effect: for<'a> fn(&'a Context<'a>, &'a Envelope<E>) -> Effect<'a>,
    ) -> Self {
        let settling: Settling = Box::new(move |context, opened| {
            async move {
                let checked = through_outages(E::NAME, || check(context, &opened)).await;
                if checked.is_err() {
                    return outcome(checked);
                }
                match opened.decode::<E>() {
                    Ok(event) => {
                        outcome(through_outages(E::NAME, || effect(context, &event)).await)
                    }
                    Err(refusal) => rejected(&refusal),
                }
            }
            .boxed()
        });
        self.0.insert(E::NAME, settling);
        self
    }
}

/// Tries again for up to ten minutes while the database does not answer.
async fn through_outages<'a>(
    event: &'static str,
    effect: impl Fn() -> Effect<'a>,
) -> Result<(), WriteError> {
    let deadline = Instant::now() + OUTAGE_PATIENCE;
    let mut backoff = Backoff::new(Duration::from_millis(250), Duration::from_secs(15));
    loop {
        match effect().await {
            // A database outage is no fault of the message: it is held, unacknowledged.
            Err(WriteError::Store(error)) if error.is_outage() && Instant::now() < deadline => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    event,
                    "waiting for the database"
                );
                tokio::time::sleep(backoff.next_delay()).await;
            }
            settled => return settled,
        }
    }
}

/// What a handler gets besides the event.
pub(crate) struct Context<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) tenant: &'a Arc<Tenant>,
    pub(crate) pool: &'a Pool,
    pub(crate) event_id: Uuid,
    /// As it was sent.
    pub(crate) body: &'a [u8],
    pub(crate) signature: Option<&'a str>,
}

impl Intake {
    pub fn new(
        databases: Databases,
        bus: Bus,
        tenants: LiveTenants,
        relay: Relay,
        leases: Leases,
        throttle: Arc<IntakeThrottle>,
        subscriptions: Subscriptions,
    ) -> Self {
        Self {
            databases,
            bus,
            tenants,
            relay,
            leases,
            throttle,
            subscriptions,
            catalogs: Mutex::default(),
        }
    }

    fn catalogs(&self) -> MutexGuard<'_, Catalogs> {
        self.catalogs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget_catalog(&self, tenant: &str) {
        self.catalogs().remove(tenant);
    }

    /// The mirrored models of a tenant, read once per run, because columns can change.
    async fn catalog(&self, tenant: &str, pool: &Pool, run: Uuid) -> Result<Catalog, WriteError> {
        if let Some((_, known)) = self.catalogs().get(tenant).filter(|(of, _)| *of == run) {
            return Ok(known.clone());
        }
        // Nobody waits for this tenant's database, so two tasks may read the same.
        let client = pool.get().await?;
        let read = Arc::new(catalog::read(&*client).await?);
        self.catalogs()
            .insert(tenant.to_owned(), (run, read.clone()));
        Ok(read)
    }
}

impl Context<'_> {
    /// A model with these fields. If the catalogue lacks one, it is read again, because a migration
    /// may have added the field since.
    pub(crate) async fn model(
        &self,
        run: Uuid,
        name: &str,
        fields: &[String],
    ) -> Result<Model, WriteError> {
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
        self.intake.forget_catalog(tenant);
        let fresh = self.intake.catalog(tenant, self.pool, run).await?;
        fresh
            .get(name)
            .cloned()
            .ok_or_else(|| WriteError::Invalid(format!("model {name} is not mirrored")))
    }
}

#[async_trait]
impl Handler for Intake {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let Some(tenant) = self.tenants.by_name(incoming.tenant()) else {
            return Outcome::no_tenant(incoming.tenant());
        };
        let pool = match self.databases.pool(&tenant.name) {
            Ok(pool) => pool,
            Err(error) => {
                return Outcome::Retry {
                    reason: error.to_string(),
                };
            }
        };
        let context = Context {
            intake: self,
            tenant: &tenant,
            pool: &pool,
            event_id: incoming.event_id(),
            body: &incoming.body,
            signature: incoming.signature.as_deref(),
        };
        let name = incoming.name();
        let Some(settling) = self.subscriptions.0.get(name) else {
            return rejected(&Refusal::UnknownEvent(name.to_owned()));
        };
        let outcome = settling(&context, incoming.opened).await;
        self.relay.stir(&tenant.name);
        outcome
    }
}

fn rejected(refusal: &Refusal) -> Outcome {
    Outcome::Reject {
        reason: refusal.to_string(),
    }
}

fn outcome(settled: Result<(), WriteError>) -> Outcome {
    match settled {
        Ok(()) => Outcome::Done,
        Err(WriteError::Store(error)) if !is_data_fault(&error) => Outcome::Retry {
            reason: error.to_string(),
        },
        Err(WriteError::Forged(reason)) => Outcome::Forged { reason },
        Err(error) => Outcome::Reject {
            reason: error.to_string(),
        },
    }
}

/// Whether PostgreSQL refuses a value. A retry would fail again.
fn is_data_fault(error: &store::Error) -> bool {
    error
        .sql_state()
        .is_some_and(|state| matches!(&state.code()[..2], "22" | "23"))
}
