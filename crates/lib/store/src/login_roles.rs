//! Creates the logins of a tenant's database as roles of the server, with their passwords, rights and
//! settings. `core-api migrate` does so after the migrations.

use postgres_protocol::password::scram_sha_256;
use secrecy::ExposeSecret;
use sql::queries::store::login_roles as statements;
use sql::queries::store::migrate::{lock, unlock};
use tokio_postgres::{Client, error::SqlState};

use crate::{
    Access, Error,
    logins::{Login, Secrets, password},
    migrate::{LOCK, connect},
};

/// PostgreSQL cuts longer names off, and two logins could become one.
const NAME_BYTES: usize = 63;
/// Marks a role that was made here. Other roles are never changed.
pub(crate) const MARK: &str = "Login of Espejo";
/// Databases of the server that no login of ours needs.
const NOT_OURS: [&str; 2] = ["postgres", "template1"];

/// Creates the logins of a migrated database, or sets their passwords, rights and settings again.
/// Nobody else may connect to the database from then on, but its owner and administrators.
///
/// Returns the names of the server's other databases that every login can connect to: those of
/// others, and those that this administrator may not close.
pub async fn create(
    admin: &Access,
    database: &str,
    secrets: &Secrets,
) -> Result<Vec<String>, Error> {
    if let Some(name) = Login::ALL
        .map(|login| login.name(database))
        .into_iter()
        .find(|name| name.len() > NAME_BYTES)
    {
        let reason = format!("it has more than {NAME_BYTES} bytes");
        return Err(Error::Login { name, reason });
    }
    let client = connect(&admin.maintenance()?.config, admin.tls()?).await?;
    lock().bind(&client, &LOCK).await?;
    let made = create_all(&client, database, secrets).await;
    unlock().bind(&client, &LOCK).await?;
    made?;
    close(&client).await?;
    let open = statements::open_databases().bind(&client).all().await?;
    Ok(open.into_iter().filter(|name| name != database).collect())
}

async fn create_all(client: &Client, database: &str, secrets: &Secrets) -> Result<(), Error> {
    for login in Login::ALL {
        let name = login.name(database);
        let known = statements::known().bind(client, &name).opt().await?;
        if known.as_ref().is_some_and(|comment| comment != MARK) {
            let reason = "a role of this name exists, and Espejo has not made it".to_owned();
            return Err(Error::Login { name, reason });
        }
        // The server gets no password, so there is none in its log.
        let password = password(secrets.of(login), &name)?;
        let verifier = scram_sha_256(password.expose_secret().as_bytes());
        let (names, values): (Vec<_>, Vec<_>) = login.settings().iter().copied().unzip();
        let set = statements::set()
            .bind(
                client,
                &known.is_none(),
                &name,
                &MARK,
                &verifier,
                &login.group(),
                &database,
                &(login == Login::Core),
                &names,
                &values,
            )
            .one()
            .await?;
        // Statements in one message are one transaction.
        client.batch_execute(&set).await?;
    }
    Ok(())
}

/// Takes the right to connect to the server's own databases from everybody.
async fn close(client: &Client) -> Result<(), Error> {
    let open = statements::open_databases().bind(client).all().await?;
    for name in open.iter().filter(|name| NOT_OURS.contains(&name.as_str())) {
        let revoke = format!("revoke connect, temporary on database {name} from public");
        match client.batch_execute(&revoke).await {
            // Only owners may. Of two replicas at once, one does it.
            Err(error)
                if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE)
                    || error.code() == Some(&SqlState::INTERNAL_ERROR) => {}
            revoked => revoked?,
        }
    }
    Ok(())
}
