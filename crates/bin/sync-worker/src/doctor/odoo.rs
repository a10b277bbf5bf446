//! A tenant's Odoo: name, certificate, sign-in, version, clock, companies, and the right to read each
//! model.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use lifecycle::{clock, doctor::Finding};
use odoo::{Connection, Context, Domain, Error, Session};
use tenants::Tenant;
use vault::Vault;

use crate::{
    failure::{BESIDE_ACCOUNTING, Failure, chain},
    source,
};

const ADDRESS: &str = "odoo address";
const SIGN_IN: &str = "odoo sign-in";
const COMPANIES: &str = "odoo companies";
const MODEL: &str = "odoo models";

/// A person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Certificates are usually renewed a month before they end.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Odoo tells whole seconds, and the answer takes time.
const SMALL_DIFFERENCE: u64 = 5;
const LARGE_DIFFERENCE: u64 = 300;

pub(crate) async fn examine(tenant: &Tenant, keys: Option<&Vault>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A check that fails says why those after it are missing.
    let _ = all(tenant, keys, &mut findings).await;
    findings
}

/// `Err`: the checks that follow have no sense.
async fn all(tenant: &Tenant, keys: Option<&Vault>, findings: &mut Vec<Finding>) -> Result<(), ()> {
    let connection = source::connection(&tenant.odoo, keys).await;
    let mut connection = connection.map_err(|failure| findings.push(told(SIGN_IN, &failure)))?;
    connection.timeout = connection.timeout.min(PATIENCE);
    address(&connection, findings).await?;
    let session = Session::open(connection).await;
    let session = session.map_err(|error| findings.push(failed(SIGN_IN, &error)))?;
    findings.push(Finding::ok(
        SIGN_IN,
        format!("{} signs in with {}", tenant.odoo.user, session.protocol()),
    ));
    findings.push(version(&session));
    findings.extend(session.server_time().map(clock));
    let user = session.user().await;
    let user = user.map_err(|error| findings.push(failed(COMPANIES, &error)))?;
    let configured = &tenant.odoo.company_ids;
    findings.push(companies(configured, &user.companies));
    let context = Context {
        language: tenant.odoo.language.clone(),
        company_ids: Vec::new(),
    };
    models(&session, &context, &crate::models::of(tenant), findings).await;
    Ok(())
}

async fn address(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), ()> {
    let place = connection.host_and_port();
    let (host, port) = place.map_err(|error| findings.push(failed(ADDRESS, &error)))?;
    let found = tokio::net::lookup_host((host.as_str(), port)).await;
    let found = found.map(|mut addresses| addresses.next());
    let Ok(Some(at)) = found else {
        let found = format!("the name {host} has no address");
        let advice = "Correct odoo.url in the tenant's file, or the DNS that this machine asks.";
        findings.push(Finding::fail(ADDRESS, found, advice));
        return Err(());
    };
    match connection.certificate_until().await {
        Ok(Some(until)) => findings.push(certificate(&host, until)),
        Ok(None) if at.ip().is_loopback() => {
            findings.push(Finding::ok(ADDRESS, format!("{host} is this machine")));
        }
        Ok(None) => {
            let found = format!("{host} at {} without TLS", at.ip());
            let advice = "The password and the books cross the network unencrypted: use https in \
                          odoo.url.";
            findings.push(Finding::warn(ADDRESS, found, advice));
        }
        Err(error) => {
            findings.push(failed(ADDRESS, &error));
            return Err(());
        }
    }
    Ok(())
}

fn certificate(host: &str, until: Timestamp) -> Finding {
    let left = until.duration_since(clock::now());
    let found = format!(
        "the certificate of {host} is valid for {} more days",
        left.as_hours() / 24
    );
    if left > SOON {
        return Finding::ok(ADDRESS, found);
    }
    let advice = "Renew it now: from its last day on, every run fails.";
    Finding::warn(ADDRESS, found, advice)
}

