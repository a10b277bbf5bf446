//! `audit`: whether the record of acts is as it was written.

use std::io::Write as _;

use anyhow::{Context, bail};
use clap::Subcommand;
use settings::Environment;

use super::databases_of;
use crate::{
    audit::verify::{self, Head, Verdict},
    settings::KeySettings,
};

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Compute every hash again; print number and hash of the last row, or fail with the first row
    /// that was changed
    Verify {
        #[arg(long)]
        tenant: String,
        /// What an earlier verify printed, such as 812:9f2c…; finds that the end was cut off
        #[arg(long)]
        expect: Option<String>,
    },
}

pub async fn print(mut env: Environment, command: AuditCommand) -> anyhow::Result<()> {
    let settings = KeySettings::read(&mut env);
    let told = audit(&env.finish(settings)?, command).await?;
    Ok(writeln!(std::io::stdout(), "{told}")?)
}

/// Returns the text to print.
pub async fn audit(settings: &KeySettings, command: AuditCommand) -> anyhow::Result<String> {
    let AuditCommand::Verify { tenant, expect } = command;
    let expected = expect.as_deref().map(parse).transpose()?;
    let databases = databases_of(settings, &tenant)?;
    match verify::verify(&databases.pool(&tenant)?, expected.as_ref()).await? {
        Verdict::Whole(None) => Ok("nothing is recorded yet".to_owned()),
        Verdict::Whole(Some(head)) => Ok(format!("{}:{}", head.number, head.sha256)),
        Verdict::Broken { number, problem } => {
            bail!("row {number} of the audit of {tenant} is not as it was written: {problem}")
        }
    }
}

fn parse(text: &str) -> anyhow::Result<Head> {
    let (number, sha256) = text
        .split_once(':')
        .context("--expect needs number:hash, as verify prints it")?;
    Ok(Head {
        number: number.parse().context("--expect: the number is invalid")?,
        sha256: sha256.to_owned(),
    })
}
