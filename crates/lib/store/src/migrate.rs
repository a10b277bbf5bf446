//! Migrates one tenant's database to this build's schema. Several replicas may run it at once:
//! advisory locks let one do the work, and the others find it done. One lock, on the server, is for
//! roles; another, in the database, is for its schema. So the databases of several tenants are made
//! and migrated at the same time.

use std::sync::LazyLock;

use sql::queries::store::migrate as statements;
use tokio_postgres::{Client, Config, error::SqlState};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Access, Error};

mod embedded {
    refinery::embed_migrations!("../../../migrations");
}

pub(crate) const ROLES: &str = include_str!("../../../../migrations/roles.sql");
const DATABASE: &str = include_str!("../../../../migrations/database.sql");
const BOOKKEEPING: &str = include_str!("../../../../migrations/bookkeeping.sql");

/// Functions, triggers and views, in the order in which they are applied.
const REPEATABLE: [&str; 13] = [
    include_str!("../../../../migrations/repeatable/access.sql"),
    include_str!("../../../../migrations/repeatable/amounts.sql"),
    include_str!("../../../../migrations/repeatable/audit.sql"),
    include_str!("../../../../migrations/repeatable/balances.sql"),
    include_str!("../../../../migrations/repeatable/feed.sql"),
    include_str!("../../../../migrations/repeatable/model_ages.sql"),
    include_str!("../../../../migrations/repeatable/notes.sql"),
    include_str!("../../../../migrations/repeatable/open_items.sql"),
    include_str!("../../../../migrations/repeatable/row_counts.sql"),
    include_str!("../../../../migrations/repeatable/run_rows.sql"),
    include_str!("../../../../migrations/repeatable/search.sql"),
    include_str!("../../../../migrations/repeatable/settlements.sql"),
    include_str!("../../../../migrations/repeatable/upkeep.sql"),
];

/// An arbitrary number, the same in every build: `migrate` takes it as an advisory lock.
pub(crate) const LOCK: i64 = 0x4553_5045_4a4f;

/// Creates the database if it is missing, then applies the missing migrations. `admin` needs the
/// rights to create roles, and databases if there is something to create. Returns the number of applied migrations.
pub async fn migrate(admin: &Access, database: &str) -> Result<usize, Error> {
    let client = connect(&admin.maintenance()?.config, admin.tls()?).await?;
    statements::lock().bind(&client, &LOCK).await?;
    let roles = client.batch_execute(ROLES).await;
    // A database takes long to make: nobody waits for that.
    statements::unlock().bind(&client, &LOCK).await?;
    roles?;
    match create_database(&client, database).await {
        Err(error) if is_there(&error) => {}
        created => created?,
    }
    drop(client);
    apply(admin, database).await
}

/// Each new connection asks for it, and the files are hashed to find it.
static LATEST: LazyLock<Option<i64>> = LazyLock::new(|| {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|m| i64::from(m.version()))
        .max()
});

/// The latest version that this build knows.
pub fn latest_version() -> Option<i64> {
    *LATEST
}

/// Everything that [`migrate`] applies to a database.
pub(crate) fn files() -> String {
    let runner = embedded::migrations::runner();
    let versions = runner.get_migrations().iter();
    let versions: Vec<_> = versions
        .map(|file| format!("{file} {}\n", file.checksum()))
        .collect();
    [
        ROLES,
        DATABASE,
        &versions.concat(),
        BOOKKEEPING,
        &REPEATABLE.concat(),
    ]
    .concat()
}

/// What [`migrate`] would do to a database.
#[derive(Debug, PartialEq, Eq)]
pub struct Pending {
    /// The V files that it would apply, such as `V22__statement_tests`.
    pub files: Vec<String>,
    /// False if the database has V files that this build does not know.
    pub is_known: bool,
}

