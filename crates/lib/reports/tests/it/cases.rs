//! Books that were wrong in other products, and the answers that are right.

use std::ops::ControlFlow;
use std::path::PathBuf;

use futures::TryStreamExt;
use reports::collections::CollectionsQuery;
use reports::general_ledger::GeneralLedgerQuery;
use reports::journal_items::JournalItemsQuery;
use reports::open_items::OpenItemsQuery;
use reports::partner_statement::PartnerStatementQuery;
use reports::treasury_balances::TreasuryBalancesQuery;
use reports::trial_balance::TrialBalanceQuery;
use reports::{Report, WarningCode, statement_candidates};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::finer::answer;
use crate::world::{World, day, line};

/// The rows of a public case. None, and a word about it, where the cases are absent.
async fn case(name: &str) -> Option<World> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/cases");
    let path = PathBuf::from(folder).join(format!("{name}.json"));
    if !path.is_file() {
        println!("skipped: the case {name} is not here");
        return None;
    }
    let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let world = World::create().await;
    for (table, rows) in case["rows"].as_object().unwrap() {
        world.insert(table, rows.clone()).await;
    }
    world.run("select report.rebuild()").await;
    Some(world)
}

#[tokio::test]
async fn three_lines_of_100_4_clp_are_300_in_every_report() {
    let Some(world) = case("finer-than-currency").await else {
        return;
    };
    let client = world.client().await;
    let asked = json!({"side": "receivable", "company_id": 3});
    let items = answer::<OpenItemsQuery>(&client, &asked).await;
    assert_eq!(items["totals"]["residual"], "300");
    assert_eq!(items["tie_out"]["ledger"], "300");
    assert_eq!(items["tie_out"]["tied"], true);
    let asked = json!({"company_id": 3, "account_prefix": "110310"});
    let ledger = answer::<GeneralLedgerQuery>(&client, &asked).await;
    assert_eq!(ledger["totals"]["closing"], "300");
    let balance = answer::<TrialBalanceQuery>(&client, &json!({"company_id": 3})).await;
    assert_eq!(balance["totals"]["check"]["balanced"], true);
}

#[tokio::test]
async fn a_credit_note_with_a_negative_debit_is_a_credit_note() {
    let Some(world) = case("storno-refund").await else {
        return;
    };
    let client = world.client().await;
    let asked = json!({"date_from": "2026-10-01", "date_to": "2026-10-31", "partner_id": 1088});
    let collections = answer::<CollectionsQuery>(&client, &asked).await;
    for (figure, expected) in [
        ("invoiced", "1180.00"),
        ("credited", "180.00"),
        ("billed", "1000.00"),
    ] {
        assert_eq!(collections["totals"][figure], expected, "{figure}");
        assert_eq!(collections["data"][0][figure], expected, "{figure}");
    }
}

#[tokio::test]
async fn branches_of_a_real_case_tie_out() {
    let Some(world) = case("branch-cross-reconciled").await else {
        return;
    };
    let client = world.client().await;
    let asked = json!({"side": "receivable", "company_id": 1, "companies": "with_branches"});
    let items = answer::<OpenItemsQuery>(&client, &asked).await;
    assert_eq!(items["totals"]["residual"], "400.00");
    assert_eq!(items["tie_out"]["ledger"], "400.00");
    assert_eq!(items["tie_out"]["tied"], true);
}

/// Accounts 1.1.01, 1.1.02, 1.10.01 and 4 1 0 with groups of Odoo.
async fn separated_codes() -> World {
    let world = World::with_a_company().await;
    let account = |id: i64, code: &str| {
        json!({"id": id, "code": code, "name": code, "company_id": 2,
               "account_type": "asset_current"})
    };
    let accounts = json!([
        account(101, "1.1.01"),
        account(102, "1.1.02"),
        account(103, "1.10.01"),
        account(104, "4 1 0"),
    ]);
    world.insert("account_account", accounts).await;
    let group = |id: i64, from: &str, to: &str, name: &str| {
        json!({"id": id, "code_prefix_start": from, "code_prefix_end": to, "name": name,
               "company_id": 2})
    };
    let groups = json!([
        group(1, "1", "1", "Activo"),
        group(2, "1.1", "1.1", "Efectivo")
    ]);
    world.insert("account_group", groups).await;
    let item = |id: i64, account: i64, balance: &str| {
        let mut item = line(id, "2026-06-10", "2026-06-10", balance);
        item["account_id"] = json!(account);
        item["debit"] = json!(balance);
        item
    };
    let items = json!([
        item(1, 101, "1"),
        item(2, 102, "10"),
        item(3, 103, "100"),
        item(4, 104, "1000"),
    ]);
    world.insert("account_move_line", items).await;
    world
}

