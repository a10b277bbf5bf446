//! Opens a connection when there is a place for it, and frees the place when it is closed.

use std::{pin::Pin, sync::Arc};

use deadpool_postgres::Connect;
use tokio::task::JoinHandle;
use tokio_postgres::{
    Client, Config, Error, NoTls, Socket,
    tls::{MakeTlsConnect, TlsConnect},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{budget::Budget, metrics};

pub(super) struct Connecting {
    tls: Option<MakeRustlsConnect>,
    budget: Arc<Budget>,
}

type Opened = Result<(Client, JoinHandle<()>), Error>;

impl Connecting {
    pub(super) fn new(tls: Option<MakeRustlsConnect>, budget: Arc<Budget>) -> Self {
        Self { tls, budget }
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
        metrics::created(&self.budget.purpose, began.elapsed());
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
        let config = config.clone();
        match &self.tls {
            None => Box::pin(self.open(config, NoTls)),
            Some(tls) => Box::pin(self.open(config, tls.clone())),
        }
    }
}
