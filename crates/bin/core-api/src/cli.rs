//! Commands other than `serve`: migrations, API keys, people, the audit, dead letters, report tables,
//! restores, tenants and secrets.

pub mod audit;
pub mod dead_letters;
pub mod direct;
pub mod doctor;
pub mod migrations;
pub mod people;
pub mod restores;
pub mod secrets;
pub mod tenants;

use std::{io::Write, sync::Arc};

use ::tenants::{LiveTenants, Tenant, Tenants};
use anyhow::{Context, bail, ensure};
use clap::{Parser, Subcommand, ValueEnum};
use jiff::{Timestamp, ToSpan};
use settings::Environment;
use store::{Access, Databases, ScopedFutureExt, transaction};

use crate::{
    acts::{self, Act, Origin, Principal},
    api_keys::{self, write::NewKey},
    cli::{
        audit::AuditCommand, dead_letters::DeadLetterCommand, direct::DirectCommand,
        people::PersonCommand, secrets::SecretCommand, tenants::TenantCommand,
    },
    http::auth::Role,
    mirror::derived,
    settings::KeySettings,
    writing::{SERVICE, WriteError},
};

/// The only writer of Espejo's databases, and its REST API.
#[derive(Debug, Parser)]
#[command(name = "core-api", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and consume events (the default)
    Serve,
    /// Create or upgrade the databases of all tenants
    Migrate(migrations::Arguments),
    /// Create or revoke API keys
    #[command(subcommand)]
    Key(KeyCommand),
    /// Invite people
    #[command(subcommand)]
    Person(PersonCommand),
    /// Check the record of acts
    #[command(subcommand)]
    Audit(AuditCommand),
    /// List, replay or discard dead letters of all tenants
    #[command(subcommand)]
    DeadLetters(DeadLetterCommand),
    /// Check or rebuild the tables that reports read
    #[command(subcommand)]
    Reports(ReportsCommand),
    /// After a restore of the database from a backup, before the services start: requests and
    /// events from before have no effect any more, sessions end, and a verify is requested
    Restored {
        #[arg(long)]
        tenant: String,
        /// The instant whose state the database has, such as 2026-12-01T21:30:00Z; without it the
        /// latest. Instants of schedules since then have had their effect and are not repeated
        #[arg(long)]
        at: Option<Timestamp>,
        /// A database beside the tenant's own, which will take its place: it is reached with
        /// ESPEJO_MIGRATION_DATABASE_URL, because no service has a login for it
        #[arg(long)]
        database: Option<String>,
    },
    /// Encrypt passwords of Odoo for the files of the tenants, and change keys of encryption
    #[command(subcommand)]
    Secrets(SecretCommand),
    /// Check the files of the tenants; create, suspend, rename and remove tenants
    #[command(subcommand)]
    Tenants(TenantCommand),
    /// Read Odoo's own database: scripts for its administrator, and a check
    #[command(subcommand)]
    Direct(DirectCommand),
    /// Check everything that core-api needs, and say what to do; fail if something does not work.
    /// `sync-worker doctor` checks Odoo, `export-worker doctor` the mail server
    Doctor(doctor::Arguments),
    /// Exit 0 if the service on ESPEJO_OPS_BIND is ready
    Healthcheck,
}

