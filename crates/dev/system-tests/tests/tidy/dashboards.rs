//! The dashboards for Grafana: complete, and about metrics that exist.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{metrics, tree, verdict};

const FOLDER: &str = "deploy/grafana/dashboards/";
const SUBJECTS: [&str; 7] = [
    "broker", "database", "exports", "overview", "reports", "sync", "tenant",
];
/// The columns of Grafana's grid.
const COLUMNS: u64 = 24;

fn dashboards() -> Vec<(&'static str, Value)> {
    let parsed = |subject| {
        let text = tree::read(&format!("{FOLDER}{subject}.json"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{subject}: {error}"))
    };
    SUBJECTS.map(|subject| (subject, parsed(subject))).into()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).unwrap()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_default()
}

#[test]
fn there_is_a_dashboard_for_each_subject() {
    let paths = tree::paths();
    let files: Vec<_> = paths
        .iter()
        .filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(".json"))
        .collect();
    assert_eq!(files, SUBJECTS);
    for (subject, dashboard) in dashboards() {
        assert_eq!(text(&dashboard, "/uid"), format!("espejo-{subject}"));
        assert_eq!(text(&dashboard, "/title"), format!("Espejo: {subject}"));
        assert_eq!(list(&dashboard, "/tags"), ["espejo"]);
        assert!(text(&dashboard, "/description").ends_with('.'));
    }
}

#[test]
fn each_panel_has_a_title_a_unit_a_query_and_the_chosen_data_source() {
    let mut found = Vec::new();
    for (subject, dashboard) in dashboards() {
        let mut titles = BTreeSet::new();
        for panel in list(&dashboard, "/panels") {
            let title = text(panel, "/title");
            let mut wrong = |what: &str| found.push(format!("{subject}: {title}: {what}"));
            if title.is_empty() || !titles.insert(title) {
                wrong("the title is empty or not the only one");
            }
            if text(panel, "/fieldConfig/defaults/unit").is_empty() {
                wrong("no unit");
            }
            if text(panel, "/datasource/uid") != "${datasource}" {
                wrong("a data source of its own");
            }
            let targets = list(panel, "/targets");
            let is_complete = |target: &Value| {
                !text(target, "/expr").is_empty() && !text(target, "/legendFormat").is_empty()
            };
            if targets.is_empty() || !targets.iter().all(is_complete) {
                wrong("a query or its legend is missing");
            }
            if targets
                .iter()
                .any(|target| target.get("datasource").is_some())
            {
                wrong("a query with a data source of its own");
            }
        }
    }
    verdict::none(&found, "Correct the panel.");
}

#[test]
fn panels_do_not_overlap() {
    let mut found = Vec::new();
    for (subject, dashboard) in dashboards() {
        let mut taken = BTreeSet::new();
        for panel in list(&dashboard, "/panels") {
            let side = |name: &str| panel["gridPos"][name].as_u64().unwrap();
            let (x, y) = (side("x"), side("y"));
            let cells = (x..x + side("w")).flat_map(|x| (y..y + side("h")).map(move |y| (x, y)));
            let cells: Vec<_> = cells.collect();
            let outside = cells.iter().any(|(x, _)| *x >= COLUMNS);
            if outside || !cells.into_iter().all(|cell| taken.insert(cell)) {
                found.push(format!("{subject}: {}", text(panel, "/title")));
            }
        }
    }
    verdict::none(&found, "Move the panel: `gridPos`.");
}

#[test]
fn dashboards_use_only_metrics_and_variables_that_exist() {
    let mut found = Vec::new();
    for (subject, dashboard) in dashboards() {
        let variables: Vec<_> = list(&dashboard, "/templating/list")
            .iter()
            .map(|variable| text(variable, "/name"))
            .collect();
        assert_eq!(variables[0], "datasource", "{subject}");
        let queries: String = list(&dashboard, "/panels")
            .iter()
            .flat_map(|panel| list(panel, "/targets"))
            .map(|target| text(target, "/expr").to_owned() + "\n")
            .collect();
        let unknown = metrics::unknown_in(&queries);
        found.extend(unknown.iter().map(|name| format!("{subject}: {name}")));
        let uses_tenant = queries.contains("$tenant");
        if uses_tenant != variables.contains(&"tenant") {
            found.push(format!("{subject}: the variable `tenant`"));
        }
    }
    verdict::none(
        &found,
        "Correct the name, or add the metric of another program to the list in \
         crates/dev/system-tests/tests/tidy/metrics.rs.",
    );
}

#[test]
fn the_overview_leads_from_times_to_traces() {
    let overview = tree::read(&format!("{FOLDER}overview.json"));
    assert!(overview.contains("\"exemplar\": true"));
    let sources = tree::read("deploy/grafana/provisioning/datasources/espejo.yml");
    assert!(sources.contains("{ name: trace_id, datasourceUid: jaeger }"));
    assert!(sources.contains("uid: jaeger\n    type: jaeger"));
}