#[tokio::test]
async fn levels_of_separated_codes_are_their_parts_and_have_names() {
    let world = separated_codes().await;
    let client = world.client().await;
    let asked = json!({"by": "level", "digits": 2});
    let balance = answer::<TrialBalanceQuery>(&client, &asked).await;
    let rows: Vec<_> = balance["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
            (
                text("code"),
                text("name"),
                row["level"].as_i64(),
                text("debit"),
            )
        })
        .collect();
    let row = |code: &str, name: &str, level, debit: &str| {
        (code.to_owned(), name.to_owned(), level, debit.to_owned())
    };
    let expected = [
        row("1", "Activo", Some(1), "111.00"),
        row("1.1", "Efectivo", Some(2), "11.00"),
        row("1.1.01", "1.1.01", None, "1.00"),
        row("1.1.02", "1.1.02", None, "10.00"),
        row("1.10", "", Some(2), "100.00"),
        row("1.10.01", "1.10.01", None, "100.00"),
        row("4", "", Some(1), "1000.00"),
        row("4 1", "", Some(2), "1000.00"),
        row("4 1 0", "4 1 0", None, "1000.00"),
    ];
    assert_eq!(rows, expected);
    assert_eq!(balance["totals"]["debit"], "1111.00");
    // The items of 1.1 are not those of 1.10.
    let url = balance["data"][1]["items_url"].as_str().unwrap();
    let query = url.split_once('?').unwrap().1;
    let asked: serde_json::Map<String, Value> =
        serde_urlencoded::from_str::<Vec<(String, String)>>(query)
            .unwrap()
            .into_iter()
            .filter(|(name, _)| name == "account_prefix")
            .map(|(name, value)| (name, json!(value)))
            .collect();
    let items = answer::<JournalItemsQuery>(&client, &Value::Object(asked)).await;
    assert_eq!(items["totals"]["debit"], "11.00");
}

#[tokio::test]
async fn a_file_by_level_has_the_totals_of_the_accounts() {
    let world = separated_codes().await;
    let mut client = world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let asked = json!({"by": "level", "digits": 2})
        .as_object()
        .unwrap()
        .clone();
    let reader = reports::Reader::of_all(day("2026-11-22"));
    let report = reports::prepare(&snapshot, "trial-balance", asked, &reader);
    let report = report.await.unwrap();
    let expected = report.expected(&snapshot).await.unwrap();
    assert_eq!(expected.total.to_string(), "1111.00");
    let totals = report.totals(&snapshot).await.unwrap();
    assert_eq!(totals["debit"].to_string(), "1111.00");
    assert_eq!(totals["closing"].to_string(), "1111.00");
}

