//! The operations of an ordinary day: the books stay sound in every version, and `write_date` moves
//! exactly where Odoo moves it.

use std::collections::HashMap;

use odoo_sim::{Books, ChangeKind, Changes, Database, Sim, Version};
use serde_json::Value;

use crate::client::{cents, rows, spec};
use crate::ledger::assert_sound;

const LINE: &str = "account.move.line";
const PARTIAL: &str = "account.partial.reconcile";

fn sim(version: Version) -> Sim {
    let books = Books::generate(&spec(400)).of_version(version);
    Sim::start_local(vec![Database::new("books", "bot", "secret", books)]).unwrap()
}

fn change(sim: &Sim, seed: u64, count: usize, kinds: &[ChangeKind]) -> usize {
    let changes = Changes {
        seed,
        count,
        kinds: kinds.to_vec(),
    };
    sim.change("books", &changes).unwrap().values().sum()
}

type Rows = HashMap<i64, Value>;

fn by_id(sim: &Sim, model: &str) -> Rows {
    let id = |row: &Value| row["id"].as_i64().unwrap();
    rows(sim, model)
        .into_iter()
        .map(|row| (id(&row), row))
        .collect()
}

/// Rows of both states that differ although their `write_date` does not.
fn silent<'a>(before: &'a Rows, after: &'a Rows) -> Vec<(&'a Value, &'a Value)> {
    let pairs = before
        .iter()
        .filter_map(|(id, old)| Some((old, after.get(id)?)));
    pairs
        .filter(|(old, new)| old != new && old["write_date"] == new["write_date"])
        .collect()
}

