//! Every report as what files are made of: as many rows, cells and money as it says.

use std::ops::ControlFlow;

use futures::TryStreamExt;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::books::TODAY;
use crate::settled::SettledBooks;

#[tokio::test]
async fn each_ledger_report_exports_its_rows_and_control_totals() {
    let books = SettledBooks::create(31).await.books;
    let mut client = books.world.client().await;
    let questions: [(&str, Value); 8] = [
        ("general-ledger", json!({"date_from": "2025-03-10"})),
        (
            "trial-balance",
            json!({"by": "level", "compare": "years", "compare_periods": 2}),
        ),
        (
            "journal-items",
            json!({"include_drafts": true, "sort": "-date"}),
        ),
        (
            "partner-statement",
            json!({"partner_id": 7, "date_from": "2024-02-01"}),
        ),
        ("open-items", json!({"side": "receivable"})),
        ("collections", json!({"date_from": "2025-03-10"})),
        ("treasury-balances", json!({"as_of": "2026-03-10"})),
        ("treasury-forecast", json!({"include_drafts": true})),
    ];
    let few = ["treasury-balances"];
    for (key, parameters) in questions {
        let snapshot = reports::snapshot(&mut client, None).await.unwrap();
        let parameters = parameters.as_object().unwrap().clone();
        let report = reports::prepare(&snapshot, key, parameters, TODAY)
            .await
            .unwrap();
        let columns = report.columns().len();
        let expected = report.expected(&snapshot).await.unwrap();
        let (mut rows, mut control) = (0, Decimal::ZERO);
        let mut chunks = report.chunks(&snapshot).await.unwrap();
        while let Some(chunk) = chunks.try_next().await.unwrap() {
            let _ = chunk.visit(&mut |line| {
                assert_eq!(line.cells.len(), columns, "{key}");
                rows += 1;
                control += line.control;
                ControlFlow::Continue(())
            });
        }
        assert!(
            rows > 10 || (few.contains(&key) && rows > 0),
            "{key}: {rows}"
        );
        assert_eq!(
            (rows, control),
            (expected.rows, expected.control_total),
            "{key}"
        );
    }
}
