//! Every report as what files are made of: as many rows, cells and money as it says.

use std::ops::ControlFlow;

use futures::TryStreamExt;
use reports::{Cell, Group};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::books::TODAY;
use crate::settled::SettledBooks;

#[tokio::test]
async fn each_ledger_report_exports_its_rows_and_control_totals() {
    let books = SettledBooks::create(31).await.books;
    let mut client = books.world.client().await;
    let questions: [(&str, Value); 9] = [
        ("general-ledger", json!({"date_from": "2025-03-10"})),
        ("partner-ledger", json!({"date_from": "2025-03-10"})),
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
        let report = reports::prepare(&snapshot, key, parameters, &reports::Reader::of_all(TODAY))
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

/// A row of a file: its amounts by column, zero if empty, and its group.
type Grouped = (Vec<Option<Decimal>>, Option<Group<'static>>);

/// The amounts that a group can sum up.
async fn grouped(books: &SettledBooks, key: &str, parameters: Value) -> Vec<Grouped> {
    let mut client = books.books.world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let parameters = parameters.as_object().unwrap().clone();
    let report = reports::prepare(&snapshot, key, parameters, &reports::Reader::of_all(TODAY))
        .await
        .unwrap();
    let columns = report.columns();
    let mut rows = Vec::new();
    let mut chunks = report.chunks(&snapshot).await.unwrap();
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        let _ = chunk.visit(&mut |line| {
            let amounts = line
                .cells
                .iter()
                .zip(&columns)
                .map(|(cell, column)| match cell {
                    Cell::Money(amount) if column.subtotal => Some(*amount),
                    _ => None,
                });
            let group = line.group.map(|group| match group {
                Group::Of { id, .. } => Group::Of {
                    id,
                    name: Cell::Empty,
                },
                Group::Detail => Group::Detail,
                Group::Closing => Group::Closing,
                Group::Level {
                    level,
                    rows,
                    largest,
                } => Group::Level {
                    level,
                    rows,
                    largest,
                },
            });
            rows.push((amounts.collect(), group));
            ControlFlow::Continue(())
        });
    }
    rows
}

fn sum<'r>(rows: impl Iterator<Item = &'r Grouped>, column: usize) -> Decimal {
    rows.filter_map(|(amounts, _)| amounts[column]).sum()
}

#[tokio::test]
async fn a_row_that_sums_up_others_has_their_sum() {
    let books = SettledBooks::create(31).await;
    for (key, parameters) in [
        ("general-ledger", json!({"date_from": "2025-03-10"})),
        ("partner-ledger", json!({"date_from": "2025-03-10"})),
        (
            "partner-statement",
            json!({"partner_id": 7, "date_from": "2024-02-01"}),
        ),
    ] {
        let rows = grouped(&books, key, parameters).await;
        let (mut details, mut closings) = (Vec::new(), 0);
        for row in &rows {
            match row.1 {
                Some(Group::Detail) => details.push(row),
                Some(Group::Closing) => {
                    for (column, amount) in row.0.iter().enumerate() {
                        let found = sum(details.iter().copied(), column);
                        assert!(amount.is_none_or(|amount| amount == found), "{key}");
                    }
                    closings += 1;
                    details.clear();
                }
                other => assert_eq!(other, None, "{key}"),
            }
        }
        assert!(closings > 0 && details.is_empty(), "{key}");
    }
    let levels = json!({"by": "level", "digits": 3, "compare": "years", "compare_periods": 1});
    let rows = grouped(&books, "trial-balance", levels).await;
    let mut groups = 0;
    for (index, (amounts, group)) in rows.iter().enumerate() {
        let Some(Group::Level { rows: below, .. }) = group else {
            panic!("{group:?}")
        };
        let below = rows[index + 1..].iter().take(*below as usize);
        let accounts: Vec<_> = below
            .filter(|(_, group)| matches!(group, Some(Group::Level { rows: 0, .. })))
            .collect();
        if accounts.is_empty() {
            continue;
        }
        groups += 1;
        for (column, amount) in amounts.iter().enumerate() {
            let found = sum(accounts.iter().copied(), column);
            assert_eq!(amount.unwrap_or_default(), found, "row {index}");
        }
    }
    assert!(groups > 3, "{groups}");
}

#[tokio::test]
async fn open_items_are_grouped_by_partner_if_they_are_sorted_by_partner() {
    let books = SettledBooks::create(31).await;
    let ids = async |parameters| {
        let rows = grouped(&books, "open-items", parameters).await;
        let ids = rows.into_iter().map(|(_, group)| match group {
            Some(Group::Of { id, .. }) => Some(id),
            _ => None,
        });
        ids.collect::<Vec<_>>()
    };
    // Files are sorted by partner unless asked otherwise.
    let mut by_partner = ids(json!({"side": "receivable"})).await;
    assert!(by_partner.iter().all(Option::is_some));
    by_partner.dedup();
    let groups = by_partner.len();
    by_partner.sort_unstable();
    by_partner.dedup();
    assert_eq!(by_partner.len(), groups);
    let by_date = ids(json!({"side": "receivable", "sort": "date"})).await;
    assert!(by_date.iter().all(Option::is_none));
}
