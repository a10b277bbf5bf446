//! What must hold of the books at any time.

use std::collections::{HashMap, HashSet};

use odoo_sim::{Books, Country, Database, Sim, Spec};
use serde_json::Value;

use crate::client::{MODELS, cents, rows, sim, spec};

/// Every entry balances; every residual is the balance less the partials; numbers agree.
pub(crate) fn assert_sound(sim: &Sim) {
    let lines = rows(sim, "account.move.line");
    let entries = rows(sim, "account.move");
    let mut of_entry: HashMap<i64, Vec<&Value>> = HashMap::new();
    for line in &lines {
        of_entry
            .entry(line["move_id"].as_i64().unwrap())
            .or_default()
            .push(line);
        assert_eq!(
            cents(&line["debit"]) - cents(&line["credit"]),
            cents(&line["balance"])
        );
    }
    let entry_ids: HashSet<i64> = entries
        .iter()
        .map(|entry| entry["id"].as_i64().unwrap())
        .collect();
    assert!(
        of_entry.keys().all(|entry| entry_ids.contains(entry)),
        "a line without its entry"
    );
    for (entry, lines) in &of_entry {
        let sum: i64 = lines.iter().map(|line| cents(&line["balance"])).sum();
        assert_eq!(sum, 0, "entry {entry} does not balance");
    }
    assert_residuals(sim, &lines);
    for entry in &entries {
        assert_entry(entry, &of_entry[&entry["id"].as_i64().unwrap()]);
    }
}

fn assert_residuals(sim: &Sim, lines: &[Value]) {
    let reconcilable: HashSet<i64> = rows(sim, "account.account")
        .iter()
        .filter(|account| account["reconcile"] == true)
        .map(|account| account["id"].as_i64().unwrap())
        .collect();
    let partials = rows(sim, "account.partial.reconcile");
    let fulls: HashSet<i64> = rows(sim, "account.full.reconcile")
        .iter()
        .map(|full| full["id"].as_i64().unwrap())
        .collect();
    let mut taken: HashMap<i64, (i64, i64)> = HashMap::new();
    for partial in &partials {
        let sides = [
            ("debit_move_id", "debit_amount_currency", 1),
            ("credit_move_id", "credit_amount_currency", -1),
        ];
        for (side, currency, sign) in sides {
            let taken = taken.entry(partial[side].as_i64().unwrap()).or_default();
            taken.0 += sign * cents(&partial["amount"]);
            taken.1 += sign * cents(&partial[currency]);
        }
        assert!(
            partial["full_reconcile_id"] == false
                || fulls.contains(&partial["full_reconcile_id"].as_i64().unwrap())
        );
    }
    for line in lines {
        let id = line["id"].as_i64().unwrap();
        let (amount, in_currency) = taken.get(&id).copied().unwrap_or_default();
        if !reconcilable.contains(&line["account_id"].as_i64().unwrap()) {
            assert_eq!(amount, 0);
            continue;
        }
        assert_eq!(
            cents(&line["amount_residual"]),
            cents(&line["balance"]) - amount,
            "line {id}"
        );
        assert_eq!(
            cents(&line["amount_residual_currency"]),
            cents(&line["amount_currency"]) - in_currency,
            "line {id}"
        );
        let settled =
            cents(&line["amount_residual"]) == 0 && cents(&line["amount_residual_currency"]) == 0;
        assert_eq!(line["reconciled"], settled, "line {id}");
        assert_eq!(
            taken.contains_key(&id),
            line["matching_number"] != false,
            "line {id}"
        );
        if line["full_reconcile_id"] != false {
            assert!(settled && fulls.contains(&line["full_reconcile_id"].as_i64().unwrap()));
            assert_eq!(
                line["matching_number"],
                line["full_reconcile_id"].to_string()
            );
        }
    }
}