#[tokio::test]
async fn items_in_several_tags_count_once_in_the_total_of_the_file() {
    let world = World::with_a_company().await;
    let tags = json!([{"id": 1, "name": "Gobierno"}, {"id": 2, "name": "Mayorista"}]);
    world.insert("res_partner_category", tags).await;
    world
        .run("update odoo.res_partner set category_id = '{1,2}' where id = 7")
        .await;
    let items = json!([line(1, "2026-06-10", "2026-07-10", "100")]);
    world.insert("account_move_line", items).await;
    let mut client = world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let asked = json!({"side": "receivable", "group_by": "partner_tag"});
    let asked = asked.as_object().unwrap().clone();
    let report = reports::prepare(
        &snapshot,
        "ageing",
        asked,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let expected = report.expected(&snapshot).await.unwrap();
    assert_eq!(
        (expected.rows, expected.total.to_string()),
        (2, "100.00".to_owned())
    );
    assert_eq!(expected.control_total.to_string(), "200.00");
}

#[tokio::test]
async fn a_report_warns_of_what_it_had_to_assume() {
    let world = World::with_a_company().await;
    let client = world.client().await;
    let today = day("2026-11-22");
    let warnings = async |asked: Value| {
        let parameters = serde_json::from_value(asked).unwrap();
        let query =
            TrialBalanceQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
                .await
                .unwrap();
        query.prepared().warnings.clone()
    };
    assert_eq!(warnings(json!({})).await, [WarningCode::FiscalYearUnknown]);
    let whole = json!({"date_from": "2026-01-01", "opening": "cumulative"});
    assert_eq!(warnings(whole).await, []);
    world
        .run(
            "update odoo.res_company
             set fiscalyear_last_month = '6', fiscalyear_last_day = 30",
        )
        .await;
    assert_eq!(warnings(json!({})).await, []);

    let journal = json!([{"id": 3, "code": "BCP", "type": "bank", "company_id": 2}]);
    world.insert("account_journal", journal).await;
    let parameters = serde_json::from_value(json!({})).unwrap();
    let query =
        TreasuryBalancesQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
            .await
            .unwrap();
    assert_eq!(
        query.prepared().warnings,
        [WarningCode::JournalAccountsUnknown]
    );
    world
        .run("update odoo.res_company set currency_id = null")
        .await;
    let query =
        TreasuryBalancesQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
            .await
            .unwrap();
    assert!(
        query
            .prepared()
            .warnings
            .contains(&WarningCode::CurrencyUnknown)
    );
}

#[tokio::test]
async fn odoo_decides_which_accounts_open_with_their_balance() {
    let world = World::with_a_company().await;
    let accounts = json!([
        {"id": 90, "code": "0111", "account_type": "off_balance", "company_id": 2},
    ]);
    world.insert("account_account", accounts).await;
    let mut items = json!([line(1, "2025-06-10", "2025-06-10", "100")]);
    items[0]["account_id"] = json!(90);
    world.insert("account_move_line", items).await;
    let client = world.client().await;
    let asked = json!({"account_ids": "90", "date_from": "2026-01-01"});
    // Up to Odoo 17 the field decides. From 18 on it is missing, and the type decides.
    for (field, opening) in [("null", "100.00"), ("true", "100.00"), ("false", "0.00")] {
        let update = format!("update odoo.account_account set include_initial_balance = {field}");
        world.run(&format!("{update} where id = 90")).await;
        let ledger = answer::<GeneralLedgerQuery>(&client, &asked).await;
        let found = ledger["totals"]["opening"].as_str().unwrap();
        assert_eq!(found, opening, "include_initial_balance is {field}");
    }
}

#[tokio::test]
async fn a_registered_payment_without_an_entry_is_shown_and_not_reminded() {
    let Some(world) = case("payment-in-process").await else {
        return;
    };
    let client = world.client().await;
    let asked = json!({"side": "receivable", "company_id": 1});
    let items = answer::<OpenItemsQuery>(&client, &asked).await;
    assert_eq!(items["data"][0]["residual_currency"], "500.00");
    assert_eq!(items["data"][0]["pending_currency"], "500.00");
    let asked = json!({"partner_id": 70000, "date_from": "2026-01-01"});
    let statement = answer::<PartnerStatementQuery>(&client, &asked).await;
    assert_eq!(statement["pending_payments"][0]["amount"], "500.00");
    assert_eq!(statement["pending_payments"][0]["memo"], "F001-70000");
    assert_eq!(statement["totals"][0]["closing"], "500.00");

    let candidate = async |asked: Value| {
        let parameters = serde_json::from_value(asked).unwrap();
        let reader = reports::Reader::of_all(day("2026-11-22"));
        let query = statement_candidates::prepare(&client, &parameters, &reader);
        let page = statement_candidates::page(&client, &query.await.unwrap()).await;
        let mut rows = page.unwrap().rows;
        rows.pop().map(|row| {
            (
                row.amount_pending.to_string(),
                row.amount_overdue.to_string(),
            )
        })
    };
    let pending = candidate(json!({"company_id": 1})).await.unwrap();
    assert_eq!(pending, ("500.00".to_owned(), "0.00".to_owned()));
    assert_eq!(
        candidate(json!({"company_id": 1, "min_days_overdue": 1})).await,
        None
    );
    let ignored = json!({"company_id": 1, "ignore_pending": true, "min_days_overdue": 1});
    let ignored = candidate(ignored).await.unwrap();
    assert_eq!(ignored, ("0".to_owned(), "500.00".to_owned()));
    // A day before the payment was registered.
    let before = candidate(json!({"company_id": 1, "as_of": "2026-10-01"}))
        .await
        .unwrap();
    assert_eq!(before, ("0".to_owned(), "500.00".to_owned()));
}

/// One payment of 150 for two invoices of 100 in dollars.
#[tokio::test]
async fn a_registered_payment_covers_its_invoices_in_the_order_of_due_dates() {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-08-10", "370"),
        line(2, "2026-06-10", "2026-07-10", "370"),
        line(3, "2026-06-10", "2026-06-20", "370"),
    ]);
    for line in lines.as_array_mut().unwrap() {
        line["currency_id"] = json!(1);
        line["amount_currency"] = json!("100");
    }
    world.insert("account_move_line", lines).await;
    let moves = [1, 2, 3].map(|id| json!({"id": id, "name": format!("F001-{id}")}));
    world.insert("account_move", json!(moves)).await;
    let payment = |id: i64, more: Value| {
        let mut payment = json!({"id": id, "payment_type": "inbound", "partner_id": 7,
            "amount": "150", "currency_id": 1, "company_id": 2, "date": "2026-06-15",
            "state": "in_process", "invoice_ids": [1, 2]});
        payment
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        payment
    };
    let payments = json!([
        payment(1, json!({})),
        // Booked, paid, in another currency, and deleted.
        payment(2, json!({"move_id": 9})),
        payment(3, json!({"state": "paid"})),
        payment(4, json!({"currency_id": 156})),
        payment(5, json!({"_deleted_at": "2026-07-01 00:00:00+00"})),
    ]);
    world.insert("account_payment", payments).await;
    world.run("select report.rebuild()").await;
    let client = world.client().await;
    let items = answer::<OpenItemsQuery>(&client, &json!({"side": "receivable"})).await;
    let rows = items["data"].as_array().unwrap().iter();
    let rows: Vec<_> = rows
        .map(|row| (row["line_id"].clone(), row["pending_currency"].clone()))
        .collect();
    let expected = [
        (json!(3), Value::Null),
        (json!(2), json!("100.00")),
        (json!(1), json!("50.00")),
    ];
    assert_eq!(rows, expected);
}

