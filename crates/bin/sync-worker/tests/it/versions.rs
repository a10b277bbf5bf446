//! The same runs against each version of Odoo: what a version says differently reaches the mirror in
//! one form, and what it lacks is named and stops nothing.

use std::time::Duration;

use contracts::sync::{ModelRequest, PartKind, SyncBatch};
use jiff::Timestamp;
use lifecycle::clock;
use odoo_sim::{ChangeKind, Changes, Database, Fault, FaultKind, Version};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::stage::{Odoo, Stage, TENANT, assert_same, request, wait_until};

const MODELS: [&str; 4] = [
    "res.partner",
    "account.move",
    "account.move.line",
    "account.payment",
];

/// As in the migrations.
const ACCOUNT: [&str; 9] = [
    "code",
    "name",
    "account_type",
    "reconcile",
    "deprecated",
    "company_id",
    "write_date",
    "company_ids",
    "code_by_company",
];
const PAYMENT: [&str; 8] = [
    "move_id",
    "amount",
    "name",
    "state",
    "date",
    "journal_id",
    "company_id",
    "memo",
];

async fn of_version(version: Version) -> Stage {
    let odoo = Odoo {
        protocol: "auto",
        invoices: 60,
        version,
        ..Odoo::default()
    };
    Stage::with_worker(odoo).await
}

fn asked(model: &str, fields: &[&str]) -> ModelRequest {
    ModelRequest {
        model: model.to_owned(),
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
        since: None,
        after_id: 0,
        ranges: Vec::new(),
        range_width: 100,
        sums: Vec::new(),
        content: Vec::new(),
        landmarks: Vec::new(),
        check: contracts::sync::ModelCheck::default(),
        written_from: None,
    }
}

