//! One pool per tenant, with the tenant's own login. Time limits of sessions belong to the login.

use std::{collections::BTreeMap, sync::Arc};

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts,
};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Access, Error, server::WAIT};

/// The pools of all tenants of this process. Cheap to clone; connects on first use.
#[derive(Clone)]
pub struct Databases {
    pools: Arc<BTreeMap<String, Pool>>,
}

impl Databases {
    /// `tenants` gives (tenant, database) pairs; `pool_size` is per tenant.
    pub fn new(
        access: &Access,
        tenants: impl IntoIterator<Item = (String, String)>,
        application: &str,
        pool_size: usize,
    ) -> Result<Self, Error> {
        let mut pools = BTreeMap::new();
        for (tenant, database) in tenants {
            let mut server = access.server(&database)?;
            server.config.application_name(application);
            pools.insert(tenant, pool(server.config, access.tls()?, pool_size)?);
        }
        Ok(Self {
            pools: Arc::new(pools),
        })
    }

    pub fn pool(&self, tenant: &str) -> Result<&Pool, Error> {
        self.pools
            .get(tenant)
            .ok_or_else(|| Error::UnknownTenant(tenant.to_owned()))
    }

    pub fn tenants(&self) -> impl Iterator<Item = &str> {
        self.pools.keys().map(String::as_str)
    }

    /// For readiness: one round trip to a tenant's database. The service is ready if any tenant
    /// database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        let mut missing = Ok(());
        for pool in self.pools.values() {
            match ping(pool).await {
                Ok(()) => return Ok(()),
                Err(error) => missing = Err(error),
            }
        }
        missing
    }
}

async fn ping(pool: &Pool) -> Result<(), Error> {
    pool.get().await?.simple_query("select 1").await?;
    Ok(())
}

fn pool(config: Config, tls: Option<MakeRustlsConnect>, size: usize) -> Result<Pool, Error> {
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = match tls {
        None => Manager::from_config(config, NoTls, recycling),
        Some(tls) => Manager::from_config(config, tls, recycling),
    };
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts {
            wait: Some(WAIT),
            create: Some(WAIT),
            recycle: Some(WAIT),
        })
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async move {
                client
                    .simple_query("set time zone 'UTC'")
                    .await
                    .map_err(HookError::Backend)?;
                Ok(())
            })
        }))
        .build()
        .map_err(|e| Error::Pool(Box::new(e)))
}
