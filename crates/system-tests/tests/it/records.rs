//! The recordings of a real Odoo 17: the mirror equals them row by row, and the reports give the
//! figures of its own database to the cent.

use std::{fs, path::PathBuf, time::Duration};

use odoo_sim::Books;
use rust_decimal::Decimal;
use serde_json::Value;
use system_tests::{Api, Stack, assert_mirror_equals};

fn recordings() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/odoo17");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no recordings at {}", folder.display());
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mirror_of_the_recordings_equals_them_and_ties_out_to_the_cent() {
    let Some(folder) = recordings() else { return };
    let stack = Stack::start(vec![("andina", Books::from_records(&folder).unwrap())]).await;
    let api = stack.api("andina");
    api.run("snapshot", Duration::from_mins(2)).await;
    assert_mirror_equals(&stack, "andina").await;
    for (side, file) in [
        (
            "receivables",
            "ageing-asset_receivable-company2-2026-11-22.json",
        ),
        (
            "payables",
            "ageing-liability_payable-company2-2026-11-22.json",
        ),
    ] {
        let truth = fs::read_to_string(folder.join("truth").join(file)).unwrap();
        let truth: Vec<Value> = serde_json::from_str(&truth).unwrap();
        let ours = ageing(&api, side).await;
        assert_eq!(ours.len(), truth.len(), "{side}");
        for wanted in &truth {
            let row = ours
                .iter()
                .find(|row| row["id"] == wanted["partner_id"])
                .unwrap_or_else(|| panic!("{side}: no row for {wanted}"));
            compare(side, wanted, row);
        }
    }
}

/// Every page of the ageing.
async fn ageing(api: &Api, side: &str) -> Vec<Value> {
    let first = format!("/v1/{side}/ageing?company_id=2&as_of=2026-11-22&limit=50");
    let mut rows = Vec::new();
    let mut path = first.clone();
    loop {
        let page = api.get(&path).await;
        rows.extend(page["data"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(cursor) => path = format!("{first}&cursor={cursor}"),
            None => return rows,
        }
    }
}

fn compare(side: &str, wanted: &Value, row: &Value) {
    assert_eq!(
        row["items"], wanted["items"],
        "{side}: {row} against {wanted}"
    );
    let figures = [
        ("total", "/total"),
        ("not_due", "/amounts/0"),
        ("d1_30", "/amounts/1"),
        ("d31_60", "/amounts/2"),
        ("d61_90", "/amounts/3"),
        ("d91_120", "/amounts/4"),
        ("older", "/amounts/5"),
    ];
    for (theirs, ours) in figures {
        let wanted_amount = match &wanted[theirs] {
            Value::Null => Decimal::ZERO,
            number => number.to_string().parse().unwrap(),
        };
        let amount = row
            .pointer(ours)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no {ours} in {row}"));
        assert_eq!(
            amount.parse::<Decimal>().unwrap(),
            wanted_amount,
            "{side} {theirs}: {row}"
        );
    }
}
