//! Compares the mirror with Odoo, row by row and field by field.

use std::{collections::BTreeMap, fmt, time::Duration};

use rust_decimal::Decimal;
use serde_json::{Map, Value};
use store::catalog::{self, ColumnKind, Model};
use tokio::time::sleep;
use tokio_postgres::{Client, Row};

use crate::{MODELS, Stack};

/// The differences between the mirror of a tenant and Odoo, by model. Equal models are absent.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences(pub BTreeMap<String, Vec<String>>);

impl Differences {
    /// Compares every row of every mirrored model. If this Odoo does not have a model, the mirror
    /// must have no row of it.
    pub async fn find(stack: &Stack, tenant: &str) -> Self {
        let mirror = Mirror::read(stack, tenant).await;
        let mut found = BTreeMap::new();
        for model in MODELS {
            let records = stack.sim.records(tenant, model).unwrap_or_default();
            let of_model = mirror.differences(model, &records).await;
            if !of_model.is_empty() {
                found.insert(model.to_owned(), of_model);
            }
        }
        Self(found)
    }

    pub fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// The number of differences of each model, and the first few.
impl fmt::Display for Differences {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (model, found) in &self.0 {
            let shown = found.iter().take(5).map(String::as_str);
            let shown: Vec<&str> = shown.collect();
            let count = found.len();
            writeln!(formatter, "{model}: {count}: {}", shown.join("; "))?;
        }
        Ok(())
    }
}

/// Panics with the first differences unless every model of the tenant equals Odoo's.
pub async fn assert_mirror_equals(stack: &Stack, tenant: &str) {
    let found = Differences::find(stack, tenant).await;
    assert_eq!(found.count(), 0, "{found}");
}

/// Waits until all runs have ended, and panics unless the mirror of the tenant equals Odoo by our
/// comparison and by that of the services.
pub async fn assert_proved_equal(stack: &Stack, tenant: &str, patience: Duration) {
    let api = stack.api(tenant);
    // A window ends with a whole second of Odoo's clock.
    sleep(Duration::from_millis(2100)).await;
    api.run("incremental", patience).await;
    api.run("verify", patience).await;
    api.wait_idle(patience).await;
    assert_mirror_equals(stack, tenant).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

/// Compares the mirror with these records (JSON lines in the form of `search_read`).
pub async fn differences(stack: &Stack, tenant: &str, model: &str, records: &str) -> Vec<String> {
    Mirror::read(stack, tenant)
        .await
        .differences(model, records)
        .await
}

/// The mirrored tables of a tenant.
struct Mirror {
    client: Client,
    catalog: BTreeMap<String, Model>,
}

impl Mirror {
    async fn read(stack: &Stack, tenant: &str) -> Self {
        // Without the check of the schema: another release may have migrated it.
        let client = stack.tenant(tenant).database.client().await;
        let catalog = catalog::read(&client).await.unwrap();
        Self { client, catalog }
    }

    async fn differences(&self, model: &str, records: &str) -> Vec<String> {
        let model = &self.catalog[model];
        let columns: Vec<_> = model.columns.iter().map(text_of).collect();
        let sql = format!(
            "select id, {} from odoo.{} where _deleted_at is null",
            columns.join(", "),
            model.table
        );
        let rows = self.client.query(&sql, &[]).await.unwrap();
        let mut mirror: BTreeMap<i64, &Row> = rows.iter().map(|row| (row.get(0), row)).collect();
        let mut found = Vec::new();
        for line in records.lines() {
            let record: Map<String, Value> = serde_json::from_str(line).unwrap();
            let id = record["id"].as_i64().unwrap();
            match mirror.remove(&id) {
                None => found.push(format!("{id} is missing")),
                Some(row) => found.extend(compare(model, &record, row)),
            }
        }
        found.extend(mirror.keys().map(|id| format!("{id} is not in Odoo")));
        found
    }
}

fn text_of(column: &catalog::Column) -> String {
    let name = catalog::quoted(&column.name);
    match column.kind {
        ColumnKind::Instant => {
            format!("to_char({name} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')")
        }
        _ => format!("{name}::text"),
    }
}

fn compare(model: &Model, record: &Map<String, Value>, row: &Row) -> Vec<String> {
    let mut found = Vec::new();
    for (at, column) in model.columns.iter().enumerate() {
        let Some(odoo) = record.get(&column.name) else {
            continue;
        };
        let mirror: Option<&str> = row.get(at + 1);
        if !same(column.kind, odoo, mirror) {
            let id = &record["id"];
            found.push(format!(
                "{id}.{}: Odoo {odoo}, mirror {mirror:?}",
                column.name
            ));
        }
    }
    found
}

fn same(kind: ColumnKind, odoo: &Value, mirror: Option<&str>) -> bool {
    match (kind, odoo, mirror) {
        (ColumnKind::Boolean, Value::Bool(odoo), Some(mirror)) => {
            mirror == if *odoo { "true" } else { "false" }
        }
        (ColumnKind::Boolean, _, _) => false,
        (_, Value::Bool(false) | Value::Null, None) => true,
        (ColumnKind::Numeric, Value::Number(odoo), Some(mirror)) => {
            decimal(&odoo.to_string()) == decimal(mirror)
        }
        (ColumnKind::Integer, Value::Number(odoo), Some(mirror)) => odoo.to_string() == mirror,
        (ColumnKind::Json, odoo, Some(mirror)) => {
            serde_json::from_str::<Value>(mirror).is_ok_and(|mirror| mirror == *odoo)
        }
        // Odoo sorts these ids by the other model's order; the mirror sorts them ascending.
        (ColumnKind::Ids, Value::Array(odoo), Some(mirror)) => {
            let mut ids: Vec<_> = odoo.iter().filter_map(Value::as_i64).collect();
            ids.sort_unstable();
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            format!("{{{}}}", ids.join(",")) == mirror
        }
        (_, Value::String(odoo), Some(mirror)) => odoo == mirror,
        _ => false,
    }
}

fn decimal(text: &str) -> Decimal {
    text.parse()
        .or_else(|_| Decimal::from_scientific(text))
        .unwrap()
}
