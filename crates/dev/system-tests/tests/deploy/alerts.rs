//! Rules, their unit tests and the configurations of Prometheus and Alertmanager.

use std::process::Command;

use crate::program::{accepts, files, path};

#[test]
fn alert_rules_fire_when_they_should_and_only_then() {
    let rules = files("deploy/prometheus/rules", ".yml");
    accepts(
        Command::new("promtool")
            .args(["check", "rules"])
            .args(rules),
    );
    let tests = files("deploy/prometheus/tests", ".test.yml");
    accepts(Command::new("promtool").args(["test", "rules"]).args(tests));
}

#[test]
fn prometheus_and_alertmanager_accept_their_configurations() {
    for file in ["prometheus.yml", "one-server.yml"] {
        let file = path("deploy/prometheus").join(file);
        accepts(Command::new("promtool").args(["check", "config"]).arg(file));
    }
    let file = path("deploy/prometheus/alertmanager.yml");
    accepts(Command::new("amtool").arg("check-config").arg(file));
}