#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Create a key and print it; it cannot be shown again
    Create {
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        role: RoleName,
        /// What the key is for
        #[arg(long)]
        name: String,
        /// Ids of the companies whose books it may see, such as 1,2; without it all companies
        #[arg(long, value_delimiter = ',')]
        companies: Option<Vec<i64>>,
        /// Days until the key expires; without it the key never expires
        #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
        expires_days: Option<u16>,
    },
    /// Revoke a key; running requests finish, and after at most five seconds new ones are refused
    Revoke {
        #[arg(long)]
        tenant: String,
        /// The 12 letters after `esp_`
        #[arg(long)]
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum ReportsCommand {
    /// Compare schema report with the mirror; print all differences, and fail if there are any
    Check {
        #[arg(long)]
        tenant: String,
    },
    /// Rebuild schema report from the mirror; meanwhile batches wait, but reports do not
    Rebuild {
        #[arg(long)]
        tenant: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoleName {
    Viewer,
    Operator,
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Viewer => Self::Viewer,
            RoleName::Operator => Self::Operator,
            RoleName::Admin => Self::Admin,
        }
    }
}

/// Creates or revokes a key and returns the text to print.
pub async fn key(settings: &KeySettings, command: KeyCommand) -> anyhow::Result<Option<String>> {
    match command {
        KeyCommand::Create {
            tenant,
            role,
            name,
            companies,
            expires_days,
        } => {
            let databases = databases_of(settings, &tenant)?;
            let now = lifecycle::clock::now();
            let expires_at = expires_days
                .map(|days| now.checked_add((i64::from(days) * 24).hours()))
                .transpose()?;
            let by = Principal::command_line();
            let new = &NewKey {
                name: &name,
                role: role.into(),
                company_ids: companies.as_deref(),
                created_by: &by.to_string(),
                expires_at,
            };
            let by = &by;
            let pool = &databases.pool(&tenant)?;
            let made = transaction::write(pool, "create API key", |tx| {
                async move {
                    let made = api_keys::write::create(tx, new).await?;
                    let act = Act::new("create API key").on(format!("/v1/api-keys/{}", made.id));
                    acts::write::record(tx, by, &Origin::default(), &act).await?;
                    Ok::<_, WriteError>(made)
                }
                .scope_boxed()
            });
            Ok(Some(made.await.context("the key was not created")?.key))
        }
        KeyCommand::Revoke { tenant, id } => {
            let databases = databases_of(settings, &tenant)?;
            let key_id = &id;
            let by = &Principal::command_line();
            let pool = &databases.pool(&tenant)?;
            let revoked = transaction::write(pool, "revoke API key", |tx| {
                async move {
                    api_keys::write::revoke(tx, key_id).await?;
                    let act = Act::new("revoke API key").on(format!("/v1/api-keys/{key_id}"));
                    acts::write::record(tx, by, &Origin::default(), &act).await
                }
                .scope_boxed()
            });
            match revoked.await {
                Err(WriteError::NotFound) => bail!("tenant {tenant} has no key {id} to revoke"),
                other => other.context("the key was not revoked").map(|()| None),
            }
        }
    }
}

pub async fn print_key(mut env: Environment, command: KeyCommand) -> anyhow::Result<()> {
    let settings = KeySettings::read(&mut env);
    if let Some(made) = key(&env.finish(settings)?, command).await? {
        writeln!(std::io::stdout(), "{made}")?;
    }
    Ok(())
}

pub async fn print_reports(mut env: Environment, command: ReportsCommand) -> anyhow::Result<()> {
    let settings = KeySettings::read(&mut env);
    let told = reports(&env.finish(settings)?, command).await?;
    Ok(writeln!(std::io::stdout(), "{told}")?)
}

/// Checks or rebuilds schema report and returns the text to print.
async fn reports(settings: &KeySettings, command: ReportsCommand) -> anyhow::Result<String> {
    let (ReportsCommand::Check { tenant } | ReportsCommand::Rebuild { tenant }) = &command;
    let databases = databases_of(settings, tenant)?;
    let pool = &databases.pool(tenant)?;
    if let ReportsCommand::Rebuild { .. } = command {
        let built = transaction::write(pool, "rebuild reports", |tx| {
            async move {
                // It takes as long as it takes: a person waits for it.
                let unlimited = tx.batch_execute("set local statement_timeout = 0").await;
                unlimited.map_err(store::Error::from)?;
                derived::rebuild(tx).await
            }
            .scope_boxed()
        });
        return Ok(format!("built from {} journal items", built.await?));
    }
    let differences = transaction::write(pool, "check reports", |tx| {
        derived::differences(tx).scope_boxed()
    });
    let differences = differences.await?;
    ensure!(
        differences.is_empty(),
        "{} rows differ; `core-api reports rebuild --tenant {tenant}` repairs them:\n{}",
        differences.len(),
        differences.join("\n")
    );
    Ok("schema report matches the mirror".to_owned())
}

fn tenant_of(settings: &KeySettings, tenant: &str) -> anyhow::Result<Arc<Tenant>> {
    let tenants = LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?.now();
    named(&tenants, tenant).cloned()
}

fn named<'a>(tenants: &'a Tenants, name: &str) -> anyhow::Result<&'a Arc<Tenant>> {
    tenants.by_name(name).with_context(|| {
        let known: Vec<&str> = tenants.iter().map(|tenant| tenant.name.as_str()).collect();
        let known = known.join(", ");
        let told = format!("there is no tenant {name}; known tenants: {known}");
        let faults = tenants.faults().values().flatten().cloned();
        let lines: Vec<_> = std::iter::once(told).chain(faults).collect();
        lines.join("\n")
    })
}

fn databases_of(settings: &KeySettings, tenant: &str) -> anyhow::Result<Databases> {
    database_of(&settings.databases, &*tenant_of(settings, tenant)?)
}

fn database_of(access: &Access, tenant: &Tenant) -> anyhow::Result<Databases> {
    let names = [(tenant.name.clone(), tenant.database.clone())];
    Ok(Databases::new(access, names, SERVICE, 1)?)
}
