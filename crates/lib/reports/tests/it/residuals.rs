//! What counts into a residual, and when.

use reports::Side;
use reports::open_items::OpenItem;
use rust_decimal::Decimal;
use serde_json::json;

use crate::world::{World, day, line, open_items_of};

fn residuals(rows: &[OpenItem]) -> Vec<(i64, String, String)> {
    let row = |row: &OpenItem| {
        (
            row.line_id,
            row.residual.to_string(),
            row.residual_currency.to_string(),
        )
    };
    rows.iter().map(row).collect()
}

/// An invoice of 100 in June, paid by 100 in August, settled in August.
async fn paid_in_august() -> World {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "100"),
        line(2, "2026-08-20", "2026-08-20", "-100"),
    ]);
    for line in lines.as_array_mut().unwrap() {
        line["reconciled"] = json!(true);
        line["amount_residual"] = json!(0);
        line["amount_residual_currency"] = json!(0);
    }
    world.insert("account_move_line", lines).await;
    world
        .insert(
            "account_partial_reconcile",
            json!([{
                "id": 1, "debit_move_id": 1, "credit_move_id": 2, "max_date": "2026-08-20",
                "amount": "100", "debit_amount_currency": "100", "credit_amount_currency": "100",
            }]),
        )
        .await;
    world
}

#[tokio::test]
async fn a_settled_invoice_is_open_until_the_day_of_the_settlement() {
    let world = paid_in_august().await;
    let mut parameters = open_items_of(Side::Receivable);
    for (as_of, expected) in [
        ("2026-06-09", vec![]),
        ("2026-06-10", vec![1]),
        ("2026-08-19", vec![1]),
        ("2026-08-20", vec![]),
        ("2026-11-22", vec![]),
    ] {
        parameters.as_of = Some(day(as_of));
        let rows = world.open_items(&parameters).await;
        assert_eq!(
            rows.iter().map(|row| row.line_id).collect::<Vec<_>>(),
            expected,
            "{as_of}"
        );
    }
}

#[tokio::test]
async fn a_partial_reconciliation_in_another_currency_leaves_both_residuals() {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "370.5"),
        line(2, "2026-06-20", "2026-06-20", "-150"),
    ]);
    lines[0]["currency_id"] = json!(1);
    lines[0]["amount_currency"] = json!("100");
    world.insert("account_move_line", lines).await;
    world.insert("account_partial_reconcile", json!([{
        "id": 1, "debit_move_id": 1, "credit_move_id": 2, "max_date": "2026-06-20",
        "amount": "111.15", "debit_amount_currency": "30", "credit_amount_currency": "111.15",
    }])).await;

    let rows = world.open_items(&open_items_of(Side::Receivable)).await;

    let text = |id, residual: &str, currency: &str| (id, residual.to_owned(), currency.to_owned());
    // The payment falls due first; it waits with the rest of its amount.
    assert_eq!(
        residuals(&rows),
        [text(2, "-38.85", "-38.85"), text(1, "259.35", "70.00")]
    );
    assert_eq!(
        (rows[1].currency.as_str(), rows[1].company_currency.as_str()),
        ("USD", "PEN")
    );
    assert_eq!(rows[1].balance, "370.50".parse::<Decimal>().unwrap());
}

#[tokio::test]
async fn tombstones_drafts_and_other_accounts_do_not_count() {
    let world = paid_in_august().await;
    let mut lines = json!([
        line(3, "2026-06-10", "2026-07-10", "1"),
        line(4, "2026-06-10", "2026-07-10", "2"),
        line(5, "2026-06-10", "2026-07-10", "4"),
        line(6, "2026-06-10", "2026-07-10", "8"),
    ]);
    lines[0]["_deleted_at"] = json!("2026-11-01 00:00:00+00");
    lines[1]["parent_state"] = json!("draft");
    lines[2]["parent_state"] = json!("cancel");
    lines[3]["account_id"] = json!(70);
    world.insert("account_move_line", lines).await;
    assert_eq!(world.open_items(&open_items_of(Side::Receivable)).await, []);

    // The settlement is undone: Odoo deletes it and holds both lines open again.
    world.run(
        "update odoo.account_partial_reconcile set _deleted_at = now();
         update odoo.account_move_line
         set reconciled = false, amount_residual = balance, amount_residual_currency = amount_currency
         where id in (1, 2)",
    ).await;
    let rows = world.open_items(&open_items_of(Side::Receivable)).await;
    assert_eq!(
        rows.iter().map(|row| row.line_id).collect::<Vec<_>>(),
        [1, 2]
    );
}

#[tokio::test]
async fn a_line_settled_by_several_later_payments_appears_once() {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "100"),
        line(2, "2026-08-20", "2026-08-20", "-40"),
        line(3, "2026-09-20", "2026-09-20", "-50"),
    ]);
    lines[0]["amount_residual"] = json!("10");
    lines[0]["amount_residual_currency"] = json!("10");
    for paid in [1, 2] {
        lines[paid]["reconciled"] = json!(true);
        lines[paid]["amount_residual"] = json!(0);
        lines[paid]["amount_residual_currency"] = json!(0);
    }
    world.insert("account_move_line", lines).await;
    world
        .insert(
            "account_partial_reconcile",
            json!([
                {"id": 1, "debit_move_id": 1, "credit_move_id": 2, "max_date": "2026-08-20",
                 "amount": "40", "debit_amount_currency": "40", "credit_amount_currency": "40"},
                {"id": 2, "debit_move_id": 1, "credit_move_id": 3, "max_date": "2026-09-20",
                 "amount": "50", "debit_amount_currency": "50", "credit_amount_currency": "50"},
            ]),
        )
        .await;
    let mut parameters = open_items_of(Side::Receivable);
    for (as_of, residual) in [
        ("2026-07-01", "100.00"),
        ("2026-08-31", "60.00"),
        ("2026-11-22", "10.00"),
    ] {
        parameters.as_of = Some(day(as_of));
        let rows = world.open_items(&parameters).await;
        assert_eq!(
            residuals(&rows),
            [(1, residual.to_owned(), residual.to_owned())],
            "{as_of}"
        );
    }
}

#[tokio::test]
async fn an_item_that_is_open_only_in_its_own_currency_is_shown() {
    let world = World::with_a_company().await;
    let mut lines = json!([line(1, "2026-06-10", "2026-07-10", "0")]);
    lines[0]["currency_id"] = json!(1);
    lines[0]["amount_currency"] = json!("0.01");
    lines[0]["amount_residual_currency"] = json!("0.01");
    world.insert("account_move_line", lines).await;
    let rows = world.open_items(&open_items_of(Side::Receivable)).await;
    assert_eq!(
        residuals(&rows),
        [(1, "0.00".to_owned(), "0.01".to_owned())]
    );
}
