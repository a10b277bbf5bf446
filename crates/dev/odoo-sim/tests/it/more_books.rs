//! Groups, bank accounts, statement lines, analytic items, teams and products: what must hold of
//! them beside the ledger, and what the versions say of them.

use std::collections::HashMap;

use odoo_sim::{Books, Database, Sim, Version};
use serde_json::{Value, json};

use crate::client::{call, cents, context, rows, sim, spec};

fn by_id(sim: &Sim, model: &str) -> HashMap<i64, Value> {
    let rows = rows(sim, model).into_iter();
    rows.map(|row| (row["id"].as_i64().unwrap(), row)).collect()
}

fn id(row: &Value, field: &str) -> i64 {
    row[field]
        .as_i64()
        .unwrap_or_else(|| panic!("no {field} in {row}"))
}

#[test]
fn accounts_belong_to_a_group_of_their_company_and_groups_to_a_parent() {
    let sim = sim(40);
    let groups = by_id(&sim, "account.group");
    for account in rows(&sim, "account.account") {
        let code = account["code"].as_str().unwrap();
        let of_account = |group: &&Value| {
            group["company_id"] == account["company_id"]
                && code.starts_with(group["code_prefix_start"].as_str().unwrap())
        };
        assert_eq!(groups.values().filter(of_account).count(), 2, "{account}");
    }
    let lower = groups
        .values()
        .filter(|group| group["parent_id"] != json!(false));
    for group in lower {
        let parent = &groups[&id(group, "parent_id")];
        assert_eq!(parent["parent_id"], false, "{parent}");
        assert_eq!(parent["company_id"], group["company_id"]);
        let prefix = parent["code_prefix_start"].as_str().unwrap();
        assert!(
            group["code_prefix_start"]
                .as_str()
                .unwrap()
                .starts_with(prefix)
        );
    }
}

#[test]
fn a_statement_line_has_an_entry_of_the_bank_journal_that_moves_its_amount() {
    let sim = sim(40);
    let (entries, journals) = (by_id(&sim, "account.move"), by_id(&sim, "account.journal"));
    let lines = rows(&sim, "account.move.line");
    let statement_lines = rows(&sim, "account.bank.statement.line");
    assert!(statement_lines.len() > 20, "{}", statement_lines.len());
    for seen in &statement_lines {
        let entry = &entries[&id(seen, "move_id")];
        let journal = &journals[&id(entry, "journal_id")];
        assert_eq!(journal["type"], "bank", "{entry}");
        let on_bank = lines.iter().find(|line| {
            line["move_id"] == entry["id"] && line["account_id"] == journal["default_account_id"]
        });
        let moved = cents(&on_bank.unwrap()["balance"]);
        assert_eq!(moved, cents(&seen["amount"]), "{seen}");
        let residual = if seen["is_reconciled"] == true {
            0
        } else {
            -moved
        };
        assert_eq!(cents(&seen["amount_residual"]), residual, "{seen}");
    }
}

#[test]
fn analytic_items_are_the_shares_of_posted_lines_and_add_up_to_them() {
    let sim = sim(200);
    let accounts = by_id(&sim, "account.analytic.account");
    let mut of_line: HashMap<i64, Vec<Value>> = HashMap::new();
    for item in rows(&sim, "account.analytic.line") {
        assert!(accounts.contains_key(&id(&item, "account_id")), "{item}");
        let items = of_line.entry(id(&item, "move_line_id")).or_default();
        items.push(item);
    }
    let mut split = 0;
    for line in rows(&sim, "account.move.line") {
        let items = of_line.remove(&id(&line, "id")).unwrap_or_default();
        let shares = line["analytic_distribution"].as_object();
        if shares.is_none() || line["parent_state"] != "posted" {
            assert!(items.is_empty(), "{line}");
            continue;
        }
        let shares = shares.unwrap();
        assert_eq!(items.len(), shares.len(), "{line}");
        split += usize::from(shares.len() > 1);
        let sum: i64 = items.iter().map(|item| cents(&item["amount"])).sum();
        assert_eq!(sum, -cents(&line["balance"]), "{line}");
        for item in &items {
            assert!(shares.contains_key(&id(item, "account_id").to_string()));
            assert_eq!(item["general_account_id"], line["account_id"]);
        }
    }
    assert!(split > 3 && of_line.is_empty(), "{split} {of_line:?}");
}

