//! The command `doctor` of a service: what it reads, what every service checks, and how the findings
//! are printed.

use std::{io::Write as _, path::Path, sync::Arc};

use anyhow::{Result, bail, ensure};
use lifecycle::doctor::{Finding, Verdict};
use serde_json::json;
use settings::Environment;
use tenants::{Tenant, Tenants};

/// The arguments of the command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Only this tenant.
    pub host: Option<String>,
    pub json: bool,
}

impl Request {
    /// What follows `doctor`: `--host <host>` and `--json`.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let mut request = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match (argument.as_str(), argument.strip_prefix("--host=")) {
                ("--json", _) => request.json = true,
                (_, Some(host)) => request.host = Some(host.to_owned()),
                ("--host", _) => match arguments.next() {
                    Some(host) => request.host = Some(host),
                    None => bail!("--host needs a host name"),
                },
                _ => bail!("`{argument}` is unknown; doctor takes `--host <host>` and `--json`"),
            }
        }
        Ok(request)
    }
}

/// The settings, or a finding for each problem.
pub fn settings<S>(
    mut env: Environment,
    read: impl FnOnce(&mut Environment) -> S,
) -> Result<S, Vec<Finding>> {
    let settings = read(&mut env);
    let advice = "Set the variable where this service runs; .env.example explains each one.";
    env.finish(settings).map_err(|problems| {
        let problem = |problem: &str| Finding::fail("settings", problem, advice);
        problems.iter().map(problem).collect()
    })
}

/// The tenants that can be served, and what is wrong with files. `accept` is what the service itself
/// checks.
pub fn tenants(
    dir: &Path,
    request: &Request,
    accept: impl Fn(&Tenant) -> Result<(), String>,
) -> (Vec<Arc<Tenant>>, Vec<Finding>) {
    const CHECK: &str = "tenants";
    let wanted = |host: &str| request.host.as_deref().is_none_or(|only| only == host);
    let (all, bases) = match Tenants::check(dir, accept) {
        Ok(checked) => checked,
        Err(error) => {
            let advice = "Set ESPEJO_TENANTS_DIR to the folder with base.toml and hosts/.";
            return (Vec::new(), vec![Finding::fail(CHECK, error, advice)]);
        }
    };
    let advice = "Correct the file; `core-api tenants check` reads it as the services do.";
    let mut findings = Vec::new();
    for (host, problems) in all.faults().iter().filter(|(host, _)| wanted(host)) {
        let problems = problems.iter();
        findings.extend(problems.map(|problem| Finding::fail(CHECK, problem, advice).of(host)));
    }
    let of_bases = bases.values().flatten();
    findings.extend(of_bases.map(|problem| Finding::fail(CHECK, problem, advice)));
    let good: Vec<_> = all
        .iter()
        .filter(|tenant| wanted(&tenant.host))
        .cloned()
        .collect();
    if good.is_empty() && findings.is_empty() {
        let known: Vec<_> = all.hosts().into_iter().collect();
        let found = match &request.host {
            Some(host) => format!("{host} is not served; known: {}", known.join(", ")),
            None => "there is no tenant".to_owned(),
        };
        let advice = "`core-api tenants create` makes a tenant, `resume` serves a suspended one.";
        findings.push(Finding::fail(CHECK, found, advice));
    } else if !good.is_empty() {
        let found = format!("{} can be served", good.len());
        findings.push(Finding::ok(CHECK, found));
    }
    (good, findings)
}

/// Prints the findings. Fails if one of them is a failure.
pub fn print(service: &str, findings: &[Finding], request: &Request) -> Result<()> {
    let count = |verdict| {
        let findings = findings.iter();
        findings.filter(|it| it.verdict == verdict).count()
    };
    let (failed, warned) = (count(Verdict::Fail), count(Verdict::Warn));
    let text = if request.json {
        let findings: Vec<_> = findings.iter().map(as_json).collect();
        let all = json!({
            "service": service, "failed": failed, "warned": warned, "findings": findings,
        });
        format!("{all:#}")
    } else {
        let mut lines: Vec<_> = findings.iter().map(as_text).collect();
        lines.push(format!(
            "{} checks: {failed} failed, {warned} warnings",
            findings.len()
        ));
        lines.join("\n")
    };
    writeln!(std::io::stdout(), "{text}")?;
    ensure!(failed == 0, "{failed} checks failed");
    Ok(())
}

fn as_json(finding: &Finding) -> serde_json::Value {
    json!({
        "verdict": finding.verdict.as_str(),
        "check": finding.check,
        "host": finding.host,
        "found": finding.found,
        "advice": finding.advice,
    })
}

fn as_text(finding: &Finding) -> String {
    let verdict = finding.verdict.as_str();
    let host = finding.host.as_ref();
    let host = host.map(|host| format!("{host}: ")).unwrap_or_default();
    let advice = finding.advice.as_ref();
    let advice = advice.map(|advice| format!("\n      {advice}"));
    format!(
        "{verdict:<5} {}: {host}{}{}",
        finding.check,
        finding.found,
        advice.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Request> {
        Request::parse(arguments.iter().map(ToString::to_string))
    }

    #[test]
    fn the_arguments_are_a_host_and_json() {
        let of = |host: Option<&str>, json| Request {
            host: host.map(str::to_owned),
            json,
        };
        assert_eq!(parse(&[]).unwrap(), of(None, false));
        assert_eq!(
            parse(&["--json", "--host", "a.b"]).unwrap(),
            of(Some("a.b"), true)
        );
        assert_eq!(parse(&["--host=a.b"]).unwrap(), of(Some("a.b"), false));
        assert!(parse(&["--host"]).is_err());
        assert!(parse(&["a.b"]).is_err());
    }

    #[test]
    fn a_failure_fails_the_command_and_a_warning_does_not() {
        let request = Request::default();
        let (ok, warning) = (Finding::ok("a", "b"), Finding::warn("a", "b", "c"));
        assert!(print("core-api", &[ok, warning.clone()], &request).is_ok());
        let failure = Finding::fail("a", "b", "do this").of("a.b");
        assert_eq!(as_text(&failure), "fail  a: a.b: b\n      do this");
        assert_eq!(as_json(&failure)["advice"], "do this");
        let failed = print("core-api", &[warning, failure], &request).unwrap_err();
        assert_eq!(failed.to_string(), "1 checks failed");
    }
}
