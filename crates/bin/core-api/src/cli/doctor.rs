//! `doctor`: checks what core-api needs, and says what to do about it. It changes nothing but a small
//! file that it removes again.

mod databases;
mod places;

use clap::Args;
use lifecycle::doctor::Finding;
use process::doctor::{self, Request};
use settings::Environment;

use crate::{app, settings::Settings, writing::SERVICE};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Only this tenant
    #[arg(long)]
    host: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints the findings. Fails if one of them is a failure.
pub async fn print(env: Environment, arguments: Arguments) -> anyhow::Result<()> {
    let Arguments { host, json } = arguments;
    let request = &Request { host, json };
    let findings = match doctor::settings(env, Settings::read) {
        Ok(settings) => examine(&settings, request).await,
        Err(findings) => findings,
    };
    doctor::print(SERVICE, &findings, request)
}

async fn examine(settings: &Settings, request: &Request) -> Vec<Finding> {
    let (tenants, mut findings) = doctor::tenants(&settings.tenants_dir, request, app::accept);
    findings.extend(places::keys(settings));
    findings.extend(places::files(&settings.files).await);
    findings.extend(bus::examine(app::broker(settings)).await);
    for tenant in &tenants {
        let mut found = vec![places::name(tenant).await];
        found.extend(databases::examine(settings, tenant).await);
        findings.extend(found.into_iter().map(|finding| finding.of(&tenant.host)));
    }
    findings
}
