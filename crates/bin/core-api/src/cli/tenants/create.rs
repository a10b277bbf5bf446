//! `tenants create`: the database of a new client, its first admin and its file. The file comes last,
//! because from then on the services serve the tenant.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow, ensure};
use clap::Args;
use serde_json::Value;
use settings::Environment;
use store::{Access, logins::Login, tenant_databases};
use tenants::{Tenant, Tenants};

use super::{files, left_to_do};
use crate::{
    app,
    cli::{
        RoleName,
        migrations::migrate_one,
        people::{self, Invited},
    },
    settings::MigrationSettings,
};

#[derive(Debug, Args)]
pub struct NewTenant {
    /// The host name that the API answers to
    pub host: String,
    /// The base that the file extends: a file of bases/ without .toml
    #[arg(long)]
    pub from: String,
    /// Short name in events, file names and logs; the first part of the host name if left out
    #[arg(long)]
    pub name: Option<String>,
    /// The name that people see; the short name if left out
    #[arg(long)]
    pub display_name: Option<String>,
    /// The database in PostgreSQL; espejo_<name> if left out
    #[arg(long)]
    pub database: Option<String>,
    /// Any other key of the file, such as odoo.url=https://odoo.example.com; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub settings: Vec<(String, Value)>,
    /// E-mail address of the first admin, who gets a link to set a password
    #[arg(long)]
    pub admin: Option<String>,
    /// Use the database although it exists already, with the data of this client
    #[arg(long)]
    pub keep_database: bool,
}

/// `odoo.connections=4`: a text, or what JSON reads as a number, a boolean or a list.
fn setting(text: &str) -> Result<(String, Value), String> {
    let (key, value) = text
        .split_once('=')
        .ok_or("write KEY=VALUE, such as odoo.url=https://odoo.example.com")?;
    let is_key = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if key.is_empty() || !key.chars().all(is_key) {
        return Err(format!("{key:?} is not a key of a tenant's file"));
    }
    let value = match serde_json::from_str(value) {
        Ok(value @ (Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_))) => {
            value
        }
        _ => Value::String(value.to_owned()),
    };
    Ok((key.to_owned(), value))
}

pub(crate) async fn create(mut env: Environment, new: &NewTenant) -> anyhow::Result<String> {
    let settings = MigrationSettings::read(&mut env);
    let admin = match &new.admin {
        None => None,
        Some(email) => Some((people::address(email)?, Access::read(&mut env, Login::Core))),
    };
    let settings = env.finish(settings)?;
    let dir = &settings.tenants_dir;
    let draft = Draft::write(dir, new).context("the tenant's file cannot be written")?;
    let tenant = draft.check(dir)?;
    make_database(&settings, &tenant, new.keep_database).await?;
    let owner = settings.admin.of(&tenant.database)?;
    let mut invitation = None;
    if let Some((email, access)) = &admin {
        let invited = Invited {
            email,
            name: email,
            role: RoleName::Admin,
            companies: None,
        };
        let link = people::invite(access, &tenant, &invited).await;
        let link = link.with_context(|| unfinished("the first admin is not invited"))?;
        invitation = Some(link);
    }
    draft
        .put_in_place()
        .with_context(|| unfinished("the tenant's file is not in place"))?;
    tenant_databases::complete(&owner, &tenant.database.name)
        .await
        .context("the tenant is served, but its database is still marked as begun")?;
    Ok(left_to_do::after_create(&tenant, invitation.as_deref()))
}

async fn make_database(
    settings: &MigrationSettings,
    tenant: &Tenant,
    keep: bool,
) -> anyhow::Result<()> {
    if !keep {
        let admin = settings.admin.of(&tenant.database)?;
        let begun = tenant_databases::begin(&admin, &tenant.database.name, &tenant.host).await;
        begun.map_err(|error| match error {
            store::Error::DatabaseExists(name) => anyhow!(
                "database {name} exists already and may have the books of another client; choose \
                 another with --database, or say --keep-database if it is this client's"
            ),
            other => anyhow!(other).context(unfinished("the database is not there")),
        })?;
    }
    migrate_one(settings, tenant, false)
        .await
        .map(drop)
        .with_context(|| unfinished("the database is not complete"))
}

fn unfinished(what: &str) -> String {
    format!("{what}; no service knows the tenant yet. Run the same command again to go on")
}

/// The file of the new tenant before it counts. It is in a hidden folder of the same file system,
/// and goes with this value.
struct Draft {
    folder: PathBuf,
    file: PathBuf,
    place: PathBuf,
    host: String,
}

impl Draft {
    fn write(dir: &Path, new: &NewTenant) -> anyhow::Result<Self> {
        let host = new.host.clone();
        let place = files::served(dir, &host)?;
        for known in [&place, &files::suspended(dir, &host)?] {
            ensure!(!known.exists(), "{} exists already", known.display());
        }
        let folder = dir.join(format!(".new-{}", std::process::id()));
        let file = folder.join("hosts").join(format!("{host}.toml"));
        let draft = Self {
            folder,
            file,
            place,
            host,
        };
        fs::create_dir_all(draft.folder.join("hosts"))
            .and_then(|()| fs::create_dir_all(dir.join("hosts")))
            .and_then(|()| fs::write(&draft.file, text(new)))
            .with_context(|| draft.file.display().to_string())?;
        Ok(draft)
    }

    /// The tenant, if services can serve it beside the others.
    fn check(&self, dir: &Path) -> anyhow::Result<Arc<Tenant>> {
        let proposed = Tenants::proposed(dir, &self.file, &self.host, None, app::accept);
        proposed.map_err(|error| anyhow!("nothing was made, the file would be wrong:\n{error}"))
    }

    /// Fails if somebody else has put a file there in the meantime.
    fn put_in_place(&self) -> anyhow::Result<()> {
        fs::File::open(&self.file)?.sync_all()?;
        fs::hard_link(&self.file, &self.place).with_context(|| self.place.display().to_string())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// JSON writes texts, numbers, booleans and lists as TOML does.
fn text(new: &NewTenant) -> String {
    let first = new.host.split('.').next().unwrap_or_default();
    let name = new.name.clone().unwrap_or_else(|| first.replace('-', "_"));
    let display_name = new.display_name.as_ref().unwrap_or(&name);
    let database = new.database.clone();
    let database = database.unwrap_or_else(|| format!("espejo_{name}"));
    let own = [
        ("extends", &new.from),
        ("name", &name),
        ("display_name", display_name),
        ("database", &database),
    ];
    let own = own.map(|(key, value)| (key.to_owned(), Value::String(value.clone())));
    let lines = own.into_iter().chain(new.settings.iter().cloned());
    lines.fold(String::new(), |text, (key, value)| {
        format!("{text}{key} = {value}\n")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::setting;

    #[test]
    fn a_setting_is_a_text_unless_json_knows_it() {
        let value = |text: &str| setting(text).unwrap().1;
        assert_eq!(value("odoo.url=https://a?b=c"), json!("https://a?b=c"));
        assert_eq!(value("odoo.connections=4"), json!(4));
        assert_eq!(value("odoo.company_ids=[1,2]"), json!([1, 2]));
        assert_eq!(value("odoo.database=\"12\""), json!("12"));
        assert!(setting("odoo.url").unwrap_err().contains("KEY=VALUE"));
        assert!(setting("[odoo]\nurl=1").is_err());
    }
}