fn assert_entry(entry: &Value, lines: &[&Value]) {
    if entry["move_type"] == "entry" {
        return;
    }
    let of = |kind: &str, field: &str| -> i64 {
        lines
            .iter()
            .filter(|line| line["display_type"] == kind)
            .map(|line| cents(&line[field]))
            .sum()
    };
    let id = &entry["id"];
    assert_eq!(
        cents(&entry["amount_residual_signed"]),
        of("payment_term", "amount_residual"),
        "{id}"
    );
    assert_eq!(
        cents(&entry["amount_residual"]),
        of("payment_term", "amount_residual_currency").abs()
    );
    assert_eq!(
        cents(&entry["amount_total"]),
        of("payment_term", "amount_currency").abs(),
        "{id}"
    );
    assert_eq!(
        cents(&entry["amount_total_signed"]),
        of("payment_term", "balance"),
        "{id}"
    );
    assert_eq!(
        cents(&entry["amount_untaxed"]),
        of("product", "amount_currency").abs(),
        "{id}"
    );
    assert_eq!(
        cents(&entry["amount_tax"]),
        of("tax", "amount_currency").abs(),
        "{id}"
    );
    let open = cents(&entry["amount_residual"]) != 0;
    match entry["payment_state"].as_str().unwrap() {
        "paid" | "reversed" => assert!(!open, "{id}"),
        "partial" => {
            assert!(open && cents(&entry["amount_residual"]) != cents(&entry["amount_total"]));
        }
        _ => assert_eq!(
            cents(&entry["amount_residual"]),
            cents(&entry["amount_total"]),
            "{id}"
        ),
    }
}

#[test]
fn generated_books_balance_to_the_cent() {
    assert_sound(&sim(1500));
    let argentina = Spec {
        country: Country::Argentina,
        companies: 3,
        ..spec(300)
    };
    let database = Database::new("books", "bot", "secret", Books::generate(&argentina));
    assert_sound(&Sim::start_local(vec![database]).unwrap());
}

#[test]
fn generated_books_have_every_kind_of_document_and_every_state() {
    let sim = sim(3000);
    let entries = rows(&sim, "account.move");
    let values = |field: &str| -> HashSet<&str> {
        entries
            .iter()
            .filter_map(|entry| entry[field].as_str())
            .collect()
    };
    let kinds = [
        "entry",
        "out_invoice",
        "out_refund",
        "in_invoice",
        "in_refund",
    ];
    assert_eq!(values("move_type"), HashSet::from(kinds));
    assert_eq!(
        values("state"),
        HashSet::from(["draft", "posted", "cancel"])
    );
    assert_eq!(
        values("payment_state"),
        HashSet::from(["not_paid", "partial", "paid", "reversed"])
    );
    let partials = rows(&sim, "account.partial.reconcile");
    assert!(
        partials
            .iter()
            .any(|partial| partial["exchange_move_id"] != false)
    );
    assert!(
        partials
            .iter()
            .any(|partial| partial["full_reconcile_id"] == false)
    );
    let payments = rows(&sim, "account.payment");
    assert!(
        payments
            .iter()
            .any(|payment| payment["is_reconciled"] == false)
    );
}

#[test]
fn generated_books_have_special_names_currencies_and_archived_partners() {
    let sim = sim(3000);
    let partners = rows(&sim, "res.partner");
    assert!(partners.iter().any(|partner| partner["active"] == false));
    assert!(partners.iter().any(|partner| partner["parent_id"] != false));
    let longest = partners
        .iter()
        .map(|partner| partner["name"].as_str().unwrap().chars().count());
    assert_eq!(longest.max(), Some(200));
    let lines = rows(&sim, "account.move.line");
    assert!(
        lines
            .iter()
            .any(|line| line["company_id"] == 2 && line["currency_id"] != 1)
    );
    assert!(
        lines
            .iter()
            .any(|line| line["analytic_distribution"].is_object())
    );
    let stamps: HashSet<&str> = lines
        .iter()
        .map(|line| line["write_date"].as_str().unwrap())
        .collect();
    assert!(stamps.iter().all(|stamp| **stamp < *"2026-11-22 00:00:00"));
}

#[test]
fn equal_seeds_generate_equal_books_and_other_seeds_different_books() {
    let (one, same) = (sim(200), sim(200));
    for model in MODELS {
        assert_eq!(
            one.records("books", model),
            same.records("books", model),
            "{model}"
        );
        assert_eq!(one.digest("books", model), same.digest("books", model));
    }
    let other = Books::generate(&Spec {
        seed: 8,
        ..spec(200)
    });
    let other = Sim::start_local(vec![Database::new("books", "bot", "secret", other)]).unwrap();
    assert_ne!(
        one.digest("books", "account.move"),
        other.digest("books", "account.move")
    );
}

#[test]
fn books_are_generated_with_the_requested_number_of_lines() {
    let books = Books::generate(&Spec {
        lines: Some(20_000),
        ..spec(0)
    });
    let lines = books.count("account.move.line");
    assert!((20_000..20_100).contains(&lines), "{lines}");
}
