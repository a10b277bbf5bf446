//! Whether a restored database is whole, and what must happen to it before a service sees it.

use anyhow::{Context, Result};
use jiff::Timestamp;
use tenants::Tenant;
use tokio::process::Command;

use crate::{server::Server, settings::Settings};

/// The restored server lets its own user in without a password, but core-api asks for a secret.
const NO_SECRET: &str = "the restored server asks for no password";

/// The state of an instant may be older than the last upgrade. Roles and their passwords, which this
/// changes, are not part of a tenant's database.
pub(crate) async fn upgrade(settings: &Settings, server: &Server, tenant: &Tenant) -> Result<()> {
    let mut migrate = core_api(settings, server);
    migrate
        .env("ESPEJO_MIGRATION_DATABASE_URL", server.administrator_url())
        .env("ESPEJO_EXPORT_DATABASE_SECRET", NO_SECRET)
        .env("ESPEJO_SCHEDULER_DATABASE_SECRET", NO_SECRET)
        .args(["migrate", "--tenant", &tenant.name]);
    process::programs::output(&mut migrate).await?;
    Ok(())
}

/// Indexes and tables by amcheck, the record of acts by its hashes, and the tables of reports by the
/// mirror.
pub(crate) async fn database(settings: &Settings, server: &Server, tenant: &Tenant) -> Result<()> {
    let of = |what: &str| format!("{what} of {}", tenant.name);
    let mut check = server.program("pg_amcheck");
    check
        .args(["--install-missing", "--heapallindexed", "--database"])
        .arg(&tenant.database.name);
    let checked = process::programs::output(&mut check).await;
    checked.with_context(|| of("the tables or indexes"))?;
    // It would be copied with the database.
    server
        .with(&tenant.database.name, async |client| {
            let remove = "drop extension if exists amcheck";
            Ok(client.batch_execute(remove).await?)
        })
        .await?;
    let run = async |arguments: &[&str]| {
        let mut command = core_api(settings, server);
        command.args(arguments).args(["--tenant", &tenant.name]);
        process::programs::output(&mut command).await
    };
    run(&["audit", "verify"])
        .await
        .with_context(|| of("the audit"))?;
    run(&["reports", "check"])
        .await
        .with_context(|| of("the report tables"))?;
    Ok(())
}

/// Fences off the requests and events from before the restore in this database of the tenant; returns
/// what is to be said.
pub(crate) async fn fence(
    settings: &Settings,
    server: &Server,
    tenant: &Tenant,
    database: &str,
    at: Option<Timestamp>,
) -> Result<String> {
    let mut command = core_api(settings, server);
    command
        .env("ESPEJO_MIGRATION_DATABASE_URL", server.administrator_url())
        .args(["restored", "--tenant", &tenant.name])
        .args(["--database", database]);
    if let Some(at) = at {
        command.arg("--at").arg(at.to_string());
    }
    let said = process::programs::output(&mut command).await?;
    Ok(said.trim().to_owned())
}

fn core_api(settings: &Settings, server: &Server) -> Command {
    let mut command = Command::new(&settings.core_api);
    command
        .env("ESPEJO_TENANTS_DIR", &settings.tenants_dir)
        .env("ESPEJO_DATABASE_URL", server.url())
        .env("ESPEJO_CORE_DATABASE_SECRET", NO_SECRET);
    command
}