fn version(session: &Session) -> Finding {
    const CHECK: &str = "odoo version";
    let (version, dialect) = (session.version(), session.dialect());
    if dialect.is_of(version) {
        return Finding::ok(CHECK, &version.full);
    }
    let (full, read_as) = (&version.full, dialect.major);
    let found = format!("{full} is not known; it is read as Odoo {read_as}");
    Finding::warn(
        CHECK,
        found,
        "Run a verify after the first load, and look at its proof.",
    )
}

fn clock(odoo: Timestamp) -> Finding {
    Finding::clock("odoo clock", odoo, (SMALL_DIFFERENCE, LARGE_DIFFERENCE))
}

fn companies(configured: &[i64], allowed: &[i64]) -> Finding {
    let missing: Vec<_> = configured
        .iter()
        .filter(|id| !allowed.contains(id))
        .collect();
    if !missing.is_empty() {
        let found = format!("the user may see {allowed:?}, but not {missing:?}");
        let advice =
            "Allow the user these companies in Odoo, or remove them from odoo.company_ids.";
        return Finding::fail(COMPANIES, found, advice);
    }
    if allowed.is_empty() {
        let advice = "Allow the user the companies whose books are mirrored.";
        return Finding::fail(COMPANIES, "the user may see none", advice);
    }
    let read = if configured.is_empty() {
        allowed
    } else {
        configured
    };
    Finding::ok(COMPANIES, format!("{read:?} of {allowed:?}"))
}

/// Each model that cannot be read, and how many can.
async fn models(session: &Session, context: &Context, names: &[&str], findings: &mut Vec<Finding>) {
    let (mut readable, mut absent) = (0, Vec::new());
    for model in names {
        match session.max_id(model, &Domain::all(), context).await {
            Ok(_) => readable += 1,
            Err(Error::UnknownModel { .. }) => absent.push(*model),
            Err(error @ Error::AccessRights { .. }) if BESIDE_ACCOUNTING.contains(model) => {
                let found = format!("{model}: {}", chain(&error));
                let advice = "It is left out. Give the user the right to read it if its figures are \
                              wanted.";
                findings.push(Finding::warn(MODEL, found, advice));
            }
            Err(error) => {
                let found = format!("{model}: {}", chain(&error));
                findings.push(Finding::fail(MODEL, found, error.hint()));
            }
        }
    }
    let mut found = format!("{readable} of {} can be read", names.len());
    if !absent.is_empty() {
        found = format!("{found}; this Odoo does not have {}", absent.join(", "));
    }
    findings.push(Finding::ok(MODEL, found));
}

fn told(check: &'static str, failure: &Failure) -> Finding {
    Finding::fail(check, &failure.detail, failure.hint.clone())
}

fn failed(check: &'static str, error: &Error) -> Finding {
    Finding::fail(check, chain(error), error.hint())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use lifecycle::doctor::Verdict;

    use super::*;

    #[test]
    fn clocks_that_differ_are_a_warning_and_then_a_failure() {
        let verdict = |seconds: i64| clock(clock::now() + seconds.seconds()).verdict;
        assert_eq!(verdict(0), Verdict::Ok);
        assert_eq!(verdict(-60), Verdict::Warn);
        assert_eq!(verdict(60), Verdict::Warn);
        assert_eq!(verdict(-3_600), Verdict::Fail);
        assert_eq!(verdict(3_600), Verdict::Fail);
    }

    #[test]
    fn a_certificate_that_ends_soon_is_a_warning() {
        let verdict = |days: i64| certificate("a", clock::now() + (days * 24).hours()).verdict;
        assert_eq!(verdict(90), Verdict::Ok);
        assert_eq!(verdict(3), Verdict::Warn);
    }

    #[test]
    fn companies_must_be_visible_to_the_user() {
        assert_eq!(companies(&[], &[1, 2]).found, "[1, 2] of [1, 2]");
        assert_eq!(companies(&[2], &[1, 2]).found, "[2] of [1, 2]");
        assert_eq!(companies(&[], &[]).verdict, Verdict::Fail);
        let missing = companies(&[2, 7], &[1, 2]);
        assert_eq!(missing.verdict, Verdict::Fail);
        assert!(missing.found.contains("not [7]"), "{}", missing.found);
    }
}
