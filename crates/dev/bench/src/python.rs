//! The Python baselines. Sync: pages by `xmlrpc.client` and rows by psycopg2's `execute_values`.
//! Export: XlsxWriter and openpyxl over psycopg2's cursor. They run only if their modules are
//! installed; `ESPEJO_BENCH_PYTHON` names another interpreter.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use settings::Environment;
use store::catalog::Model;

use crate::peers::BATCH;

const ETL: &str = include_str!("../python/python_etl.py");
const SPREADSHEET: &str = include_str!("../python/python_xlsx.py");

/// The result of a script run.
pub(crate) struct Ran {
    pub(crate) records: u64,
    pub(crate) wall: Duration,
    /// Of the script's process only.
    pub(crate) cpu: Duration,
    pub(crate) memory: u64,
    pub(crate) bytes: u64,
}

/// The interpreter, if these modules are installed.
pub(crate) fn interpreter(modules: &str) -> Option<String> {
    let mut environment = Environment::of_process();
    let python = environment.or("ESPEJO_BENCH_PYTHON", "python3".to_owned());
    let found = Command::new(&python)
        .args(["-c", &format!("import {modules}")])
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success()).then_some(python)
}

/// Copies the models into the database's empty tables. Blocks until it is done.
pub(crate) fn load(python: &str, odoo: &str, database: &str, models: &[Model]) -> Result<Ran> {
    let models: Vec<Value> = models
        .iter()
        .map(|model| json!({ "model": model.name, "table": model.table, "fields": model.fields() }))
        .collect();
    let order = json!({
        "url": odoo, "database": "andina", "user": "bot", "password": "secret",
        "dsn": database, "page": BATCH, "models": models,
    });
    run(python, ETL, &order)
}

/// Writes the rows of a select into a file by `xlsxwriter` or `openpyxl`. Blocks until it is done.
pub(crate) fn spreadsheet(
    python: &str,
    library: &str,
    database: &str,
    select: &str,
    file: &Path,
) -> Result<Ran> {
    let order = json!({ "library": library, "dsn": database, "select": select, "file": file });
    run(python, SPREADSHEET, &order)
}

fn run(python: &str, script: &str, order: &Value) -> Result<Ran> {
    let mut child = Command::new(python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("no standard input")?;
    input.write_all(order.to_string().as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "the script failed");
    let said: Value = serde_json::from_slice(&output.stdout)?;
    let time = |name: &str| Duration::from_secs_f64(said[name].as_f64().unwrap_or_default());
    let count = |name: &str| said[name].as_u64().unwrap_or_default();
    Ok(Ran {
        records: count("records"),
        wall: time("seconds"),
        cpu: time("cpu"),
        memory: count("memory"),
        bytes: count("bytes"),
    })
}
