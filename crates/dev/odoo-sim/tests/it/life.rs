//! Changes while a mirror reads, and what of them a `write_date` tells.

use std::collections::{HashMap, HashSet};

use odoo_sim::{ChangeKind, Changes, Sim};
use serde_json::Value;

use crate::client::{http, rows, sim};
use crate::ledger::assert_sound;

fn by_id(sim: &Sim, model: &str) -> HashMap<i64, Value> {
    rows(sim, model)
        .into_iter()
        .map(|row| (row["id"].as_i64().unwrap(), row))
        .collect()
}

fn change(sim: &Sim, kind: ChangeKind, count: usize) {
    let changes = Changes {
        seed: 3,
        count,
        kinds: vec![kind],
    };
    let report = sim.change("books", &changes).unwrap();
    assert_eq!(report.get(&kind), Some(&count), "{report:?}");
}

const SINCE: &str = "2026-11-22 00:00:00";

/// Ids of rows that differ, split into those whose `write_date` tells so and the silent ones.
fn told_and_silent(before: &HashMap<i64, Value>, after: &HashMap<i64, Value>) -> (usize, usize) {
    let differ = after.iter().filter(|(id, row)| before.get(id) != Some(row));
    let (told, silent): (Vec<_>, Vec<_>) = differ.partition(|(id, row)| {
        before
            .get(id)
            .is_none_or(|old| old["write_date"] != row["write_date"])
    });
    (told.len(), silent.len())
}

#[test]
fn books_stay_consistent_through_every_kind_of_change() {
    let sim = sim(800);
    let report = sim
        .change(
            "books",
            &Changes {
                seed: 11,
                count: 200,
                kinds: Vec::new(),
            },
        )
        .unwrap();
    assert_eq!(report.len(), 10, "{report:?}");
    // A rewritten matching number is the one thing that does not agree afterwards, by design.
    let sound = sim_without_silent_matching();
    assert_sound(&sound);
}

fn sim_without_silent_matching() -> Sim {
    let sim = sim(800);
    let kinds = vec![
        ChangeKind::EditInvoice,
        ChangeKind::NewInvoice,
        ChangeKind::PayInvoice,
        ChangeKind::DeleteDraft,
        ChangeKind::DeleteDraftLine,
        ChangeKind::Unreconcile,
        ChangeKind::MergePartners,
    ];
    sim.change(
        "books",
        &Changes {
            seed: 11,
            count: 140,
            kinds,
        },
    )
    .unwrap();
    sim
}

#[test]
fn edits_and_payments_update_write_date() {
    let sim = sim(200);
    let (entries, lines) = (
        by_id(&sim, "account.move"),
        by_id(&sim, "account.move.line"),
    );
    change(&sim, ChangeKind::EditInvoice, 3);
    change(&sim, ChangeKind::NewInvoice, 2);
    change(&sim, ChangeKind::PayInvoice, 2);
    let (told, silent) = told_and_silent(&entries, &by_id(&sim, "account.move"));
    assert!(told >= 7 && silent == 0, "{told} {silent}");
    let after = by_id(&sim, "account.move.line");
    let (told, silent) = told_and_silent(&lines, &after);
    assert!(told > 10 && silent == 0, "{told} {silent}");
    assert!(
        after
            .values()
            .any(|line| line["write_date"].as_str() > Some(SINCE))
    );
    assert_eq!(
        by_id(&sim, "account.payment").len(),
        2 + rows(&self::sim(200), "account.payment").len()
    );
}

#[test]
fn deletions_change_no_remaining_entry() {
    let sim = sim(300);
    let (entries, lines) = (
        by_id(&sim, "account.move"),
        by_id(&sim, "account.move.line"),
    );
    change(&sim, ChangeKind::DeleteDraft, 3);
    let (after, lines_after) = (
        by_id(&sim, "account.move"),
        by_id(&sim, "account.move.line"),
    );
    assert_eq!(after.len(), entries.len() - 3);
    assert!(lines_after.len() < lines.len());
    assert_eq!(told_and_silent(&entries, &after), (0, 0));
    change(&sim, ChangeKind::DeleteDraftLine, 1);
    let left = by_id(&sim, "account.move.line");
    let gone = lines_after.keys().filter(|id| !left.contains_key(id));
    assert_eq!(gone.count(), 2, "the product line and the term line");
}

