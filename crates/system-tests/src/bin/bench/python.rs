//! The Python peer of a sync: pages by `xmlrpc.client`, rows by psycopg2's `execute_values`.
//! Runs only where psycopg2 is installed; `ESPEJO_BENCH_PYTHON` names another interpreter.

use std::{
    io::Write,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use settings::Environment;
use store::catalog::Model;

use crate::peers::BATCH;

const SCRIPT: &str = include_str!("../../../benches/python_etl.py");

/// What a run of the script came to.
pub(crate) struct Loaded {
    pub(crate) records: u64,
    pub(crate) wall: Duration,
    /// Of the script alone.
    pub(crate) cpu: Duration,
}

/// The interpreter, if it has psycopg2.
pub(crate) fn interpreter() -> Option<String> {
    let mut environment = Environment::of_process();
    let python = environment.or("ESPEJO_BENCH_PYTHON", "python3".to_owned());
    let found = Command::new(&python)
        .args(["-c", "import psycopg2.extras"])
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success()).then_some(python)
}

/// Copies the models into the database's empty tables. Blocks until it is done.
pub(crate) fn load(python: &str, odoo: &str, database: &str, models: &[Model]) -> Result<Loaded> {
    let models: Vec<Value> = models
        .iter()
        .map(|model| json!({ "model": model.name, "table": model.table, "fields": model.fields() }))
        .collect();
    let order = json!({
        "url": odoo, "database": "andina", "user": "bot", "password": "secret",
        "dsn": database, "page": BATCH, "models": models,
    });
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("no way to the script")?;
    input.write_all(order.to_string().as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "the script failed");
    let said: Value = serde_json::from_slice(&output.stdout)?;
    let time = |name: &str| Duration::from_secs_f64(said[name].as_f64().unwrap_or_default());
    Ok(Loaded {
        records: said["records"].as_u64().unwrap_or_default(),
        wall: time("seconds"),
        cpu: time("cpu"),
    })
}
