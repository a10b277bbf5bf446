//! `scheduler doctor`: whether this process could read the schedules and reach the broker.

use lifecycle::doctor::Finding;
use process::doctor::{self, Request};
use store::Databases;
use tenants::Tenant;

use crate::{SERVICE, Settings};

pub async fn examine(settings: Settings, request: &Request) -> Vec<Finding> {
    let (tenants, mut findings) = doctor::tenants(&settings.tenants_dir, request, |_| Ok(()));
    let broker = bus::Settings::following(settings.broker_url.clone(), SERVICE);
    findings.extend(bus::examine(broker.trusting(settings.trust.clone())).await);
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
