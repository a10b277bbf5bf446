//! One pool for each tenant, with the tenant's own login, and one budget of connections for all of
//! them. Time limits of sessions belong to the login.

mod budget;
mod connecting;
mod metrics;
mod schema;

use std::{
    collections::BTreeMap,
    convert::Infallible,
    ops::{Deref, DerefMut},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};

use deadpool_postgres::{Manager, ManagerConfig, Object, Runtime, Timeouts};
use futures::StreamExt;

pub use self::metrics::register;
use self::{
    budget::{Budget, Turn, Turns},
    connecting::Connecting,
    schema::Schema,
};
use crate::{Access, Error, server::WAIT};

/// How long services keep idle connections.
pub const IDLE: Duration = Duration::from_mins(1);
/// Databases that a check of readiness asks at the same time.
const ASKED_AT_ONCE: usize = 4;
/// A check of readiness ends before its caller gives up, so that it can say why.
const PING: Duration = Duration::from_millis(1_500);

/// The pools of all tenants of this process for one purpose. Cheap to clone; connects on first use.
#[derive(Clone)]
pub struct Databases {
    pools: Arc<RwLock<BTreeMap<String, Pool>>>,
    access: Access,
    budget: Arc<Budget>,
}

/// Connections to one tenant's database. Cheap to clone.
#[derive(Clone)]
pub struct Pool {
    database: Arc<str>,
    connections: deadpool_postgres::Pool,
    turns: Turns,
}

/// A connection until it is dropped.
pub struct Client {
    // Dropped first, so that the next one whose turn it is finds it in the pool.
    connection: Object,
    _turn: Turn,
}

impl Databases {
    /// `tenants` gives (tenant, database) pairs. All of them together have at most `connections`.
    pub fn new(
        access: &Access,
        tenants: impl IntoIterator<Item = (String, String)>,
        purpose: &str,
        connections: usize,
    ) -> Result<Self, Error> {
        let all = Self {
            pools: Arc::default(),
            access: access.clone(),
            budget: Budget::new(purpose, connections),
        };
        // Otherwise a wrong URL would be noticed only when a tenant comes.
        access.tls()?;
        for (tenant, database) in tenants {
            let pool = all.open(&tenant, &database)?;
            all.write().insert(tenant, pool);
        }
        Ok(all)
    }

    /// From now on these are the tenants, as (tenant, database) pairs. Connections of others are
    /// closed when they are idle; a tenant with another database gets a new pool.
    pub fn follow(&self, tenants: impl IntoIterator<Item = (String, String)>) {
        let tenants: BTreeMap<_, _> = tenants.into_iter().collect();
        let mut pools = self.write();
        pools.retain(|tenant, pool| {
            let stays = tenants
                .get(tenant)
                .is_some_and(|database| **database == *pool.database);
            if !stays {
                pool.connections.close();
                self.budget.remove(tenant);
            }
            stays
        });
        for (tenant, database) in tenants {
            if pools.contains_key(&tenant) {
                continue;
            }
            match self.open(&tenant, &database) {
                Ok(pool) => {
                    pools.insert(tenant, pool);
                }
                Err(error) => tracing::error!(
                    tenant,
                    error = &error as &dyn std::error::Error,
                    "the tenant has no pool of connections"
                ),
            }
        }
    }

    fn open(&self, tenant: &str, database: &str) -> Result<Pool, Error> {
        let Self { access, budget, .. } = self;
        let mut server = access.server(database)?;
        server.config.application_name(&budget.purpose);
        let connecting = Connecting::new(access.clone(), budget.clone())?;
        let connections = pool(server.config, connecting, Schema::of(tenant), budget.size)?;
        budget.add(tenant, &connections);
        Ok(Pool {
            database: database.into(),
            connections,
            turns: Turns::new(budget.clone()),
        })
    }

    pub fn pool(&self, tenant: &str) -> Result<Pool, Error> {
        let pool = self.read().get(tenant).cloned();
        pool.ok_or_else(|| Error::UnknownTenant(tenant.to_owned()))
    }

    /// Each tenant with its pool.
    pub fn pools(&self) -> Vec<(String, Pool)> {
        let pools = self.read();
        let pools = pools
            .iter()
            .map(|(name, pool)| (name.clone(), pool.clone()));
        pools.collect()
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<String, Pool>> {
        self.pools.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<String, Pool>> {
        self.pools.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// For readiness: one round trip to a tenant's database. The service is ready if any tenant
    /// database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        let pools: Vec<Pool> = self.read().values().cloned().collect();
        let answers = futures::stream::iter(pools).map(async |pool| pool.ping().await);
        let mut answers = std::pin::pin!(answers.buffer_unordered(ASKED_AT_ONCE));
        let any = async {
            let mut missing = Ok(());
            while let Some(answer) = answers.next().await {
                if answer.is_ok() {
                    return answer;
                }
                missing = answer;
            }
            missing
        };
        let in_time = tokio::time::timeout(PING, any).await;
        in_time.unwrap_or_else(|_| Err(self.budget.slow()))
    }

    /// Closes connections that nobody has used for this time, until stopped.
    pub async fn close_idle(
        self,
        unused_for: Duration,
        stopped: impl Future<Output = ()>,
    ) -> Result<(), Infallible> {
        let mut stopped = std::pin::pin!(stopped);
        loop {
            tokio::select! {
                () = &mut stopped => return Ok(()),
                () = tokio::time::sleep(unused_for / 6) => self.budget.close_idle(unused_for),
            }
        }
    }
}

impl Pool {
    /// A connection when it is this tenant's turn: at once as long as the process has some left. Who
    /// holds one must not wait for another of the same purpose, unless there are enough for all:
    /// else all could wait for each other.
    pub async fn get(&self) -> Result<Client, Error> {
        let turn = self.turns.wait().await?;
        let connection = self.connections.get().await?;
        Ok(Client {
            connection,
            _turn: turn,
        })
    }

    pub(crate) fn database(&self) -> &str {
        &self.database
    }

    async fn ping(&self) -> Result<(), Error> {
        self.get().await?.simple_query("select 1").await?;
        Ok(())
    }
}

impl Deref for Client {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.connection
    }
}

impl DerefMut for Client {
    fn deref_mut(&mut self) -> &mut Object {
        &mut self.connection
    }
}

/// The connection leaves the budget. For tools that hold one for all their life.
impl From<Client> for Object {
    fn from(client: Client) -> Self {
        client.connection
    }
}

fn pool(
    config: tokio_postgres::Config,
    connecting: Connecting,
    schema: Schema,
    size: usize,
) -> Result<deadpool_postgres::Pool, Error> {
    let recycling = ManagerConfig {
        recycling_method: deadpool_postgres::RecyclingMethod::Fast,
    };
    let manager = Manager::from_connect(config, connecting, recycling);
    deadpool_postgres::Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts {
            wait: Some(WAIT),
            create: Some(WAIT),
            recycle: Some(WAIT),
        })
        .post_create(schema.hook())
        .build()
        .map_err(|e| Error::Pool(Box::new(e)))
}
