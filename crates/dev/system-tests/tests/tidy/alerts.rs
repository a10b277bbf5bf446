//! Each alert says what to do, and is tested.

use crate::{metrics, tree, verdict};

const RULES: &str = "deploy/prometheus/rules/";
const TESTS: &str = "deploy/prometheus/tests/";
const RUNBOOK: &str = "docs/operations/alerts.md";
const KEYS: [&str; 6] = [
    "expr:",
    "labels: { severity:",
    "annotations:",
    "summary:",
    "description:",
    "runbook:",
];

struct Alert {
    name: String,
    /// The lines of its rule.
    rule: String,
}

fn alerts() -> Vec<Alert> {
    let rules = texts(RULES);
    let alerts: Vec<_> = rules
        .split("- alert: ")
        .skip(1)
        .map(|rule| {
            let (name, rule) = rule.split_once('\n').unwrap();
            Alert {
                name: name.trim().to_owned(),
                rule: rule.to_owned(),
            }
        })
        .collect();
    assert!(alerts.len() > 25, "the alert rules were not found");
    alerts
}

fn texts(folder: &str) -> String {
    tree::paths()
        .iter()
        .filter(|path| path.starts_with(folder))
        .map(|path| tree::read(path))
        .collect()
}

/// The section of a page, from its heading to the next one.
fn section<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("\n### {heading}\n"))?;
    rest.split("\n#").next()
}

#[test]
fn each_alert_says_how_severe_it_is_what_it_means_and_what_to_do() {
    let page = tree::read(RUNBOOK);
    let mut found = Vec::new();
    for Alert { name, rule } in &alerts() {
        let missing = KEYS.iter().filter(|key| !rule.contains(**key));
        found.extend(missing.map(|key| format!("{name}: `{key}` is missing")));
        let link = format!("runbook: {RUNBOOK}#{}\n", name.to_lowercase());
        if !rule.contains(&link) {
            found.push(format!("{name}: `{}` is missing", link.trim()));
        }
        if section(&page, name).is_none_or(|text| text.trim().len() < 100) {
            found.push(format!(
                "{RUNBOOK}: the section {name} is missing or says little"
            ));
        }
    }
    verdict::none(&found, "Complete the rule, or write the section.");
}

#[test]
fn each_section_of_the_runbook_belongs_to_an_alert() {
    let alerts = alerts();
    let found: Vec<_> = tree::read(RUNBOOK)
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .filter(|heading| alerts.iter().all(|alert| alert.name != *heading))
        .map(str::to_owned)
        .collect();
    verdict::none(
        &found,
        "Remove the section, or correct the name of the alert.",
    );
}

#[test]
fn a_unit_test_sees_each_alert_fire() {
    let tests = texts(TESTS);
    let found: Vec<_> = alerts()
        .into_iter()
        .map(|alert| alert.name)
        .filter(|name| {
            let fires = format!("ALERTS{{alertname=\"{name}\", alertstate=\"firing\", ");
            !tests.contains(&fires)
        })
        .collect();
    verdict::none(
        &found,
        "Add a test to deploy/prometheus/tests in which it fires.",
    );
}

#[test]
fn alert_rules_use_only_metrics_that_exist() {
    let expressions: String = alerts()
        .iter()
        .filter_map(|alert| alert.rule.split("labels:").next())
        .collect();
    let found = metrics::unknown_in(&expressions);
    verdict::none(
        &found,
        "No service exports this metric. Correct the name; if it is one of another program, add it \
         to the list in crates/dev/system-tests/tests/tidy/metrics.rs.",
    );
}

/// How the names of metrics end that pages mention. Logins and databases also begin with `espejo_`.
const ENDINGS: [&str; 7] = [
    "_total",
    "_seconds",
    "_bytes",
    "_depth",
    "_consumers",
    "_blocked",
    "_open",
];

#[test]
fn pages_name_only_metrics_that_exist() {
    let exported = metrics::exported();
    let pages = ["docs/operations.md", "docs/security.md"];
    let text = texts("docs/operations/") + &pages.map(tree::read).concat();
    let mut found = metrics::unknown_in(&text);
    found.retain(|name| {
        let is_metric = ENDINGS.iter().any(|ending| name.ends_with(ending));
        // A page names a histogram without the endings of its series.
        is_metric && !exported.contains(&format!("{name}_bucket"))
    });
    verdict::none(&found, "Correct the name of the metric.");
}
