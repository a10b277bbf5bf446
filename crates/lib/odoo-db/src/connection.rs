//! A session that reads Odoo's database.

use postgres_url::Server;
use secrecy::SecretString;
use tls::Trust;
use tokio_postgres::{Client, NoTls};

use crate::{error::Error, snapshot::prepare};

/// How Odoo's administrator finds the sessions in `pg_stat_activity`.
const NAME: &str = "espejo";

/// Connects to the server and database of the URL, and prepares the session.
pub async fn connect(url: &SecretString, trust: &Trust) -> Result<Client, Error> {
    let mut server = Server::parse(url)?;
    server.config.application_name(NAME);
    let client = match server.tls(trust)? {
        None => {
            let (client, connection) = server.config.connect(NoTls).await?;
            drive(connection);
            client
        }
        Some(tls) => {
            let (client, connection) = server.config.connect(tls).await?;
            drive(connection);
            client
        }
    };
    prepare(&client).await?;
    Ok(client)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the connection ends with its client"
)]
fn drive(connection: impl Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static) {
    tokio::spawn(async move {
        // The client's next call says the same.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to Odoo's database broke");
        }
    });
}
