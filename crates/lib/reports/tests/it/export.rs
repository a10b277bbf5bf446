//! Every row of a report, with what it must come to.

use futures::TryStreamExt;
use reports::ageing::AgeingQuery;
use reports::open_items::OpenItemsQuery;
use reports::{Report, Side, snapshot};
use rust_decimal::Decimal;
use serde_json::json;

use crate::world::{World, ageing_of, day, line, open_items_of};

#[tokio::test]
async fn an_export_agrees_with_its_control_total_while_the_mirror_changes() {
    let world = World::with_a_company().await;
    let lines: Vec<_> = (1..=1200)
        .map(|id| line(id, "2026-06-10", "2026-07-10", "1.25"))
        .collect();
    world.insert("account_move_line", json!(lines)).await;

    let mut client = world.client().await;
    let transaction = snapshot(&mut client, None).await.unwrap();
    let mut parameters = open_items_of(Side::Receivable);
    parameters.limit = Some(10);
    let query = OpenItemsQuery::prepare(
        &transaction,
        &parameters,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let expected = query.expected(&transaction).await.unwrap();
    world
        .insert(
            "account_move_line",
            json!([line(5000, "2026-06-10", "2026-07-10", "9")]),
        )
        .await;
    let rows: Vec<_> = query
        .rows(&transaction)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();

    // Limit and cursor belong to pages.
    assert_eq!(rows.len(), 1200);
    assert_eq!(
        (expected.rows, expected.control_total),
        (1200, Decimal::from(1500))
    );
    assert_eq!(
        rows.iter().map(|row| row.residual).sum::<Decimal>(),
        expected.control_total
    );
    drop(transaction);

    let query = AgeingQuery::prepare(
        &client,
        &ageing_of(Side::Receivable),
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let expected = query.expected(&client).await.unwrap();
    assert_eq!(
        (expected.rows, expected.control_total),
        (1, Decimal::from(1509))
    );
}

#[tokio::test]
async fn a_snapshot_cannot_write() {
    let world = World::with_a_company().await;
    let mut client = world.client().await;
    let transaction = snapshot(&mut client, None).await.unwrap();
    let refused = transaction
        .execute("delete from odoo.res_partner", &[])
        .await;
    assert!(refused.is_err());
}
