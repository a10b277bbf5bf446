//! One pool for each tenant, with the tenant's own login, and one budget of connections for all of
//! them. Time limits of sessions belong to the login.

mod budget;
mod connecting;
mod metrics;
mod schema;
mod standing;
mod turns;

use std::{
    collections::BTreeMap,
    convert::Infallible,
    ops::{Deref, DerefMut},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};

use deadpool_postgres::{Manager, ManagerConfig, Object, Runtime, Timeouts};
use futures::StreamExt;
use postgres_url::WAIT;

pub use self::metrics::register;
use self::{
    budget::Budget,
    connecting::Connecting,
    schema::Schema,
    standing::Latest,
    turns::{Turn, Turns},
};
use settings::DatabaseAddress;

use crate::{Access, Error};

/// How long services keep idle connections.
pub const IDLE: Duration = Duration::from_mins(1);
/// Databases that a check of readiness asks at the same time.
const ASKED_AT_ONCE: usize = 4;
/// A check of readiness ends before its caller gives up, so that it can say why.
const PING: Duration = Duration::from_millis(1_500);

/// The pools of all tenants of this process. Cheap to clone; connects on first use.
#[derive(Clone)]
pub struct Databases {
    opened: Arc<RwLock<BTreeMap<Arc<str>, Arc<Opened>>>>,
    access: Access,
    which: Which,
    budget: Arc<Budget>,
    turns: Arc<Turns>,
}

#[derive(Debug, Clone, Copy)]
enum Which {
    Primary,
    Replica,
}

/// What all purposes share for one tenant.
struct Opened {
    address: DatabaseAddress,
    connections: deadpool_postgres::Pool,
    latest: Latest,
}

/// Connections to one tenant's database for one purpose. Cheap to clone.
#[derive(Clone)]
pub struct Pool {
    tenant: Arc<str>,
    opened: Arc<Opened>,
    turns: Arc<Turns>,
}

/// A connection until it is dropped.
pub struct Client {
    // Dropped first, so that the next one whose turn it is finds it in the pool.
    connection: Object,
    _turn: Turn,
}

impl Databases {
    /// `tenants` gives (tenant, address) pairs. All of them together have at most `connections`.
    pub fn new<A: Into<DatabaseAddress>>(
        access: &Access,
        tenants: impl IntoIterator<Item = (String, A)>,
        name: &str,
        connections: usize,
    ) -> Result<Self, Error> {
        Self::of(access, tenants, Which::Primary, (name, connections))
    }

    /// The standbys of those tenants that have one.
    pub fn replicas<A: Into<DatabaseAddress>>(
        access: &Access,
        tenants: impl IntoIterator<Item = (String, A)>,
        name: &str,
        connections: usize,
    ) -> Result<Self, Error> {
        Self::of(access, tenants, Which::Replica, (name, connections))
    }

    fn of<A: Into<DatabaseAddress>>(
        access: &Access,
        tenants: impl IntoIterator<Item = (String, A)>,
        which: Which,
        (name, connections): (&str, usize),
    ) -> Result<Self, Error> {
        let budget = Budget::new(name, connections);
        let all = Self {
            opened: Arc::default(),
            access: access.clone(),
            which,
            turns: Turns::new(&budget, name, connections),
            budget,
        };
        // Otherwise a wrong URL would be noticed only when a tenant comes.
        access.tls()?;
        for (tenant, address) in tenants {
            if let Some(opened) = all.open(&tenant, address.into())? {
                all.write().insert(tenant.into(), opened);
            }
        }
        Ok(all)
    }

    /// The same connections for one purpose, which uses at most `connections` of them at a time. An
    /// idle connection serves every purpose. All purposes together must not have more than there
    /// are: else who holds one could wait for another without end.
    #[must_use]
    pub fn for_purpose(&self, purpose: &str, connections: usize) -> Self {
        Self {
            turns: Turns::new(&self.budget, purpose, connections),
            ..self.clone()
        }
    }

    /// From now on these are the tenants, as (tenant, address) pairs. Connections of others are
    /// closed when they are idle; a tenant with another address gets a new pool.
    pub fn follow<A: Into<DatabaseAddress>>(&self, tenants: impl IntoIterator<Item = (String, A)>) {
        let tenants: BTreeMap<String, DatabaseAddress> = tenants
            .into_iter()
            .map(|(tenant, address)| (tenant, address.into()))
            .collect();
        let mut all = self.write();
        all.retain(|tenant, opened| {
            let stays = tenants
                .get(&**tenant)
                .is_some_and(|address| *address == opened.address);
            if !stays {
                opened.connections.close();
                self.budget.remove(tenant);
            }
            stays
        });
        for (tenant, address) in tenants {
            if all.contains_key(&*tenant) {
                continue;
            }
            match self.open(&tenant, address) {
                Ok(None) => {}
                Ok(Some(opened)) => {
                    all.insert(tenant.into(), opened);
                }
                Err(error) => tracing::error!(
                    tenant,
                    error = &error as &dyn std::error::Error,
                    "the tenant has no pool of connections"
                ),
            }
        }
    }

    /// `None`: the tenant has no such server.
    fn open(&self, tenant: &str, address: DatabaseAddress) -> Result<Option<Arc<Opened>>, Error> {
        let budget = &self.budget;
        let access = match self.which {
            Which::Primary => Some(self.access.of(&address)?),
            Which::Replica => self.access.of_replica(&address)?,
        };
        let Some(access) = access else {
            return Ok(None);
        };
        let mut server = access.server(&address.name)?;
        server.config.application_name(&budget.name);
        let makes_read_only = access.only_reads() && server.let_reader_find_the_primary();
        let connecting = Connecting::new(access, budget.clone())?;
        let schema = Schema::of(tenant, makes_read_only);
        let connections = pool(server.config, connecting, schema, budget.size)?;
        budget.add(tenant, &connections);
        Ok(Some(Arc::new(Opened {
            address,
            connections,
            latest: Latest::default(),
        })))
    }

    pub fn pool(&self, tenant: &str) -> Result<Pool, Error> {
        let all = self.read();
        let opened = all.get_key_value(tenant);
        let pool = opened.map(|(tenant, opened)| self.pool_of(tenant, opened));
        pool.ok_or_else(|| Error::UnknownTenant(tenant.to_owned()))
    }

    /// Each tenant with its pool.
    pub fn pools(&self) -> Vec<(String, Pool)> {
        let all = self.read();
        let pools = all
            .iter()
            .map(|(tenant, opened)| (tenant.to_string(), self.pool_of(tenant, opened)));
        pools.collect()
    }

    fn pool_of(&self, tenant: &Arc<str>, opened: &Arc<Opened>) -> Pool {
        Pool {
            tenant: tenant.clone(),
            opened: opened.clone(),
            turns: self.turns.clone(),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<Arc<str>, Arc<Opened>>> {
        self.opened.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<Arc<str>, Arc<Opened>>> {
        self.opened.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// For readiness: one round trip to a tenant's database. The service is ready if any tenant
    /// database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        let answers = futures::stream::iter(self.pools()).map(async |(_, pool)| pool.ping().await);
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
        in_time.unwrap_or_else(|_| Err(self.turns.slow()))
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
        let turn = self.turns.wait(&self.tenant).await?;
        let connection = self.opened.connections.get().await;
        self.opened.latest.note(&connection);
        Ok(Client {
            connection: connection?,
            _turn: turn,
        })
    }

    pub(crate) fn database(&self) -> &str {
        &self.opened.address.name
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
