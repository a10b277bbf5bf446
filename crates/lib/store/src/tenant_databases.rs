//! Creates the database of a new tenant, and drops that of a tenant who is removed.

use sql::queries::store::{
    migrate::{lock, unlock},
    tenant_databases as statements,
};
use tokio_postgres::Client;

use crate::{
    Access, Error,
    login_roles::MARK,
    logins::Login,
    migrate::{LOCK, ROLES, connect, create_database},
};

/// Creates the empty database of a new tenant. One that was begun for the same host before is used
/// again; any other may have the books of another client, so it is an error.
pub async fn begin(admin: &Access, database: &str, host: &str) -> Result<(), Error> {
    let client = client(admin).await?;
    lock().bind(&client, &LOCK).await?;
    let begun = begin_locked(&client, database, host).await;
    unlock().bind(&client, &LOCK).await?;
    begun
}

async fn begin_locked(client: &Client, database: &str, host: &str) -> Result<(), Error> {
    let mark = begun_for(host);
    let known = statements::comment_of()
        .bind(client, &database)
        .opt()
        .await?;
    match known {
        Some(comment) if comment == mark => Ok(()),
        Some(_) => Err(Error::DatabaseExists(database.to_owned())),
        None => {
            client.batch_execute(ROLES).await?;
            create_database(client, database).await?;
            comment(client, database, &mark).await
        }
    }
}

/// The tenant has its database: nobody may begin with it again.
pub async fn complete(admin: &Access, database: &str) -> Result<(), Error> {
    comment(&client(admin).await?, database, "").await
}

fn begun_for(host: &str) -> String {
    format!("Begun by Espejo for {host}")
}

async fn comment(client: &Client, database: &str, text: &str) -> Result<(), Error> {
    let set = statements::set_comment()
        .bind(client, &database, &text)
        .one()
        .await?;
    Ok(client.batch_execute(&set).await?)
}

pub async fn exists(admin: &Access, database: &str) -> Result<bool, Error> {
    is_known(&client(admin).await?, database).await
}

async fn is_known(client: &Client, database: &str) -> Result<bool, Error> {
    let known = statements::comment_of()
        .bind(client, &database)
        .opt()
        .await?;
    Ok(known.is_some())
}

/// The roles that are connected to the database.
pub async fn connected(admin: &Access, database: &str) -> Result<Vec<String>, Error> {
    let client = client(admin).await?;
    Ok(statements::connected()
        .bind(&client, &database)
        .all()
        .await?)
}

/// Whether the logins of the database may connect. Connections that are open stay.
pub async fn allow(admin: &Access, database: &str, allowed: bool) -> Result<(), Error> {
    let client = client(admin).await?;
    let set = statements::allow()
        .bind(&client, &allowed, &logins(database), &MARK)
        .one()
        .await?;
    if let Some(set) = set {
        client.batch_execute(&set).await?;
    }
    Ok(())
}

fn logins(database: &str) -> Vec<String> {
    Login::ALL.map(|login| login.name(database)).to_vec()
}

/// Drops the database, if it is there, and its logins. Fails while somebody is connected.
pub async fn remove(admin: &Access, database: &str) -> Result<(), Error> {
    let client = client(admin).await?;
    if is_known(&client, database).await? {
        let drop = statements::drop_database()
            .bind(&client, &database)
            .one()
            .await?;
        client.batch_execute(&drop).await?;
    }
    let drop = statements::drop_roles()
        .bind(&client, &logins(database), &MARK)
        .one()
        .await?;
    if let Some(drop) = drop {
        client.batch_execute(&drop).await?;
    }
    Ok(())
}

async fn client(admin: &Access) -> Result<Client, Error> {
    connect(&admin.maintenance()?.config, admin.tls()?).await
}