/// Changes nothing. A database that does not exist gets all V files.
pub async fn pending(admin: &Access, database: &str) -> Result<Pending, Error> {
    let client = connect(&admin.maintenance()?.config, admin.tls()?).await?;
    let exists = statements::has_database()
        .bind(&client, &database)
        .one()
        .await?;
    let applied = if exists {
        let client = connect(&admin.server(database)?.config, admin.tls()?).await?;
        applied(&client).await?
    } else {
        Vec::new()
    };
    let runner = embedded::migrations::runner();
    let ours = runner.get_migrations();
    let new = ours
        .iter()
        .filter(|file| !applied.contains(&file.version()));
    Ok(Pending {
        files: new.map(ToString::to_string).collect(),
        is_known: applied
            .iter()
            .all(|version| ours.iter().any(|file| file.version() == *version)),
    })
}

/// The numbers of the V files in a database.
async fn applied(client: &Client) -> Result<Vec<i32>, Error> {
    let table = "select from pg_tables
         where schemaname = 'public' and tablename = 'refinery_schema_history'";
    if client.query_opt(table, &[]).await?.is_none() {
        return Ok(Vec::new());
    }
    let versions = "select version from public.refinery_schema_history order by version";
    let rows = client.query(versions, &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

pub(crate) async fn create_database(client: &Client, database: &str) -> Result<(), Error> {
    if !statements::has_database()
        .bind(client, &database)
        .one()
        .await?
    {
        let create = statements::create_database()
            .bind(client, &database)
            .one()
            .await?;
        client.batch_execute(&create).await?;
    }
    Ok(())
}

/// Another replica has made it meanwhile: of two that begin at once, one finds the name in an index.
fn is_there(error: &Error) -> bool {
    let state = error.sql_state();
    state == Some(&SqlState::DUPLICATE_DATABASE) || state == Some(&SqlState::UNIQUE_VIOLATION)
}

async fn apply(admin: &Access, database: &str) -> Result<usize, Error> {
    let mut client = connect(&admin.server(database)?.config, admin.tls()?).await?;
    statements::lock().bind(&client, &LOCK).await?;
    // Nothing waits for the disk until `MadeFrom::note`, which comes last and flushes all before it.
    client.batch_execute("set synchronous_commit = off").await?;
    client.batch_execute(DATABASE).await?;
    let open = statements::left_open().bind(&client).all().await?;
    if !open.is_empty() {
        tracing::warn!(
            database,
            ?open,
            "every login of the database may make these; only a superuser may forbid it"
        );
    }
    client.batch_execute("set role espejo_owner").await?;
    let report = embedded::migrations::runner()
        .run_async(&mut client)
        .await
        .map_err(Error::Migration)?;
    client.batch_execute(BOOKKEEPING).await?;
    apply_repeatable(&mut client).await?;
    statements::count_rows().bind(&client).all().await?;
    Ok(report.applied_migrations().len())
}

/// Applies the repeatable files if a text has changed, or if there is a new V file, which may have
/// changed or dropped what they use.
async fn apply_repeatable(client: &mut Client) -> Result<(), Error> {
    let text = REPEATABLE.concat();
    let state = format!("{:?}\n{text}", latest_version());
    let tx = client.transaction().await?;
    let known = "select from public.repeatable_migration where md5 = md5($1::text)";
    if tx.query_opt(known, &[&state]).await?.is_some() {
        return Ok(());
    }
    tx.batch_execute(&text).await?;
    tx.execute(
        "insert into public.repeatable_migration (md5) values (md5($1::text))
         on conflict (only_row) do update set md5 = excluded.md5, applied_at = now()",
        &[&state],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn connect(
    config: &Config,
    tls: Option<MakeRustlsConnect>,
) -> Result<Client, Error> {
    Ok(postgres_url::connect(config, tls).await?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_repeatable_file_is_applied_in_the_order_of_its_name() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../migrations/repeatable"
        );
        let files = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        let texts = files
            .iter()
            .map(|file| std::fs::read_to_string(file).unwrap());
        assert_eq!(texts.collect::<Vec<_>>(), super::REPEATABLE);
    }
}
