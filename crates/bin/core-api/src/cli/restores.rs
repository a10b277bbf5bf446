//! `restored`: what must happen to a database that was restored from a backup.

use std::io::Write as _;

use anyhow::Context;
use jiff::Timestamp;
use reports::Scope;
use settings::Environment;
use store::{Databases, ScopedFutureExt, transaction};

use super::tenant_of;
use crate::{
    acts::Principal,
    restores::write::{self, Restore, Verify},
    settings::KeySettings,
    writing::{Actor, SERVICE},
};

pub async fn print(
    mut env: Environment,
    tenant: &str,
    at: Option<Timestamp>,
    database: Option<String>,
) -> anyhow::Result<()> {
    let settings = match database {
        None => KeySettings::read(&mut env),
        Some(_) => KeySettings::read_administrator(&mut env),
    };
    let told = restored(&env.finish(settings)?, tenant, at, database).await?;
    Ok(writeln!(std::io::stdout(), "{told}")?)
}

/// Returns the text to print. `database` stands for the tenant's own.
async fn restored(
    settings: &KeySettings,
    tenant: &str,
    at: Option<Timestamp>,
    database: Option<String>,
) -> anyhow::Result<String> {
    let tenant = tenant_of(settings, tenant)?;
    let mut address = tenant.database.clone();
    if let Some(name) = database {
        address.name = name;
    }
    let names = [(tenant.name.clone(), address)];
    let databases = Databases::new(&settings.databases, names, SERVICE, 1)?;
    let requested_by = Principal::command_line().to_string();
    let actor = &Actor {
        tenant: &tenant,
        requested_by: &requested_by,
        scope: Scope::ALL,
        traceparent: None,
    };
    let pool = &databases.pool(&tenant.name)?;
    let fenced = transaction::write(pool, "fence restore", |tx| {
        write::fence(tx, actor, Restore { at }).scope_boxed()
    });
    Ok(match fenced.await.context("nothing was changed")? {
        Verify::Requested(run) => format!("the verify is run {run}"),
        Verify::After(run) => format!("run {run} continues; request a verify when it has ended"),
    })
}
