//! Sessions that read Odoo's database.

use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime, Timeouts,
};
use postgres_url::Server;
use secrecy::SecretString;
use tls::Trust;
use tokio_postgres::{Client, NoTls};

use crate::{
    error::Error,
    snapshot::{SESSION, prepare},
};

/// How Odoo's administrator finds the sessions in `pg_stat_activity`.
const NAME: &str = "espejo";
/// Longest wait for a session.
const WAIT: Duration = Duration::from_secs(10);

/// Connects to the server and database of the URL, and prepares the session.
pub async fn connect(url: &SecretString, trust: &Trust) -> Result<Client, Error> {
    let server = server(url)?;
    let client = postgres_url::connect(&server.config, server.tls(trust)?).await?;
    prepare(&client).await?;
    Ok(client)
}

/// At most so many sessions, each prepared and opened when it is needed.
pub(crate) fn pool(url: &SecretString, trust: &Trust, sessions: usize) -> Result<Pool, Error> {
    let server = server(url)?;
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = match server.tls(trust)? {
        None => Manager::from_config(server.config, NoTls, recycling),
        Some(tls) => Manager::from_config(server.config, tls, recycling),
    };
    let prepare = Hook::async_fn(|client: &mut deadpool_postgres::ClientWrapper, _| {
        Box::pin(async move {
            let prepared = client.batch_execute(SESSION).await;
            prepared.map_err(HookError::Backend)
        })
    });
    let pool = Pool::builder(manager)
        .max_size(sessions)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts {
            wait: Some(WAIT),
            create: Some(WAIT),
            recycle: Some(WAIT),
        })
        .post_create(prepare)
        .build();
    pool.map_err(|_| Error::NoSession(WAIT))
}

fn server(url: &SecretString) -> Result<Server, Error> {
    let mut server = Server::parse(url)?;
    server.config.application_name(NAME);
    Ok(server)
}

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
                Self::Postgres(error)
            }
            _ => Self::NoSession(WAIT),
        }
    }
}
