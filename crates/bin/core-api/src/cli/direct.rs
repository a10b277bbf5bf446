//! `direct`: what the administrator of Odoo's database runs so that it can be read, how that is taken
//! away again, and whether everything is as it must be.

use std::{
    io::{self, Write as _},
    sync::Arc,
};

use anyhow::{Context, ensure};
use clap::Subcommand;
use odoo_db::{preflight, script::Setup};
use settings::Environment;
use store::catalog;
use tenants::{DirectSource, PUBLICATION, Tenant};
use tls::Trust;

use super::{databases_of, tenant_of};
use crate::{mirror::scope, settings::KeySettings};

const ROLE: &str = "espejo_reader";

#[derive(Debug, Subcommand)]
pub enum DirectCommand {
    /// Print the script that the administrator of Odoo's database runs with psql. It makes a role
    /// that may read the mirrored columns
    Script(Names),
    /// Print the script that takes away all that the other has made
    Remove(Names),
    /// Look into Odoo's database as the reader, and say what is missing and what to do; fail if
    /// something hinders. Needs the secret of odoo.database.url, as the sync-worker does
    Preflight(Names),
}

#[derive(Debug, clap::Args)]
pub struct Names {
    #[arg(long)]
    tenant: String,
    /// The role that reads
    #[arg(long, default_value = ROLE)]
    role: String,
    /// The role with which Odoo connects. It may end sessions of the reader
    #[arg(long, default_value = "odoo")]
    owner: String,
}

pub async fn print(mut env: Environment, command: DirectCommand) -> anyhow::Result<()> {
    let settings = KeySettings::read(&mut env);
    let trust = Trust::read(&mut env);
    let settings = env.finish(settings)?;
    let (DirectCommand::Script(names)
    | DirectCommand::Remove(names)
    | DirectCommand::Preflight(names)) = &command;
    let tenant = tenant_of(&settings, &names.tenant)?;
    let models = models(&settings, &tenant).await?;
    let direct = tenant.odoo.direct.as_ref();
    let slot = tenant.slot();
    let setup = Setup {
        database: &tenant.odoo.database,
        role: &names.role,
        owner: &names.owner,
        connections: sessions(direct),
        publication: tenant.odoo.follows_log().then_some(PUBLICATION),
        slot: &slot,
        models: &models,
    };
    let told = match command {
        DirectCommand::Script(_) => setup.script(),
        DirectCommand::Remove(_) => setup.removal(),
        DirectCommand::Preflight(_) => {
            let direct = direct.with_context(|| {
                format!("hosts/{}.toml has no table [odoo.database]", tenant.host)
            })?;
            examined(direct, &trust, &setup).await?
        }
    };
    Ok(write!(io::stdout(), "{told}")?)
}

/// A part of a run is read by one process, and several parts are read at the same time. Following
/// takes one session for the log and one for the rows.
fn sessions(direct: Option<&DirectSource>) -> u32 {
    let following = if direct.is_some_and(|it| it.follows_log) {
        2
    } else {
        0
    };
    direct.map_or(tenants::DIRECT_CONNECTIONS, |it| it.connections) * 2 + following
}

/// Every mirrored model with its fields.
async fn models(
    settings: &KeySettings,
    tenant: &Arc<Tenant>,
) -> anyhow::Result<Vec<(String, Vec<String>)>> {
    let databases = databases_of(settings, &tenant.name)?;
    let client = databases.pool(&tenant.name)?.get().await?;
    let catalog = catalog::read(&*client).await?;
    let scopes = scope::choose_all(&tenant.odoo.additions, &catalog);
    let of = |scope: scope::Scope| (scope.model, scope.fields);
    Ok(scopes.into_iter().map(of).collect())
}

async fn examined(
    direct: &DirectSource,
    trust: &Trust,
    setup: &Setup<'_>,
) -> anyhow::Result<String> {
    let client = odoo_db::connect(&direct.url.read()?, trust).await?;
    let findings = preflight::look(&client, setup).await?;
    let line = |finding: &preflight::Finding| {
        let word = if finding.hinders { "fail" } else { "warn" };
        format!("{word}: {}\n      {}\n", finding.what, finding.cure)
    };
    let lines: String = findings.iter().map(line).collect();
    ensure!(
        !findings.iter().any(|finding| finding.hinders),
        "Odoo's database cannot be read as it must be:\n{lines}"
    );
    Ok(format!("{lines}ok: Odoo's database can be read\n"))
}
