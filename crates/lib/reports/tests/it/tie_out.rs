//! Open items against the ledger: they tie out, or the difference is told.

use reports::Report;
use reports::open_items::OpenItemsQuery;
use reports::tie_out::{self, TieOut, TieOutParameters};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::recorded::recording;
use crate::world::{World, day, line};

async fn open(client: &Object, question: &Value) -> (Decimal, reports::open_items::OpenItemsQuery) {
    let parameters = serde_json::from_value(question.clone()).unwrap();
    let query = OpenItemsQuery::prepare(
        client,
        &parameters,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let totals = reports::open_items::totals(client, &query).await.unwrap();
    (totals.residual, query)
}

#[tokio::test]
async fn open_items_of_a_real_odoo_tie_out_at_any_date() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    for side in ["receivable", "payable"] {
        for as_of in ["2025-12-31", "2026-03-15", "2026-11-22"] {
            let question = json!({"side": side, "company_id": 2, "as_of": as_of});
            let (residual, query) = open(&client, &question).await;
            let tie_out =
                tie_out::check_report(&client, query.company(), query.parameters(), residual)
                    .await
                    .unwrap()
                    .unwrap();
            assert!(tie_out.tied, "{question}: {tie_out:?}");
            assert_eq!((tie_out.ledger, tie_out.differences_url), (residual, None));
            assert!(!residual.is_zero());
        }
    }
}

/// An invoice of 100 with a payment of 30, and four settlements whose payments do not count.
async fn books_with_lame_settlements() -> World {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "100"),
        line(2, "2026-06-20", "2026-06-20", "-30"),
        line(3, "2026-06-20", "2026-06-20", "-20"),
        line(4, "2026-06-20", "2026-06-20", "-10"),
        line(5, "2026-06-20", "2026-06-20", "-5"),
    ]);
    lines[2]["account_id"] = json!(70);
    lines[3]["parent_state"] = json!("draft");
    lines[4]["_deleted_at"] = json!("2026-11-01 00:00:00+00");
    world.insert("account_move_line", lines).await;
    let partial = |id: i64, credit: i64, amount: &str| {
        json!({"id": id, "debit_move_id": 1, "credit_move_id": credit, "max_date": "2026-06-20",
               "amount": amount, "debit_amount_currency": amount, "credit_amount_currency": amount})
    };
    let partials = json!([
        partial(1, 2, "30"),
        partial(2, 3, "20"),
        partial(3, 4, "10"),
        partial(4, 5, "5"),
        partial(5, 99, "1"),
    ]);
    world.insert("account_partial_reconcile", partials).await;
    world
}

#[tokio::test]
async fn a_difference_is_shown_with_each_settlement_that_causes_it() {
    let world = books_with_lame_settlements().await;
    let client = world.client().await;

    let question = json!({"side": "receivable"});
    let (residual, query) = open(&client, &question).await;
    let tie_out = tie_out::check_report(&client, query.company(), query.parameters(), residual)
        .await
        .unwrap()
        .unwrap();
    // The ledger has 100 - 30; the report has what 66 of settlements leave of 100.
    assert_eq!(tie_out.ledger, "70.00".parse().unwrap());
    assert_eq!(tie_out.difference, "-36.00".parse().unwrap());
    assert!(!tie_out.tied);
    let url = tie_out.differences_url.as_deref().unwrap();
    assert_eq!(url, "/v1/receivables/tie-out?as_of=2026-11-22&company_id=2");

    let found = every_page(&client, 3, &tie_out).await;
    let row = |id, reason: &str, amount: &str| (id, 1, reason.to_owned(), amount.to_owned());
    assert_eq!(
        found,
        [
            row(2, "other_account", "-20.00"),
            row(3, "not_posted", "-10.00"),
            row(4, "deleted", "-5.00"),
            row(5, "not_mirrored", "-1.00"),
        ]
    );

    // A filter by currency parts invoices from payments, so nothing is claimed.
    let (residual, query) = open(&client, &json!({"side": "receivable", "currency": "PEN"})).await;
    let none = tie_out::check_report(&client, query.company(), query.parameters(), residual)
        .await
        .unwrap();
    assert_eq!(none, None);
}

/// Partial, item, reason and difference of each row.
async fn every_page(
    client: &Object,
    limit: u32,
    tie_out: &TieOut,
) -> Vec<(i64, i64, String, String)> {
    let mut parameters: TieOutParameters =
        serde_json::from_value(json!({"side": "receivable", "limit": limit})).unwrap();
    let mut found = Vec::new();
    loop {
        let query = tie_out::prepare(
            client,
            &parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await
        .unwrap();
        let page = tie_out::differences(client, &query, tie_out).await.unwrap();
        assert_eq!(page.totals.rows, 4);
        assert_eq!(page.totals.difference, tie_out.difference);
        found.extend(page.rows.into_iter().map(|row| {
            (
                row.partial_id,
                row.line_id,
                row.reason.to_string(),
                row.difference.to_string(),
            )
        }));
        parameters.cursor = page.next;
        if parameters.cursor.is_none() {
            return found;
        }
    }
}