#[test]
fn products_of_lines_have_names_and_documents_have_teams() {
    let sim = sim(60);
    let (variants, templates) = (
        by_id(&sim, "product.product"),
        by_id(&sim, "product.template"),
    );
    for line in rows(&sim, "account.move.line") {
        if line["product_id"] == false {
            continue;
        }
        let template = &templates[&id(&variants[&id(&line, "product_id")], "product_tmpl_id")];
        let label = line["name"].as_str().unwrap();
        assert!(label.contains(template["name"].as_str().unwrap()), "{line}");
    }
    let teams = by_id(&sim, "crm.team");
    let entries = rows(&sim, "account.move");
    let sold = entries
        .iter()
        .filter(|entry| entry["invoice_user_id"] != json!(false));
    let in_teams = sold.map(|entry| teams[&id(entry, "team_id")]["active"] == true);
    assert!(in_teams.fold(0, |count, active| count + usize::from(active)) > 10);
}

#[test]
fn bank_accounts_belong_to_partners_and_to_the_bank_journals() {
    let sim = sim(40);
    let (partners, accounts) = (by_id(&sim, "res.partner"), by_id(&sim, "res.partner.bank"));
    for account in accounts.values() {
        assert!(partners.contains_key(&id(account, "partner_id")));
    }
    let companies = by_id(&sim, "res.company");
    for journal in rows(&sim, "account.journal") {
        if journal["type"] == "bank" {
            let account = &accounts[&id(&journal, "bank_account_id")];
            let company = &companies[&id(&journal, "company_id")];
            assert_eq!(account["partner_id"], company["partner_id"]);
        }
    }
}

#[tokio::test]
async fn a_statement_line_stores_its_journal_from_18_on_and_hides_with_its_company() {
    for version in Version::ALL {
        let books = Books::generate(&spec(20)).of_version(version);
        let sim = Sim::start_local(vec![Database::new("books", "bot", "secret", books)]).unwrap();
        let model = "account.bank.statement.line";
        let named = json!({"attributes": ["store"], "context": context()});
        let fields = call(&sim, model, "fields_get", json!([]), named).await;
        for field in ["journal_id", "company_id"] {
            let stored = &fields["result"][field]["store"];
            assert_eq!(*stored, version >= Version::V18, "{version} {field}");
        }
        let count = async |companies: Value| {
            let context = json!({"allowed_company_ids": companies, "active_test": false});
            let named = json!({"context": context});
            let answer = call(&sim, model, "search_count", json!([[]]), named).await;
            answer["result"].as_u64().unwrap()
        };
        let (one, both) = (count(json!([1])).await, count(json!([1, 2])).await);
        assert_eq!(2 * one, both, "{version}");
    }
}

#[tokio::test]
async fn a_module_that_is_not_installed_leaves_neither_model_nor_field() {
    let sim = sim(10);
    let removed = sim.alter("books", |odoo| odoo.remove_model("crm.team"));
    assert!(removed.unwrap());
    assert!(
        sim.remove_field("books", "account.move", "team_id")
            .unwrap()
    );
    let named = json!({"context": context()});
    let teams = call(&sim, "crm.team", "search_count", json!([[]]), named.clone()).await;
    let message = teams["error"]["data"]["message"].as_str().unwrap();
    assert!(message.contains("crm.team"), "{message}");
    let fields = call(&sim, "account.move", "fields_get", json!([]), named).await;
    assert!(fields["result"]["team_id"].is_null());
    assert!(fields["result"]["journal_id"].is_object());
}