#[test]
fn undoing_a_reconciliation_deletes_its_partial_and_reopens_the_lines() {
    let sim = sim(300);
    let partials = by_id(&sim, "account.partial.reconcile");
    change(&sim, ChangeKind::Unreconcile, 1);
    let after = by_id(&sim, "account.partial.reconcile");
    let gone: Vec<&i64> = partials
        .keys()
        .filter(|id| !after.contains_key(id))
        .collect();
    assert_eq!(gone.len(), 1);
    let lines = by_id(&sim, "account.move.line");
    for side in ["debit_move_id", "credit_move_id"] {
        let line = &lines[&partials[gone[0]][side].as_i64().unwrap()];
        assert_eq!(line["reconciled"], false);
        assert!(line["write_date"].as_str() > Some(SINCE));
    }
    assert_sound(&sim);
}

#[test]
fn merged_partners_and_matching_numbers_change_without_write_date() {
    let sim = sim(300);
    let lines = by_id(&sim, "account.move.line");
    let partners: HashSet<i64> = by_id(&sim, "res.partner").into_keys().collect();
    change(&sim, ChangeKind::MergePartners, 3);
    change(&sim, ChangeKind::SilentMatching, 1);
    let (told, silent) = told_and_silent(&lines, &by_id(&sim, "account.move.line"));
    assert!(told == 0 && silent > 1, "{told} {silent}");
    let left: HashSet<i64> = by_id(&sim, "res.partner").into_keys().collect();
    assert_eq!(partners.len() - left.len(), 3);
    let of_lines: HashSet<i64> = rows(&sim, "account.move.line")
        .iter()
        .filter_map(|line| line["partner_id"].as_i64())
        .collect();
    assert!(of_lines.is_subset(&left));
}

#[tokio::test]
async fn a_late_commit_shows_rows_with_an_earlier_write_date() {
    let sim = sim(100);
    let (entries, lines) = (
        by_id(&sim, "account.move"),
        by_id(&sim, "account.move.line"),
    );
    let order = async |path: &str, body: Value| {
        let sent = http()
            .post(format!("{}/_sim/{path}", sim.url()))
            .json(&body)
            .send()
            .await;
        sent.unwrap().text().await.unwrap()
    };
    let begun: Value = serde_json::from_str(
        &order("begin", serde_json::json!({"database": "books", "seed": 5})).await,
    )
    .unwrap();
    assert_eq!(
        by_id(&sim, "account.move"),
        entries,
        "nothing is seen before the commit"
    );
    assert_eq!(by_id(&sim, "account.move.line"), lines);
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    change(&sim, ChangeKind::NewInvoice, 1);
    let between: i64 = *by_id(&sim, "account.move").keys().max().unwrap();
    order(
        "commit",
        serde_json::json!({"database": "books", "transaction": begun["transaction"]}),
    )
    .await;
    let after = by_id(&sim, "account.move");
    let late: Vec<&Value> = after
        .values()
        .filter(|row| row["write_date"] == begun["write_date"])
        .collect();
    assert_eq!(late.len(), 2, "the edited invoice and the new one");
    assert!(
        late.iter().all(|row| row["id"].as_i64().unwrap() < between),
        "ids drawn before"
    );
    assert_sound(&sim);
}

#[test]
fn archiving_updates_write_date_and_keeps_the_row() {
    let sim = sim(100);
    let partners = by_id(&sim, "res.partner");
    change(&sim, ChangeKind::ArchivePartner, 2);
    change(&sim, ChangeKind::ArchiveAccount, 1);
    let after = by_id(&sim, "res.partner");
    assert_eq!(after.len(), partners.len());
    assert_eq!(told_and_silent(&partners, &after), (2, 0));
    let accounts = rows(&sim, "account.account");
    assert!(
        accounts
            .iter()
            .any(|row| row["deprecated"] == true && row["write_date"].as_str() > Some(SINCE))
    );
}

#[test]
fn recorded_books_can_be_changed_too() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/odoo17");
    if !dir.is_dir() {
        println!("skipped: no recordings at {}", dir.display());
        return;
    }
    let books = odoo_sim::Books::from_records(&dir).unwrap();
    let sim = Sim::start_local(vec![odoo_sim::Database::new(
        "books", "admin", "admin", books,
    )])
    .unwrap();
    let report = sim
        .change(
            "books",
            &Changes {
                seed: 2,
                count: 50,
                kinds: Vec::new(),
            },
        )
        .unwrap();
    assert!(report.len() >= 9, "{report:?}");
}
