//! The recordings of real Odoos of each version: the mirror equals them row by row, and the reports
//! give the figures of version 17's own database to the cent.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use flate2::read::GzDecoder;
use odoo_sim::Books;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use system_tests::{Api, MODELS, Stack, assert_mirror_equals, differences};

const PATIENCE: Duration = Duration::from_mins(2);
const ACCOUNT: &str = "account.account";

type Record = Map<String, Value>;

fn recordings(major: u32) -> Option<PathBuf> {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let folder = shared.join(format!("odoo{major}"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no recordings at {}", folder.display());
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn p33_the_mirror_equals_the_recordings_of_16() {
    a_mirror_equals_the_recordings(16).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_equals_the_recordings_of_18() {
    a_mirror_equals_the_recordings(18).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_equals_the_recordings_of_19() {
    a_mirror_equals_the_recordings(19).await;
}

/// Uses the protocol that suits the version, and compares with the recorded files.
async fn a_mirror_equals_the_recordings(major: u32) {
    let Some(folder) = recordings(major) else {
        return;
    };
    let books = Books::from_records(&folder).unwrap();
    let mut stack = Stack::prepare(vec![("andina", books)], &[]).await;
    stack.set_protocol("auto");
    stack.start_all().await;
    let api = stack.api("andina");
    let run = api.run("snapshot", PATIENCE).await;
    assert_eq!(run["odoo_version"], format!("{major}.0"), "{run}");
    for model in MODELS {
        let Some(truth) = truth(&folder, major, model) else {
            eprintln!("{model} was not recorded of {major}");
            continue;
        };
        assert!(!truth.is_empty(), "no {model} in {}", folder.display());
        let lines: Vec<String> = truth
            .into_iter()
            .map(|one| json!(one).to_string())
            .collect();
        let found = differences(&stack, "andina", model, &lines.join("\n")).await;
        let shown: Vec<_> = found.iter().take(5).collect();
        let count = found.len();
        assert!(found.is_empty(), "{model} of {major}: {count}, {shown:#?}");
    }
    api.run("verify", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

/// The recorded records as the mirror should have them: what Odoo stores, and for accounts what
/// each version stores elsewhere.
fn truth(folder: &Path, major: u32, model: &str) -> Option<Vec<Record>> {
    if !folder.join(format!("fields/{model}.json")).exists() {
        return None;
    }
    let declared = fs::read_to_string(folder.join(format!("fields/{model}.json"))).unwrap();
    let declared: BTreeMap<String, Value> = serde_json::from_str(&declared).unwrap();
    let mut records = unpacked(&folder.join(format!("records/{model}.jsonl.gz")));
    for record in &mut records {
        record.retain(|field, _| declared[field]["store"] == true);
        if model == "res.users" && record["login"] == "admin" {
            // The stack reads as this user, with another login.
            record.insert("login".to_owned(), json!("bot"));
        }
    }
    if model == ACCOUNT {
        let codes = if major < 18 {
            None
        } else {
            Some(codes(folder))
        };
        for record in &mut records {
            account_as_mirrored(record, codes.as_ref());
        }
    }
    Some(records)
}

fn unpacked(path: &Path) -> Vec<Record> {
    let file = GzDecoder::new(File::open(path).unwrap());
    let text = io::read_to_string(file).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The codes of an account by company, as recorded in the context of each.
fn codes(folder: &Path) -> BTreeMap<u64, Record> {
    let mut codes = BTreeMap::<u64, Record>::new();
    for company in unpacked(&folder.join("records/res.company.jsonl.gz")) {
        let company = company["id"].to_string();
        let file = folder.join(format!("records/{ACCOUNT}.company{company}.jsonl.gz"));
        for account in unpacked(&file) {
            let of_account = codes.entry(account["id"].as_u64().unwrap()).or_default();
            of_account.insert(company.clone(), account["code"].clone());
        }
    }
    codes
}

fn account_as_mirrored(account: &mut Record, codes: Option<&BTreeMap<u64, Record>>) {
    let Some(codes) = codes else {
        account.insert("company_ids".to_owned(), Value::Null);
        account.insert("code_by_company".to_owned(), Value::Null);
        return;
    };
    let of_account = &codes[&account["id"].as_u64().unwrap()];
    let first = of_account.values().next().unwrap().clone();
    account.insert("code".to_owned(), first);
    account.insert("code_by_company".to_owned(), json!(of_account));
    let only = match account["company_ids"].as_array().unwrap().as_slice() {
        [only] => only.clone(),
        _ => Value::Null,
    };
    account.insert("company_id".to_owned(), only);
    if let Some(active) = account.get("active").and_then(Value::as_bool) {
        account.insert("deprecated".to_owned(), json!(!active));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_equals_the_recordings_and_ties_out_to_the_cent() {
    let Some(folder) = recordings(17) else {
        return;
    };
    let stack = Stack::start(vec![("andina", Books::from_records(&folder).unwrap())]).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
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

/// All pages of the ageing.
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
