//! A new database takes the place of an old one.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Context, Result};
use tokio_postgres::Client;

use crate::server::{MAINTENANCE, Server};

/// Names of PostgreSQL have at most 63 bytes.
const LONGEST: usize = 63;
/// Services reconnect at once, so the connections are closed until the swap comes through.
const TRIES: u32 = 20;
/// How long each try waits for somebody who holds a lock of the databases.
const PATIENCE: &str = "10s";

/// Rows and the sum of their hashes, by table; the last values of sequences.
pub(crate) type Fingerprint = BTreeMap<String, String>;

/// A name as an identifier.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// An empty database with encoding, locale, owner and settings of this one; returns its name.
pub(crate) async fn create_beside(live: &Server, database: &str) -> Result<String> {
    let new = beside(database, "restored");
    live.with(MAINTENANCE, async |client| {
        let known = client
            .query_opt(
                "select pg_encoding_to_char(encoding) as encoding, datcollate, datctype,
                        pg_get_userbyid(datdba) as owner
                 from pg_database where datname = $1",
                &[&database],
            )
            .await?;
        let known = known.with_context(|| format!("there is no database {database}"))?;
        let text = |column: &str| known.try_get::<_, String>(column);
        let create = format!(
            "create database {} template template0 encoding {} lc_collate {} lc_ctype {} owner {}",
            quoted(&new),
            literal(&text("encoding")?),
            literal(&text("datcollate")?),
            literal(&text("datctype")?),
            quoted(&text("owner")?),
        );
        client.batch_execute(&create).await?;
        let close = format!("revoke all on database {} from public", quoted(&new));
        client.batch_execute(&close).await?;
        Ok(new.clone())
    })
    .await
}

/// Drops a database that has not taken its place.
pub(crate) async fn drop_database(live: &Server, new: &str) -> Result<()> {
    live.with(MAINTENANCE, async |client| {
        let drop = format!("drop database if exists {}", quoted(new));
        Ok(client.batch_execute(&drop).await?)
    })
    .await
}

fn literal(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

fn beside(database: &str, what: &str) -> String {
    let now = lifecycle::clock::now().strftime("%Y%m%d%H%M%S").to_string();
    let ending = format!("_{what}_{now}");
    let room = LONGEST.saturating_sub(ending.len());
    let kept: String = database.chars().take(room).collect();
    format!("{kept}{ending}")
}

/// Whether the swap has begun. From then on a command must come to its end, because nobody can
/// connect to the database in the meantime.
#[derive(Debug, Default)]
pub(crate) struct Begun(AtomicBool);

impl Begun {
    pub(crate) fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Gives the new database the name and the rights of the old one; returns the new name of the old.
pub(crate) async fn swap(
    live: &Server,
    database: &str,
    new: &str,
    begun: &Begun,
) -> Result<String> {
    let old = beside(database, "before");
    begun.0.store(true, Ordering::Relaxed);
    let swapped = live.with(MAINTENANCE, async |client| {
        let patience = format!("set lock_timeout = '{PATIENCE}'");
        client.batch_execute(&patience).await?;
        give_rights(client, database, new).await?;
        let mut tries = 1;
        while let Err(error) = rename(client, database, new, &old).await {
            if tries == TRIES {
                return Err(error).context("the databases were not swapped");
            }
            tries += 1;
        }
        Ok(())
    });
    if let Err(error) = swapped.await {
        // Over another connection, because the first one may be what has failed.
        return match open(live, database).await {
            Ok(()) => Err(error),
            Err(closed) => Err(error.context(format!(
                "perhaps nobody can connect to {database}; `alter database {} allow_connections true` \
                 opens it: {closed:#}",
                quoted(database)
            ))),
        };
    }
    Ok(old)
}

async fn open(live: &Server, database: &str) -> Result<()> {
    live.with(MAINTENANCE, async |client| {
        let open = format!("alter database {} allow_connections true", quoted(database));
        Ok(client.batch_execute(&open).await?)
    })
    .await
}

/// Both names change in one transaction, without a connection to either database.
async fn rename(client: &mut Client, database: &str, new: &str, old: &str) -> Result<()> {
    let close = format!(
        "alter database {} allow_connections false",
        quoted(database)
    );
    client.batch_execute(&close).await?;
    client
        .execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity
             where datname in ($1, $2) and pid <> pg_backend_pid()",
            &[&database, &new],
        )
        .await?;
    let tx = client.transaction().await?;
    let renames = format!(
        "alter database {} rename to {}; alter database {} rename to {}",
        quoted(database),
        quoted(old),
        quoted(new),
        quoted(database),
    );
    tx.batch_execute(&renames).await?;
    Ok(tx.commit().await?)
}

/// Rights on the database itself and its settings are not part of a dump.
async fn give_rights(client: &Client, from: &str, to: &str) -> Result<()> {
    let grants = client
        .query(
            "select format('grant %s on database %I to %I', acl.privilege_type, $2::text, role.rolname)
             from pg_database, aclexplode(datacl) acl join pg_roles role on role.oid = acl.grantee
             where datname = $1
             union all
             select format('alter database %I set %I = %L', $2::text,
                           split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1))
             from pg_db_role_setting set_for
             join pg_database on pg_database.oid = set_for.setdatabase,
                  unnest(set_for.setconfig) setting
             where datname = $1 and set_for.setrole = 0",
            &[&from, &to],
        )
        .await?;
    for grant in grants {
        client.batch_execute(grant.try_get(0)?).await?;
    }
    Ok(())
}

/// What the tables of a database hold. Two databases with the same fingerprint have the same rows.
pub(crate) async fn fingerprint(server: &Server, database: &str) -> Result<Fingerprint> {
    server
        .with(database, async |client| {
            client.batch_execute("set timezone to 'UTC'").await?;
            let tables = client
                .query(
                    "select format('%I.%I', schemaname, tablename) from pg_tables
                     where schemaname not in ('pg_catalog', 'information_schema')",
                    &[],
                )
                .await?;
            let mut found = Fingerprint::new();
            for table in tables {
                let table: String = table.try_get(0)?;
                let sums = format!(
                    "select concat(count(*), ' rows, ', sum(hashtextextended(t::text, 0)::numeric))
                     from {table} t"
                );
                let sums = client.query_one(&sums, &[]).await?.try_get(0)?;
                found.insert(table, sums);
            }
            let sequences = client
                .query(
                    "select format('%I.%I', schemaname, sequencename),
                            coalesce(last_value::text, 'unused') from pg_sequences",
                    &[],
                )
                .await?;
            for sequence in sequences {
                found.insert(sequence.try_get(0)?, sequence.try_get(1)?);
            }
            Ok(found)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, beside, quoted};

    #[test]
    fn the_name_of_a_database_beside_another_is_never_too_long() {
        assert!(beside("espejo_andina", "before").starts_with("espejo_andina_before_"));
        assert_eq!(beside(&"a".repeat(60), "restored").len(), LONGEST);
    }

    #[test]
    fn a_name_is_quoted() {
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
    }
}