/// The fields in which two rows differ.
fn fields<'a>((old, new): &(&'a Value, &'a Value)) -> Vec<&'a str> {
    let old = old.as_object().unwrap();
    let differ = old.iter().filter(|(name, value)| new[*name] != **value);
    differ.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn books_stay_consistent_through_normal_days_in_every_version() {
    for version in Version::ALL {
        let sim = sim(version);
        let mut kinds = ChangeKind::A_NORMAL_DAY.to_vec();
        let made = sim
            .change(
                "books",
                &Changes {
                    seed: 5,
                    count: 400,
                    kinds: kinds.clone(),
                },
            )
            .unwrap();
        kinds.retain(|kind| !made.contains_key(kind));
        let expected: &[ChangeKind] = if version < Version::V18 {
            &[ChangeKind::MergeAccounts]
        } else {
            &[]
        };
        assert_eq!(kinds, expected, "{version}: never made");
        assert_sound(&sim);
    }
}

#[test]
fn each_operation_alone_keeps_the_books_consistent() {
    for kind in ChangeKind::A_NORMAL_DAY {
        let sim = sim(Version::V18);
        // What some operations need: a number of the sequence, a partial payment, an open payment.
        let before = [
            ChangeKind::NewInvoice,
            ChangeKind::PayInPart,
            ChangeKind::UndoReconciliation,
        ];
        assert_eq!(change(&sim, 1, 3, &before), 3);
        assert_eq!(change(&sim, 2, 1, &[kind]), 1, "{kind:?}");
        assert_sound(&sim);
    }
}

#[test]
fn p35_paying_the_rest_changes_the_older_payment_without_write_date() {
    let sim = sim(Version::V17);
    let (lines, partials) = (by_id(&sim, LINE), by_id(&sim, PARTIAL));
    assert_eq!(change(&sim, 3, 1, &[ChangeKind::PayTheRest]), 1);
    let after = by_id(&sim, LINE);
    let older = silent(&lines, &after);
    assert!(!older.is_empty());
    for pair in &older {
        assert_eq!(fields(pair), ["full_reconcile_id", "matching_number"]);
    }
    let after = by_id(&sim, PARTIAL);
    let older = silent(&partials, &after);
    assert!(!older.is_empty());
    for pair in &older {
        assert_eq!(fields(pair), ["full_reconcile_id"]);
    }
}

#[test]
fn a_partial_payment_leaves_a_smaller_positive_residual() {
    let sim = sim(Version::V17);
    let lines = by_id(&sim, LINE);
    assert_eq!(change(&sim, 3, 40, &[ChangeKind::PayInPart]), 40);
    let after = by_id(&sim, LINE);
    let open = |line: &Value| cents(&line["amount_residual"]);
    let paid: Vec<(i64, i64)> = lines
        .iter()
        .map(|(id, old)| (open(old), open(&after[id])))
        .filter(|(old, new)| old != new)
        .collect();
    assert!(paid.len() > 20);
    for (old, new) in paid {
        assert_eq!(old.signum(), new.signum(), "{old} {new}");
        assert!(new.abs() < old.abs(), "{old} {new}");
    }
}

#[test]
fn p39_posting_raises_a_rank_without_write_date() {
    let sim = sim(Version::V17);
    let partners = by_id(&sim, "res.partner");
    assert_eq!(change(&sim, 3, 1, &[ChangeKind::PostDraft]), 1);
    let after = by_id(&sim, "res.partner");
    let raised = silent(&partners, &after);
    assert!(matches!(raised.len(), 1 | 2), "{raised:#?}");
    for pair in raised {
        let fields = fields(&pair);
        assert!(fields == ["customer_rank"] || fields == ["supplier_rank"]);
    }
}

#[test]
fn a_merge_updates_the_kept_partner_and_merges_the_tags() {
    let sim = sim(Version::V17);
    let partners = by_id(&sim, "res.partner");
    let lines = by_id(&sim, LINE);
    assert_eq!(change(&sim, 6, 1, &[ChangeKind::MergePartners]), 1);
    let after = by_id(&sim, "res.partner");
    let gone = partners
        .values()
        .find(|row| !after.contains_key(&row["id"].as_i64().unwrap()));
    let kept = after
        .values()
        .find(|row| partners[&row["id"].as_i64().unwrap()]["write_date"] != row["write_date"]);
    let (gone, kept) = (gone.unwrap(), kept.unwrap());
    let before = &partners[&kept["id"].as_i64().unwrap()];
    for tags in [gone, before].map(|row| row["category_id"].as_array().unwrap()) {
        let joined = kept["category_id"].as_array().unwrap();
        assert!(tags.iter().all(|tag| joined.contains(tag)), "{kept}");
    }
    let after = by_id(&sim, LINE);
    let moved = silent(&lines, &after);
    assert!(!moved.is_empty());
    assert!(moved.iter().all(|pair| fields(pair) == ["partner_id"]));
}

#[test]
fn a_merge_of_accounts_moves_lines_codes_and_companies() {
    let sim = sim(Version::V19);
    let (accounts, lines) = (by_id(&sim, "account.account"), by_id(&sim, LINE));
    // The first merge may meet accounts without lines.
    let merged = change(&sim, 6, 6, &[ChangeKind::MergeAccounts]);
    assert_eq!(merged, 6);
    let after = by_id(&sim, "account.account");
    assert_eq!(after.len(), accounts.len() - merged);
    let lines_after = by_id(&sim, LINE);
    let moved = silent(&lines, &lines_after);
    assert!(moved.iter().all(|pair| fields(pair) == ["account_id"]));
    assert!(!moved.is_empty());
    let known = |line: &Value| after.contains_key(&line["account_id"].as_i64().unwrap());
    assert!(lines_after.values().all(known));
}

#[test]
fn changing_or_deleting_a_tag_changes_partners_without_write_date() {
    for kind in [ChangeKind::TagFromItsSide, ChangeKind::DeleteTag] {
        let sim = sim(Version::V17);
        let partners = by_id(&sim, "res.partner");
        assert_eq!(change(&sim, 4, 1, &[kind]), 1);
        let after = by_id(&sim, "res.partner");
        let changed = silent(&partners, &after);
        assert!(!changed.is_empty(), "{kind:?}");
        assert!(changed.iter().all(|pair| fields(pair) == ["category_id"]));
        let told = after
            .iter()
            .filter(|(id, row)| partners[*id]["write_date"] != row["write_date"]);
        assert_eq!(told.count(), 0, "{kind:?}");
    }
}

#[test]
fn p7_making_an_account_reconcilable_changes_lines_without_write_date() {
    let sim = sim(Version::V17);
    let lines = by_id(&sim, LINE);
    assert_eq!(change(&sim, 8, 1, &[ChangeKind::ToggleReconcile]), 1);
    let after = by_id(&sim, LINE);
    let rewritten = silent(&lines, &after);
    assert!(!rewritten.is_empty());
    let residuals = ["amount_residual", "amount_residual_currency", "reconciled"];
    for pair in &rewritten {
        assert!(fields(pair).iter().all(|field| residuals.contains(field)));
    }
    assert_eq!(
        lines
            .iter()
            .filter(|(id, old)| after[*id]["write_date"] != old["write_date"])
            .count(),
        0
    );
}

#[test]
fn deleting_a_payment_deletes_its_posted_entry() {
    let sim = sim(Version::V17);
    let (entries, payments) = (by_id(&sim, "account.move"), by_id(&sim, "account.payment"));
    assert_eq!(change(&sim, 8, 1, &[ChangeKind::DeletePayment]), 1);
    let (left, payments_left) = (by_id(&sim, "account.move"), by_id(&sim, "account.payment"));
    let gone: Vec<&Value> = entries
        .iter()
        .filter(|(id, _)| !left.contains_key(id))
        .map(|(_, entry)| entry)
        .collect();
    assert_eq!((gone.len(), payments_left.len()), (1, payments.len() - 1));
    assert_eq!(gone[0]["state"], "posted");
}

#[test]
fn cancelling_an_invoice_updates_write_date_of_all_its_lines() {
    let sim = sim(Version::V17);
    let lines = by_id(&sim, LINE);
    assert_eq!(change(&sim, 8, 1, &[ChangeKind::CancelInvoice]), 1);
    let after = by_id(&sim, LINE);
    let cancelled = after.iter().filter(|(id, line)| {
        line["parent_state"] == "cancel" && lines[*id]["parent_state"] == "posted"
    });
    let mut count = 0;
    for (id, line) in cancelled {
        assert_ne!(line["write_date"], lines[id]["write_date"]);
        assert_eq!(line["matching_number"], false);
        count += 1;
    }
    assert!(count > 1);
}
