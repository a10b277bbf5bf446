//! The records of a real Odoo 17, loaded as a mirror of it would hold them.

use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::world::World;

const MODELS: [&str; 10] = [
    "account.account",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "l10n_latam.document.type",
    "res.company",
    "res.currency",
    "res.partner",
    "res.users",
];

pub(crate) struct Recording {
    pub(crate) world: World,
    folder: PathBuf,
}

/// None, and a word about it, where the recordings are absent.
pub(crate) async fn recording() -> Option<Recording> {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../../shared/odoo17"
    ));
    if !folder.is_dir() {
        println!("skipped: the recordings of Odoo 17 are not here");
        return None;
    }
    let recording = Recording {
        world: World::create().await,
        folder,
    };
    for model in MODELS {
        recording.load(model).await;
    }
    recording.world.run("analyze").await;
    Some(recording)
}

impl Recording {
    pub(crate) fn records(&self, model: &str) -> Vec<Value> {
        let path = self.folder.join(format!("records/{model}.jsonl.gz"));
        let mut text = String::new();
        flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap())
            .read_to_string(&mut text)
            .unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    pub(crate) fn truth(&self, name: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.join("truth").join(name)).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// What Odoo has on accounts of the type in company 2 on 2026-11-22.
    pub(crate) fn closing_of(&self, account_type: &str) -> Decimal {
        let accounts = self.records("account.account");
        let is_of_type = |code: &Value| {
            let mut same = accounts.iter().filter(|account| account["code"] == *code);
            same.any(|account| account["account_type"] == account_type)
        };
        self.truth("trial-balance-company2-2026-01-01-to-2026-11-22.json")
            .iter()
            .filter(|row| is_of_type(&row["code"]))
            .map(|row| row["closing"].to_string().parse::<Decimal>().unwrap())
            .sum()
    }

    async fn load(&self, model: &str) {
        let table = model.replace('.', "_");
        let types = self.column_types(&table).await;
        let mut records = self.records(model);
        for record in &mut records {
            let fields = record.as_object_mut().unwrap();
            fields.retain(|field, _| types.contains_key(field));
            for (field, value) in fields {
                // Odoo says false for "empty" in every type but boolean.
                if *value == Value::Bool(false) && types[field] != "boolean" {
                    *value = Value::Null;
                }
            }
        }
        self.world.insert(&table, Value::Array(records)).await;
    }

    async fn column_types(&self, table: &str) -> HashMap<String, String> {
        let statement = "select column_name::text, data_type::text from information_schema.columns
                         where table_schema = 'odoo' and table_name = $1";
        let rows = self.world.admin.query(statement, &[&table]).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }
}
