//! Secrets in the databases of all tenants: those of second factors, and the keys of webhooks.

use std::path::Path;

use anyhow::Context;
use store::{Access, ScopedFutureExt, Transaction, transaction};
use tenants::TenantFile;
use vault::{KeyId, Vault};

use super::Tally;
use crate::{
    cli::database_of,
    people::{factor, write::factor as factors},
    webhooks::write as webhooks,
    writing::WriteError,
};

/// Opens all of them; with `writes`, encrypts them with the newest key, in one transaction for each
/// tenant. A database that cannot be used does not stop the others.
pub(crate) async fn look(
    keys: &Vault,
    (dir, access): (&Path, &Access),
    writes: bool,
) -> anyhow::Result<Tally> {
    let all = TenantFile::all(dir).with_context(|| dir.display().to_string())?;
    let mut tally = Tally {
        problems: all.1,
        ..Tally::default()
    };
    for TenantFile { tenant, .. } in &all.0 {
        let (name, database) = (&tenant.name, &tenant.database.name);
        match of_tenant(keys, database_of(access, tenant)?, name, writes).await {
            Ok(found) => {
                let count = found.keys.len();
                tally
                    .lines
                    .push(format!("{name}: {count} secrets in database {database}"));
                found.keys.into_iter().for_each(|key| tally.count(key));
                let lost = found.lost.into_iter();
                tally.problems.extend(lost.map(|what| {
                    let variable = keys.name();
                    format!("{name}: {what} cannot be opened with {variable}")
                }));
            }
            Err(error) => tally.problems.push(format!("{name}: {error:#}")),
        }
    }
    Ok(tally)
}

#[derive(Default)]
struct Found {
    /// Of each secret the key that it is encrypted with afterwards.
    keys: Vec<KeyId>,
    lost: Vec<String>,
}

impl Found {
    /// The secret under another key, if it has to be written.
    fn settle(
        &mut self,
        (keys, writes): (&Vault, bool),
        (place, what): (&str, String),
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, WriteError> {
        let Ok(known) = keys.key_of(place, sealed) else {
            self.lost.push(what);
            return Ok(None);
        };
        let renewed = if writes {
            let renewed = keys.renewed(place, sealed);
            renewed.map_err(|error| WriteError::Secret(error.to_string()))?
        } else {
            None
        };
        let newest = keys.key_ids().into_iter().next();
        self.keys.push(match (&renewed, newest) {
            (Some(_), Some(newest)) => newest,
            _ => known,
        });
        Ok(renewed)
    }
}

async fn of_tenant(
    keys: &Vault,
    databases: store::Databases,
    tenant: &str,
    writes: bool,
) -> anyhow::Result<Found> {
    let pool = &databases.pool(tenant)?;
    let found = transaction::write(pool, "encrypt secrets", |tx| {
        async move {
            let mut found = Found::default();
            second_factors(tx, (keys, writes), &mut found).await?;
            of_webhooks(tx, (keys, writes), &mut found).await?;
            Ok::<_, WriteError>(found)
        }
        .scope_boxed()
    });
    Ok(found.await?)
}

async fn second_factors(
    tx: &Transaction<'_>,
    how: (&Vault, bool),
    found: &mut Found,
) -> Result<(), WriteError> {
    for (person, sealed) in factors::lock_all(tx).await? {
        let what = format!("the second factor of person {person}");
        let renewed = found.settle(how, (&factor::place(person), what), &sealed)?;
        if let Some(renewed) = renewed {
            factors::reseal(tx, person, &renewed).await?;
        }
    }
    Ok(())
}

async fn of_webhooks(
    tx: &Transaction<'_>,
    how: (&Vault, bool),
    found: &mut Found,
) -> Result<(), WriteError> {
    for mut row in webhooks::lock_keys(tx).await? {
        let (place, id) = (webhooks::place(row.id), row.id);
        let mut is_new = false;
        let of_row = [
            Some(&mut row.key_encrypted),
            row.previous_key_encrypted.as_mut(),
        ];
        for sealed in of_row.into_iter().flatten() {
            let what = format!("a key of webhook {id}");
            if let Some(renewed) = found.settle(how, (&place, what), sealed)? {
                *sealed = renewed;
                is_new = true;
            }
        }
        if is_new {
            webhooks::reseal_keys(tx, &row).await?;
        }
    }
    Ok(())
}
