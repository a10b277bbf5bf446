//! `restored`: what must happen to a database that was restored from a backup.

use std::io::Write as _;

use anyhow::Context;
use jiff::Timestamp;
use reports::Scope;
use settings::Environment;
use store::{ScopedFutureExt, transaction};

use super::{databases_of, tenant_of};
use crate::{
    acts::Principal,
    restores::write::{self, Restore, Verify},
    settings::KeySettings,
    writing::Actor,
};

pub async fn print(
    mut env: Environment,
    tenant: &str,
    at: Option<Timestamp>,
) -> anyhow::Result<()> {
    let settings = KeySettings::read(&mut env);
    let told = restored(&env.finish(settings)?, tenant, at).await?;
    Ok(writeln!(std::io::stdout(), "{told}")?)
}

/// Returns the text to print.
pub async fn restored(
    settings: &KeySettings,
    tenant: &str,
    at: Option<Timestamp>,
) -> anyhow::Result<String> {
    let databases = databases_of(settings, tenant)?;
    let tenant = tenant_of(settings, tenant)?;
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