/// An invoice in dollars, its payment at another rate, and the entry of the exchange difference.
async fn world_with_an_exchange_difference() -> World {
    let world = World::with_a_company().await;
    let item = |id: i64, balance: &str, dollars: &str| {
        let mut item = line(id, "2026-06-10", "2026-07-10", balance);
        item["currency_id"] = json!(1);
        item["amount_currency"] = json!(dollars);
        item
    };
    let items = json!([
        item(1, "370", "100"),
        item(2, "-380", "-100"),
        item(3, "10", "0")
    ]);
    world.insert("account_move_line", items).await;
    let moves = json!([
        {"id": 1, "name": "F001-1"}, {"id": 2, "name": "PBNK1/1"}, {"id": 3, "name": "EXCH/1"},
    ]);
    world.insert("account_move", moves).await;
    let partial = json!([{
        "id": 1, "debit_move_id": 1, "credit_move_id": 2, "amount": "370", "company_id": 2,
        "debit_amount_currency": "100", "credit_amount_currency": "100",
        "debit_currency_id": 1, "credit_currency_id": 1, "max_date": "2026-06-10",
        "exchange_move_id": 3,
    }]);
    world.insert("account_partial_reconcile", partial).await;
    world
}

#[tokio::test]
async fn a_statement_for_the_customer_has_no_internal_entries_ids_or_links() {
    let world = world_with_an_exchange_difference().await;
    let mut client = world.client().await;
    let asked = json!({"partner_id": 7, "date_from": "2026-01-01"});
    let statement = answer::<PartnerStatementQuery>(&client, &asked).await;
    let rows = statement["data"].as_array().unwrap().iter();
    let internal: Vec<_> = rows
        .filter(|row| row["is_exchange_difference"] == true)
        .map(|row| row["move_name"].clone())
        .collect();
    assert_eq!(internal, ["EXCH/1"]);

    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let asked = asked.as_object().unwrap().clone();
    let reader = reports::Reader::of_all(day("2026-11-22"));
    let report = reports::prepare(&snapshot, "partner-statement", asked, &reader);
    let report = report.await.unwrap();
    assert!(report.is_for_customers());
    let keys: Vec<_> = report
        .columns()
        .iter()
        .map(|column| column.key.to_owned())
        .collect();
    assert!(!keys.iter().any(|key| key.ends_with("_id")), "{keys:?}");
    let expected = report.expected(&snapshot).await.unwrap();
    let mut chunks = report.chunks(&snapshot).await.unwrap();
    let (mut rows, mut control) = (0, Decimal::ZERO);
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        let _ = chunk.visit(&mut |line| {
            rows += 1;
            control += line.control;
            let shown = format!("{:?}", line.cells);
            assert!(
                !shown.contains("EXCH") && !shown.contains("Record"),
                "{shown}"
            );
            ControlFlow::Continue(())
        });
    }
    assert_eq!((rows, control), (expected.rows, expected.control_total));
    assert_eq!(rows, 4, "opening, invoice, payment, closing");
}