fn rows(batches: &[SyncBatch], model: &str) -> Vec<Map<String, Value>> {
    let of_model = batches.iter().filter(|batch| batch.model == model);
    let row = |batch: &SyncBatch, row: &Vec<Value>| -> Map<String, Value> {
        let fields = batch.fields.iter().cloned();
        fields.zip(row.iter().cloned()).collect()
    };
    of_model
        .flat_map(|batch| {
            batch
                .rows
                .iter()
                .map(|one| row(batch, one))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_version_is_read_completely_and_in_windows_with_equal_totals() {
    for version in Version::ALL {
        let stage = of_version(version).await;
        let models = MODELS.map(|model| stage.model(model)).to_vec();
        let said = stage.run(request(PartKind::Snapshot, models.clone())).await;
        assert_eq!(said.started().server_version, version.to_string());
        for model in MODELS {
            assert_same(&said.batches(), model, &stage.all(model));
        }
        p3_a_window_means_the_same(&stage, models.clone()).await;
        p27_totals_add_up(&stage, version).await;
        // From 19 on nothing but JSON-2 was spoken: there is no login in it.
        let logins = stage.calls("login");
        assert_eq!(logins == 0, version == Version::V19, "{version}: {logins}");
        stage.strike().await;
    }
}

async fn p3_a_window_means_the_same(stage: &Stage, mut models: Vec<ModelRequest>) {
    let since = Timestamp::from_second(clock::now().as_second()).unwrap();
    let changes = Changes {
        seed: 3,
        count: 9,
        kinds: vec![ChangeKind::EditInvoice, ChangeKind::NewInvoice],
    };
    stage.sim.change("odoo_andina", &changes).unwrap();
    tokio::time::sleep(Duration::from_millis(2100)).await;
    for model in &mut models {
        model.since = Some(since);
    }
    let said = stage.run(request(PartKind::Incremental, models)).await;
    let stamp = since.strftime("%Y-%m-%d %H:%M:%S").to_string();
    for model in MODELS {
        let mut expected = stage.all(model);
        expected.retain(|record| record["write_date"].as_str() >= Some(&stamp));
        assert_same(&said.batches(), model, &expected);
    }
    assert!(!said.batches().is_empty());
}

async fn p27_totals_add_up(stage: &Stage, version: Version) {
    let mut lines = stage.model("account.move.line");
    lines.sums = ["balance", "amount_residual"].map(str::to_owned).to_vec();
    let said = stage.run(request(PartKind::Verify, vec![lines])).await;
    let truth = stage
        .sim
        .digest("odoo_andina", "account.move.line")
        .unwrap();
    let digests = said.digests();
    let ranges: Vec<_> = digests.iter().flat_map(|digest| &digest.ranges).collect();
    let count: u64 = ranges.iter().map(|range| range.count).sum();
    assert_eq!(count, truth.count, "{version}");
    for field in ["balance", "amount_residual"] {
        let sums = ranges
            .iter()
            .map(|range| range.sums[field].parse::<Decimal>());
        let sum: Decimal = sums.map(Result::unwrap).sum();
        assert_eq!(sum, truth.sums[field].parse().unwrap(), "{version} {field}");
    }
    let (new, old) = (
        stage.calls("formatted_read_group"),
        stage.calls("read_group"),
    );
    assert_eq!(
        (new > 0, old > 0),
        (version == Version::V19, version != Version::V19)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn p18_account_codes_are_per_company_from_18_on_and_single_before() {
    for version in Version::ALL {
        let stage = of_version(version).await;
        let asked = vec![asked("account.account", &ACCOUNT)];
        let said = stage.run(request(PartKind::Snapshot, asked)).await;
        assert_eq!(
            said.finished().models[0].missing_fields,
            [""; 0],
            "{version}"
        );
        let rows = rows(&said.batches(), "account.account");
        assert_eq!(rows.len(), stage.all("account.account").len());
        let is_shared = |row: &&Map<String, Value>| row.get("company_id") == Some(&Value::Null);
        let shared: Vec<_> = rows.iter().filter(is_shared).collect();
        for row in &rows {
            assert!(row["code"].is_string(), "{version}: {row:?}");
            assert!(row["deprecated"].is_boolean(), "{version}: {row:?}");
        }
        let deprecated = rows.iter().filter(|row| row["deprecated"] == json!(true));
        assert_eq!(deprecated.count(), 2, "{version}: one in each company");
        if version < Version::V18 {
            assert!(shared.is_empty() && rows[0]["code_by_company"].is_null());
            assert_eq!(stage.calls("search_read"), 1);
        } else {
            assert!(!shared.is_empty() && shared.len() < rows.len());
            assert_eq!(
                stage.calls("search_read"),
                3,
                "a page, and once for each company"
            );
            rows.iter().for_each(assert_codes);
        }
        stage.strike().await;
    }
}

fn assert_codes(row: &Map<String, Value>) {
    let codes = row["code_by_company"].as_object().unwrap();
    let companies = row["company_ids"].as_array().unwrap();
    assert_eq!(codes.len(), companies.len(), "{row:?}");
    let first = codes.values().next().unwrap();
    assert_eq!(row["code"], *first, "of the first company that has one");
    if let [only] = companies.as_slice() {
        assert_eq!(row["company_id"], *only);
    } else {
        let (one, other) = (codes["1"].as_str().unwrap(), codes["2"].as_str().unwrap());
        assert!(one == format!("9{other}") || other == format!("9{one}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p11_payments_arrive_with_or_without_an_entry() {
    for version in Version::ALL {
        let stage = of_version(version).await;
        let asked = vec![asked("account.payment", &PAYMENT)];
        let said = stage.run(request(PartKind::Snapshot, asked)).await;
        assert_eq!(
            said.finished().models[0].missing_fields,
            [""; 0],
            "{version}"
        );
        let rows = rows(&said.batches(), "account.payment");
        let without = rows.iter().filter(|row| row["move_id"].is_null()).count();
        assert!(without < rows.len());
        if version < Version::V18 {
            assert_eq!(without, 0);
            assert!(rows[0]["date"].is_null(), "it stands on the entry");
        } else {
            assert!(without > 0, "{version}");
            for row in &rows {
                assert!(
                    row["date"].is_string() && row["journal_id"].is_i64(),
                    "{row:?}"
                );
                assert!(
                    row["state"].is_string() && row["company_id"].is_i64(),
                    "{row:?}"
                );
            }
        }
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p33_a_line_deleted_between_search_and_read_does_not_end_paging_in_16() {
    let odoo = Odoo {
        page_rows: 50,
        invoices: 60,
        version: Version::V16,
        ..Odoo::default()
    };
    let stage = Stage::with_worker(odoo).await;
    let lines = "account.move.line";
    let last_of_page = stage.all(lines)[49]["id"].as_i64().unwrap();
    stage.sim.fault(Fault {
        value: 3000,
        model: Some(lines.to_owned()),
        method: Some("read".to_owned()),
        ..Fault::times(FaultKind::SlowMsPerCall, 1)
    });
    let asked = request(PartKind::Snapshot, vec![stage.model(lines)]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    // The highest id, then the ids of the first page, which are read late.
    wait_until("the first page is searched", || stage.calls("search") == 2).await;
    let delete = |odoo: &mut Database| odoo.delete(lines, last_of_page);
    assert!(stage.sim.alter("odoo_andina", delete).unwrap());
    let said = stage.core.end_of(run).await;
    said.finished();
    let batches = said.batches();
    let expected = stage.all(lines);
    assert!(expected.len() > 150, "some pages");
    assert_same(&batches, lines, &expected);
    let first = &batches[0];
    assert_eq!((first.rows.len(), first.up_to_id), (49, last_of_page));
    assert_eq!(stage.calls("search_read"), 0);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p22_a_field_that_a_version_lacks_is_reported_as_missing() {
    let stage = of_version(Version::V16).await;
    let asked = vec![asked(
        "account.move.line",
        &["move_id", "invoice_date", "balance"],
    )];
    let said = stage.run(request(PartKind::Snapshot, asked)).await;
    assert_eq!(said.finished().models[0].missing_fields, ["invoice_date"]);
    let lines = stage.all("account.move.line");
    assert_same(&said.batches(), "account.move.line", &lines);
    stage.strike().await;
}
