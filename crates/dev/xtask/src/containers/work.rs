//! What the containers are asked to do: the main job of the demo, and a load during which core-api is
//! restarted.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{containers::stack::Stack, http, messages::say, programs::program, stop::Stop};

/// Each example tenant with its host.
const TENANTS: [(&str, &str); 2] = [("andina", "andina.localhost"), ("pampa", "pampa.localhost")];
const PATIENCE: Duration = Duration::from_mins(5);
const PAUSE: Duration = Duration::from_millis(300);

struct Caller<'a> {
    api: String,
    host: &'a str,
    key: String,
}

/// Loads both mirrors, reads a report, makes an export and downloads it; then restarts core-api while
/// a mirror is loaded again.
pub(crate) fn all(stack: &Stack<'_>, stop: &Stop, programs: &Path) -> Result<()> {
    let mut callers = Vec::new();
    for (name, host) in TENANTS {
        callers.push(Caller {
            api: stack.api(),
            host,
            key: key(stack, name)?,
        });
    }
    let keys: Vec<_> = callers
        .iter()
        .map(|caller| format!("{}={}", caller.host, caller.key))
        .collect();
    let folder = stack.engine.path("demo");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut demo = program(programs.join("demo"));
    demo.env("ESPEJO_DEMO_API", stack.api())
        .env("ESPEJO_DEMO_KEYS", keys.join(" "))
        .env("ESPEJO_DEMO_DIR", &folder);
    stop.run(&mut demo).context("the demo failed")?;
    let caller = callers.first().context("no tenant")?;
    restart_during_a_load(stack, stop, caller)
}

/// A new key, made in the running container.
fn key(stack: &Stack<'_>, tenant: &str) -> Result<String> {
    let name = Stack::container("core-api");
    let mut create = stack.engine.podman();
    create.args(["exec", &name, "/service", "key", "create"]);
    create.args(["--tenant", tenant, "--role", "operator", "--name", "demo"]);
    stack.engine.output(&mut create)
}

fn restart_during_a_load(stack: &Stack<'_>, stop: &Stop, caller: &Caller<'_>) -> Result<()> {
    let asked = caller.send("POST", "/v1/sync-runs", r#"{"kind":"snapshot"}"#)?;
    let id = asked["id"].as_str().context("a run without id")?;
    let run = format!("/v1/sync-runs/{id}");
    caller.wait(stop, &run, |run| run["rows_read"].as_i64() > Some(0))?;
    let begun = Instant::now();
    stack.restart("core-api")?;
    let away = begun.elapsed();
    let state = caller.send("GET", &run, "")?;
    ensure!(
        state["state"] == "running",
        "the load ended before core-api was restarted: {state}"
    );
    let done = caller.wait(stop, &run, |run| run["finished_at"].is_string())?;
    ensure!(
        done["state"] == "done",
        "the load did not survive a restart of core-api: {done}"
    );
    say(format_args!(
        "core-api was restarted during a load and was ready after {:.1} s; the load is done: {} records",
        away.as_secs_f32(),
        done["rows_read"]
    ));
    Ok(())
}

impl Caller<'_> {
    fn send(&self, method: &str, path: &str, json: &str) -> Result<Value> {
        let headers = [
            format!("Host: {}", self.host),
            format!("Authorization: Bearer {}", self.key),
            "Content-Type: application/json".to_owned(),
        ];
        let text = http::send(method, &format!("{}{path}", self.api), &headers, json)?;
        Ok(serde_json::from_str(&text)?)
    }

    /// The answer that `is` accepts.
    fn wait(&self, stop: &Stop, path: &str, is: impl Fn(&Value) -> bool) -> Result<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = self.send("GET", path, "")?;
            if is(&answer) {
                return Ok(answer);
            }
            ensure!(Instant::now() < deadline, "{path} takes too long: {answer}");
            stop.sleep(PAUSE)?;
        }
    }
}
