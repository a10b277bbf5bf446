//! `person`: the first admin of a tenant, without mail.

use std::io::Write as _;

use anyhow::Context;
use clap::Subcommand;
use settings::Environment;
use states::{PersonState, SignInTokenKind};
use store::{Access, ScopedFutureExt, transaction};
use tenants::Tenant;

use super::{RoleName, database_of, tenant_of};
use crate::{
    acts::{self, Act, Origin, Principal},
    email::is_address,
    people::{
        links::{self, link_of},
        read, write,
    },
    settings::KeySettings,
    writing::WriteError,
};

#[derive(Debug, Subcommand)]
pub enum PersonCommand {
    /// Add a person, or invite one again, and print the link with which the person sets a password;
    /// the link works once and cannot be shown again
    Invite {
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        email: String,
        #[arg(long)]
        role: RoleName,
        /// The name of the person; the address if left out
        #[arg(long)]
        name: Option<String>,
        /// Ids of the companies whose books the person may see, such as 1,2; without it all
        #[arg(long, value_delimiter = ',')]
        companies: Option<Vec<i64>>,
    },
}

pub async fn print(mut env: Environment, command: PersonCommand) -> anyhow::Result<()> {
    let settings = KeySettings::read(&mut env);
    let link = person(&env.finish(settings)?, command).await?;
    Ok(writeln!(std::io::stdout(), "{link}")?)
}

/// Returns the link to print.
pub async fn person(settings: &KeySettings, command: PersonCommand) -> anyhow::Result<String> {
    let PersonCommand::Invite {
        tenant,
        email,
        role,
        name,
        companies,
    } = command;
    let email = address(&email)?;
    let invited = Invited {
        name: name.as_deref().unwrap_or(&email),
        email: &email,
        role,
        companies: companies.as_deref(),
    };
    let tenant = tenant_of(settings, &tenant)?;
    invite(&settings.databases, &tenant, &invited).await
}

pub(crate) struct Invited<'a> {
    pub(crate) email: &'a str,
    pub(crate) name: &'a str,
    pub(crate) role: RoleName,
    pub(crate) companies: Option<&'a [i64]>,
}

/// The address as it is stored.
pub(crate) fn address(email: &str) -> anyhow::Result<String> {
    let address = email.trim().to_lowercase();
    anyhow::ensure!(is_address(&address), "{address:?} is not an e-mail address");
    Ok(address)
}

/// Adds the person, or makes another link for one who is known. Returns the link.
pub(crate) async fn invite(
    access: &Access,
    tenant: &Tenant,
    invited: &Invited<'_>,
) -> anyhow::Result<String> {
    let databases = database_of(access, tenant)?;
    let by = &Principal::command_line();
    let email = invited.email;
    let new = &write::NewPerson {
        email,
        name: invited.name,
        role: invited.role.into(),
        company_ids: invited.companies,
        locale: None,
        created_by: &by.to_string(),
    };
    let pool = &databases.pool(&tenant.name)?;
    let made = transaction::write(pool, "invite person", |tx| {
        async move {
            let known = read::by_email().bind(tx, &email).opt().await?;
            let (person, kind) = match known {
                None => (write::create(tx, new).await?, SignInTokenKind::Invitation),
                Some(known) if known.state == PersonState::Invited => {
                    (known.id, SignInTokenKind::Invitation)
                }
                // A person who has lost the password sets a new one.
                Some(known) => (known.id, SignInTokenKind::Reset),
            };
            let token = write::add_token(tx, person, kind, links::by_hand(kind)).await?;
            let act = Act::new("invite person").on(format!("/v1/people/{person}"));
            acts::write::record(tx, by, &Origin::default(), &act).await?;
            Ok::<_, WriteError>((kind, token))
        }
        .scope_boxed()
    });
    let (kind, token) = made.await.context("the person was not invited")?;
    Ok(link_of(tenant, kind, &token.token))
}
