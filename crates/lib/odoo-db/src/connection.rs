//! A session that reads Odoo's database.

use postgres_url::Server;
use secrecy::SecretString;
use tls::Trust;
use tokio_postgres::Client;

use crate::{error::Error, snapshot::prepare};

/// How Odoo's administrator finds the sessions in `pg_stat_activity`.
const NAME: &str = "espejo";

/// Connects to the server and database of the URL, and prepares the session.
pub async fn connect(url: &SecretString, trust: &Trust) -> Result<Client, Error> {
    let mut server = Server::parse(url)?;
    server.config.application_name(NAME);
    let client = postgres_url::connect(&server.config, server.tls(trust)?).await?;
    prepare(&client).await?;
    Ok(client)
}
