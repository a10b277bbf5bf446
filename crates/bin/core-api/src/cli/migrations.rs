//! `migrate`: databases, tables and logins of the tenants.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    sync::Arc,
};

use anyhow::{Context, ensure};
use futures::{StreamExt, stream};
use settings::Environment;
use store::{
    added_models::{self, AddedModel},
    login_roles, migrate,
    unchanged::MadeFrom,
};
use tenants::{Additions, FieldKind, LiveTenants, Tenant, Tenants};

use super::named;
use crate::{mirror::scope, settings::MigrationSettings, writing::SERVICE};

/// Databases that are migrated at the same time.
const MIGRATED_AT_ONCE: usize = 4;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only the database of this tenant
    #[arg(long)]
    tenant: Option<String>,
    /// Change nothing, and print what would be applied to which database
    #[arg(long)]
    dry_run: bool,
    /// Apply everything again, also to a database that has not changed since the last migration
    #[arg(long, conflicts_with = "dry_run")]
    repair: bool,
}

/// Migrates, or prints what would be done.
pub async fn run(mut env: Environment, arguments: Arguments) -> anyhow::Result<()> {
    let telemetry = telemetry::Settings::read(&mut env);
    let settings = MigrationSettings::read(&mut env);
    let settings = env.finish(settings)?;
    let only = arguments.tenant.as_deref();
    if arguments.dry_run {
        return print_pending(&settings, only).await;
    }
    let _guard = telemetry::install(SERVICE, &telemetry)?;
    migrate(&settings, only, arguments.repair).await
}

/// Migrates the database of every tenant, or of one, makes its logins, and logs what was done. A
/// database that cannot be migrated does not stop the others. `repair` also migrates databases that
/// have not changed since.
async fn migrate(
    settings: &MigrationSettings,
    only: Option<&str>,
    repair: bool,
) -> anyhow::Result<()> {
    let tenants = LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?.now();
    let chosen = chosen(&tenants, only)?;
    let all = chosen.len();
    let migrated = chosen
        .into_iter()
        .map(|tenant| async move { (tenant, migrate_one(settings, tenant, repair).await) });
    let mut migrated = stream::iter(migrated).buffer_unordered(MIGRATED_AT_ONCE);
    let (mut open, mut failed) = (BTreeSet::new(), Vec::new());
    while let Some((tenant, outcome)) = migrated.next().await {
        match outcome {
            Ok(found) => open.extend(found),
            Err(error) => {
                let error = format!("{error:#}");
                tracing::error!(tenant = tenant.name, error, "not migrated");
                failed.push(tenant.name.as_str());
            }
        }
    }
    let is_ours = |database: &String| {
        tenants
            .iter()
            .any(|tenant| tenant.database.name == *database)
    };
    open.retain(|database| !is_ours(database));
    if !open.is_empty() {
        tracing::warn!(
            databases = ?open,
            "every login of the server may connect to these databases; revoke connect from public \
             if they have nothing for everybody"
        );
    }
    if only.is_none() {
        let problems: Vec<_> = tenants.faults().values().flatten().collect();
        for problem in problems {
            tracing::error!(problem, "the tenant's file is not used");
        }
    }
    ensure!(
        failed.is_empty(),
        "{} of {all} databases are not migrated, see the log: {}",
        failed.len(),
        failed.join(", ")
    );
    Ok(())
}

/// Prints what `migrate` would apply to each database. Fails if a database is newer than this build.
async fn print_pending(settings: &MigrationSettings, only: Option<&str>) -> anyhow::Result<()> {
    let tenants = LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?.now();
    let chosen = chosen(&tenants, only)?;
    for tenant in chosen {
        let (name, database) = (&tenant.name, &tenant.database.name);
        let file = || format!("hosts/{}.toml", tenant.host);
        let admin = settings.admin.of(&tenant.database).with_context(file)?;
        let pending = migrate::pending(&admin, database)
            .await
            .with_context(|| format!("database {database}"))?;
        ensure!(
            pending.is_known,
            "the schema of {database}, of {name}, is newer than this build"
        );
        let files = if pending.files.is_empty() {
            "nothing new".to_owned()
        } else {
            pending.files.join(", ")
        };
        writeln!(std::io::stdout(), "{name}: {files}")?;
    }
    Ok(())
}

/// The tenant of this name, or all.
fn chosen<'t>(tenants: &'t Tenants, only: Option<&str>) -> anyhow::Result<Vec<&'t Arc<Tenant>>> {
    match only {
        None => Ok(tenants.iter().collect()),
        Some(name) => Ok(vec![named(tenants, name)?]),
    }
}

/// Returns the databases that every login of the server may connect to.
pub(super) async fn migrate_one(
    settings: &MigrationSettings,
    tenant: &Tenant,
    repair: bool,
) -> anyhow::Result<Vec<String>> {
    let database = &tenant.database.name;
    let file = || format!("hosts/{}.toml", tenant.host);
    let in_database = || format!("database {database}");
    let admin = settings.admin.of(&tenant.database).with_context(file)?;
    let added = added_models(&tenant.odoo.additions);
    let made_from = MadeFrom::new(database, &added, &settings.secrets)?;
    if !repair
        && let Some(open) = made_from
            .unchanged(&admin)
            .await
            .with_context(in_database)?
    {
        tracing::info!(tenant = tenant.name, database, "nothing to migrate");
        return Ok(open);
    }
    let applied = migrate::migrate(&admin, database)
        .await
        .with_context(in_database)?;
    added_models::create(&admin, database, &added)
        .await
        .with_context(file)?;
    let open = login_roles::create(&admin, database, &settings.secrets)
        .await
        .with_context(|| format!("logins of database {database}"))?;
    made_from.note(&admin).await.with_context(in_database)?;
    tracing::info!(tenant = tenant.name, database, applied, "migrated");
    Ok(open)
}

/// Tables for the models that the tenant's file adds.
fn added_models(additions: &Additions) -> Vec<AddedModel> {
    let model = |(name, fields): (&String, &BTreeMap<String, FieldKind>)| AddedModel {
        name: name.clone(),
        columns: fields
            .iter()
            .map(|(field, kind)| (field.clone(), scope::kind_of(*kind)))
            .collect(),
    };
    additions.models.iter().map(model).collect()
}
