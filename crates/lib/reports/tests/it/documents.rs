//! Where drilling down ends: a document, its journal items and what settles them.

use reports::{Scope, documents};
use serde_json::json;

use crate::world::{World, day, line};

/// An invoice of 100 dollars (370 soles), of which a payment of 111 soles settles 30 dollars.
async fn partly_paid_in_another_currency() -> World {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "370"),
        line(2, "2026-08-20", "2026-08-20", "-111"),
        line(3, "2026-06-10", "2026-06-10", "-370"),
    ]);
    lines[0]["currency_id"] = json!(1);
    lines[0]["amount_currency"] = json!("100");
    lines[2]["move_id"] = json!(1);
    lines[2]["account_id"] = json!(70);
    world.insert("account_move_line", lines).await;
    let moves = json!([
        {"id": 1, "name": "F001-1", "move_type": "out_invoice", "state": "posted", "company_id": 2,
         "currency_id": 1, "amount_total": "100", "partner_id": 7, "date": "2026-06-10"},
        {"id": 2, "name": "PBNK/1", "move_type": "entry", "state": "posted", "company_id": 2},
    ]);
    world.insert("account_move", moves).await;
    let partial = json!([{
        "id": 1, "debit_move_id": 1, "credit_move_id": 2, "max_date": "2026-08-20",
        "amount": "111", "debit_amount_currency": "30", "credit_amount_currency": "111",
    }]);
    world.insert("account_partial_reconcile", partial).await;
    world
}

const ALL: &Scope = &Scope::ALL;

#[tokio::test]
async fn a_document_shows_its_items_and_their_settlements() {
    let world = partly_paid_in_another_currency().await;
    let client = world.client().await;

    let invoice = documents::document(&client, ALL, 1).await.unwrap().unwrap();
    assert_eq!(
        (invoice.currency.as_str(), invoice.amount_total.to_string()),
        ("USD", "100.00".to_owned())
    );
    let items: Vec<i64> = invoice.journal_items.iter().map(|item| item.id).collect();
    assert_eq!((items, invoice.items), (vec![1, 3], 2));
    let settlement = &invoice.settlements[0];
    assert_eq!(invoice.settlements.len(), 1);
    assert_eq!(settlement.counterpart_name.as_deref(), Some("PBNK/1"));
    assert_eq!(
        settlement.counterpart_url.as_deref(),
        Some("/v1/documents/2")
    );
    assert_eq!(
        (settlement.line_id, settlement.date),
        (1, Some(day("2026-08-20")))
    );
    let amounts = (
        settlement.amount.to_string(),
        settlement.amount_currency.to_string(),
    );
    assert_eq!(amounts, ("111.00".to_owned(), "30.00".to_owned()));
    assert_eq!(settlement.currency, "USD");

    // From the side of the payment.
    let payment = documents::document(&client, ALL, 2).await.unwrap().unwrap();
    assert_eq!(
        payment.settlements[0].counterpart_name.as_deref(),
        Some("F001-1")
    );
    assert_eq!(payment.settlements[0].amount_currency.to_string(), "111.00");

    let item = documents::journal_item(&client, ALL, 1)
        .await
        .unwrap()
        .unwrap();
    let residuals = (
        item.residual.to_string(),
        item.residual_currency.to_string(),
    );
    assert_eq!(residuals, ("259.00".to_owned(), "70.00".to_owned()));
    assert_eq!(item.item.document_url.as_deref(), Some("/v1/documents/1"));
    assert_eq!(item.settlements, invoice.settlements);

    world
        .run("update odoo.account_move set _deleted_at = now() where id = 2")
        .await;
    assert_eq!(documents::document(&client, ALL, 2).await.unwrap(), None);
    assert_eq!(
        documents::journal_item(&client, ALL, 99).await.unwrap(),
        None
    );
}
