//! `export-worker doctor`: whether this process could read the databases, send mails and set every
//! script in PDFs.

use lifecycle::doctor::Finding;
use process::doctor::{self, Request};
use store::Databases;
use tenants::Tenant;

use crate::{SERVICE, Settings, formats, mail};

pub async fn examine(settings: Settings, request: &Request) -> Vec<Finding> {
    let accept = |tenant: &Tenant| mail::accept(tenant, settings.mail.as_ref());
    let (tenants, mut findings) = doctor::tenants(&settings.tenants_dir, request, accept);
    let broker = bus::Settings::following(settings.broker_url.clone(), SERVICE);
    findings.extend(bus::examine(broker.trusting(settings.trust.clone())).await);
    findings.push(mail::examine(settings.mail.as_ref()).await);
    findings.extend(fonts());
    for tenant in tenants {
        let database = database(&settings, &tenant).await;
        findings.push(database.of(&tenant.host));
    }
    findings
}

async fn database(settings: &Settings, tenant: &Tenant) -> Finding {
    const CHECK: &str = "database";
    let names = [(tenant.name.clone(), tenant.database.clone())];
    let connected = async {
        let databases = Databases::new(&settings.databases, names, SERVICE, 1)?;
        databases.pool(&tenant.name)?.get().await.map(drop)
    };
    match connected.await {
        Ok(()) => Finding::ok(CHECK, format!("{} can be read", tenant.database.name)),
        Err(error) => Finding::fail(CHECK, &error, error.hint()),
    }
}

fn fonts() -> Vec<Finding> {
    const CHECK: &str = "fonts";
    let missing = formats::paper::font::missing();
    if missing.is_empty() {
        return vec![Finding::ok(CHECK, "there are fonts for all scripts")];
    }
    let finding = |(scripts, package): &(&str, &str)| {
        let found = format!("there is no font for {scripts}: PDFs show boxes instead");
        Finding::warn(CHECK, found, format!("Install the package {package}."))
    };
    missing.iter().map(finding).collect()
}
