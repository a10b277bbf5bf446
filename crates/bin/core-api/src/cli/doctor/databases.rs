//! A tenant's database: sign-in, schema, clock, time zone, logins and their rights, connections.

use jiff::Timestamp;
use lifecycle::doctor::Finding;
use sql::queries::core_api::cli::doctor::read as statements;
use store::{Error, Object, logins::Login};
use tenants::Tenant;

use crate::{
    cli::database_of,
    settings::{Connections, Settings},
};

const DATABASE: &str = "database";
const RIGHTS: &str = "database rights";
const MIGRATE: &str = "Run `core-api migrate`: it makes the logins and sets their rights.";

/// Leases go by the clock of the database, second factors by that of this machine.
const SMALL_DIFFERENCE: u64 = 2;
const LARGE_DIFFERENCE: u64 = 30;

pub(super) async fn examine(settings: &Settings, tenant: &Tenant) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(error) = all(settings, tenant, &mut findings).await {
        findings.push(failed(&error));
    }
    findings
}

async fn all(
    settings: &Settings,
    tenant: &Tenant,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    let databases = match database_of(&settings.databases, tenant) {
        Ok(databases) => databases,
        Err(error) => {
            let advice = "Correct ESPEJO_DATABASE_URL.";
            findings.push(Finding::fail(DATABASE, format!("{error:#}"), advice));
            return Ok(());
        }
    };
    let client = databases.pool(&tenant.name)?.get().await?;
    let server = statements::server().bind(&*client).one().await?;
    let found = format!(
        "{} on PostgreSQL {}, with the schema of this release",
        tenant.database.name, server.version
    );
    findings.push(Finding::ok(DATABASE, found));
    if server.is_superuser {
        let advice = "A login of core-api must not be a superuser: `alter role … nosuperuser`.";
        findings.push(Finding::fail(RIGHTS, "the login may do everything", advice));
    }
    findings.push(clock(server.now));
    findings.push(connections(
        settings.connections,
        (server.most, server.reserved, server.others),
    ));
    let zone = tenant.time_zone_name();
    if !statements::has_zone().bind(&*client, &zone).one().await? {
        let found = format!("PostgreSQL does not know {zone}");
        let advice = "Install the time zones on its machine (package tzdata), and restart it.";
        findings.push(Finding::fail("time zone", found, advice));
    }
    findings.extend(rights(&client, tenant).await?);
    Ok(())
}

fn failed(error: &Error) -> Finding {
    Finding::fail(DATABASE, error, error.hint())
}

fn clock(database: Timestamp) -> Finding {
    Finding::clock(
        "database clock",
        database,
        (SMALL_DIFFERENCE, LARGE_DIFFERENCE),
    )
}

/// Whether the budget of core-api fits beside the connections of others.
fn connections(own: Connections, (most, reserved, others): (i32, i32, i64)) -> Finding {
    const CHECK: &str = "connections";
    let own = own.reports + own.intake + own.access;
    let wanted = i64::try_from(own).unwrap_or(i64::MAX);
    let places = i64::from(most) - i64::from(reserved);
    let found = format!("{own} for core-api and {others} of others now, of {places}");
    let advice = format!(
        "Set max_connections of PostgreSQL to {} or more, or lower ESPEJO_DATABASE_CONNECTIONS of \
         the services.",
        wanted
            .saturating_add(others)
            .saturating_add(i64::from(reserved) + 10)
    );
    if wanted > places {
        Finding::fail(CHECK, found, advice)
    } else if wanted.saturating_add(others) > places {
        Finding::warn(CHECK, found, advice)
    } else {
        Finding::ok(CHECK, found)
    }
}

/// What each service may read in this database.
async fn rights(client: &Object, tenant: &Tenant) -> Result<Vec<Finding>, Error> {
    let names = Login::ALL.map(|login| login.name(&tenant.database.name));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let there = statements::logins().bind(client, &names).all().await?;
    let mut findings = Vec::new();
    for login in Login::ALL {
        let name = login.name(&tenant.database.name);
        if !there.contains(&name) {
            let found = format!("there is no login {name}");
            findings.push(Finding::fail(RIGHTS, found, MIGRATE));
            continue;
        }
        let closed = closed_to(client, login, &name).await?;
        if closed > 0 {
            let found = format!("{name} may not read {closed} tables that it needs");
            findings.push(Finding::fail(RIGHTS, found, MIGRATE));
        }
    }
    if findings.is_empty() {
        findings.push(Finding::ok(
            RIGHTS,
            "each service has its login and may read",
        ));
    }
    Ok(findings)
}

async fn closed_to(client: &Object, login: Login, name: &str) -> Result<i64, Error> {
    let schemas: &[&str] = match login {
        Login::Core | Login::Export => &["odoo", "report"],
        Login::Scheduler => {
            let reads = statements::reads_schedules()
                .bind(client, &name)
                .one()
                .await?;
            return Ok(i64::from(!reads));
        }
    };
    Ok(statements::closed_to()
        .bind(client, &schemas, &name)
        .one()
        .await?)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use lifecycle::doctor::Verdict;

    use lifecycle::clock;

    use super::*;

    #[test]
    fn the_budget_must_fit_beside_the_others() {
        let own = Connections {
            reports: 24,
            intake: 12,
            access: 4,
        };
        let verdict = |most, others| connections(own, (most, 3, others)).verdict;
        assert_eq!(verdict(100, 20), Verdict::Ok);
        assert_eq!(verdict(100, 60), Verdict::Warn);
        assert_eq!(verdict(40, 0), Verdict::Fail);
        let advice = connections(own, (40, 3, 5)).advice.unwrap();
        assert!(
            advice.contains("max_connections of PostgreSQL to 58"),
            "{advice}"
        );
    }

    #[test]
    fn a_clock_that_differs_is_told() {
        let verdict = |seconds: i64| clock(clock::now() + seconds.seconds()).verdict;
        assert_eq!(verdict(0), Verdict::Ok);
        assert_eq!(verdict(-10), Verdict::Warn);
        assert_eq!(verdict(90), Verdict::Fail);
    }
}
