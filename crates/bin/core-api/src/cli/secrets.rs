//! `secrets`: encrypts passwords of Odoo for the files of tenants, and changes keys of encryption.

mod databases;
pub(crate) mod files;

use std::{
    collections::BTreeMap,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, ensure};
use clap::Subcommand;
use settings::Environment;
use store::{Access, logins::Login};
use tenants::{ENCRYPTED_KEY, KEY_VARIABLE};
use vault::{KeyId, Vault};

use crate::settings::SECRETS_KEY;

#[derive(Debug, Subcommand)]
pub enum SecretCommand {
    /// Read a password of Odoo from standard input, and print the line for the tenant's file; needs
    /// ESPEJO_ODOO_KEY
    Encrypt {
        /// The host name of the tenant: the line works only in its file
        #[arg(long)]
        host: String,
    },
    /// Encrypt everything again with the newest key, and say which keys are not needed any more: the
    /// files of tenants if ESPEJO_ODOO_KEY is set, their databases if ESPEJO_SECRETS_KEY is
    Rotate,
    /// Say how much is encrypted with which key; fail if something cannot be opened
    Check,
}

pub async fn print(mut env: Environment, command: SecretCommand) -> anyhow::Result<()> {
    let keys = Vault::read(&mut env, KEY_VARIABLE);
    match command {
        SecretCommand::Encrypt { host } => {
            env.finish(())?;
            let keys = needed(keys)?;
            let password = io::read_to_string(io::stdin()).context("standard input")?;
            let line = encrypt(&keys, &host, &password)?;
            writeln!(
                io::stderr(),
                "Put this line below [odoo] in hosts/{host}.toml:"
            )?;
            writeln!(io::stdout(), "{line}")?;
        }
        SecretCommand::Rotate | SecretCommand::Check => {
            look(env, keys, matches!(command, SecretCommand::Rotate)).await?;
        }
    }
    Ok(())
}

async fn look(mut env: Environment, odoo: Option<Vault>, writes: bool) -> anyhow::Result<()> {
    let secrets = Vault::read(&mut env, SECRETS_KEY);
    let in_databases = secrets.map(|keys| (keys, Access::read(&mut env, Login::Core)));
    let dir: PathBuf = env.required("ESPEJO_TENANTS_DIR");
    if odoo.is_none() && in_databases.is_none() {
        env.problem(format!("neither {KEY_VARIABLE} nor {SECRETS_KEY} is set"));
    }
    let dir = env.finish(dir)?;
    let mut is_good = true;
    if let Some(keys) = &odoo {
        let tally = files::look(keys, &dir, writes)?;
        writeln!(io::stdout(), "{}", tally.told(keys, "passwords"))?;
        is_good &= tally.problems.is_empty();
    }
    if let Some((keys, access)) = &in_databases {
        let tally = databases::look(keys, (&dir, access), writes).await?;
        writeln!(io::stdout(), "{}", tally.told(keys, "secrets"))?;
        is_good &= tally.problems.is_empty();
    }
    ensure!(is_good, "some secrets have problems");
    Ok(())
}

fn needed(keys: Option<Vault>) -> anyhow::Result<Vault> {
    keys.with_context(|| {
        format!("{KEY_VARIABLE} is missing; `openssl rand -base64 32` makes a key for it")
    })
}

/// The line for the tenant's file.
fn encrypt(keys: &Vault, host: &str, password: &str) -> anyhow::Result<String> {
    tenants::served_file(Path::new(""), host).map_err(|problem| anyhow!(problem))?;
    let password = password.trim_end_matches(['\r', '\n']);
    ensure!(!password.is_empty(), "standard input has no password");
    ensure!(
        !password.contains(['\r', '\n']),
        "standard input has more than one line"
    );
    let text = keys.seal_text(host, password)?;
    Ok(format!("{ENCRYPTED_KEY} = \"{text}\""))
}

/// How much is encrypted with which key.
#[derive(Default)]
pub(crate) struct Tally {
    counts: BTreeMap<KeyId, usize>,
    pub(crate) lines: Vec<String>,
    pub(crate) problems: Vec<String>,
}

impl Tally {
    pub(crate) fn count(&mut self, key: KeyId) {
        *self.counts.entry(key).or_default() += 1;
    }

    /// As long as something cannot be opened, no key is said to be unnecessary.
    fn told(&self, keys: &Vault, what: &str) -> String {
        let mut lines = self.lines.clone();
        lines.extend(self.problems.iter().cloned());
        for (index, id) in keys.key_ids().iter().enumerate() {
            let count = self.counts.get(id).copied().unwrap_or_default();
            let age = if index == 0 { ", the newest" } else { "" };
            let advice = if count == 0 && index > 0 && self.problems.is_empty() {
                ": not needed any more, remove it"
            } else {
                ""
            };
            let name = keys.name();
            lines.push(format!("{name}: key {id}{age}: {count} {what}{advice}"));
        }
        lines.join("\n")
    }
}
