//! Opens a connection when there is a place for it, and frees the place when it is closed.

use std::{pin::Pin, sync::Arc};

use deadpool_postgres::Connect;
use tokio::task::JoinHandle;
use tokio_postgres::{
    Client, Config, Error, NoTls, Socket,
    error::SqlState,
    tls::{MakeTlsConnect, TlsConnect},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{budget::Budget, metrics};
use crate::Access;

pub(super) struct Connecting {
    access: Access,
    tls: Option<MakeRustlsConnect>,
    budget: Arc<Budget>,
}

type Opened = Result<(Client, JoinHandle<()>), Error>;

impl Connecting {
    pub(super) fn new(access: Access, budget: Arc<Budget>) -> Result<Self, crate::Error> {
        Ok(Self {
            tls: access.tls()?,
            access,
            budget,
        })
    }

    /// While a password is changed, the server may know the new one or still the old one.
    async fn open_with_each(&self, config: Config) -> Opened {
        let mut configs = self.access.with_each_password(&config).into_iter();
        let mut opened = self.open_encrypted(configs.next().unwrap_or(config)).await;
        for config in configs {
            let refused = opened.as_ref().err().and_then(Error::code);
            if refused != Some(&SqlState::INVALID_PASSWORD) {
                break;
            }
            opened = self.open_encrypted(config).await;
        }
        opened
    }

    async fn open_encrypted(&self, config: Config) -> Opened {
        match &self.tls {
            None => self.open(config, NoTls).await,
            Some(tls) => self.open(config, tls.clone()).await,
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "both tasks end with the client, like those of the driver's own pools"
    )]
    async fn open<T>(&self, config: Config, tls: T) -> Opened
    where
        T: MakeTlsConnect<Socket> + Send,
        T::Stream: Send + 'static,
        T::TlsConnect: Send,
        <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
    {
        let place = self.budget.place().await;
        let began = std::time::Instant::now();
        let (client, connection) = config.connect(tls).await?;
        metrics::created(&self.budget.name, began.elapsed());
        let open = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "a database connection has failed");
            }
            drop(place);
        });
        // The pool aborts its task when it drops a client. Ours goes on until the server has ended
        // what is still in progress and the connection is closed: only then the place is free.
        let closed = tokio::spawn(async move {
            let _ = open.await;
        });
        Ok((client, closed))
    }
}

impl Connect for Connecting {
    fn connect(&self, config: &Config) -> Pin<Box<dyn Future<Output = Opened> + Send + '_>> {
        Box::pin(self.open_with_each(config.clone()))
    }
}
