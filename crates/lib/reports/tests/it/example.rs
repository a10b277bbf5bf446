//! The example of docs/development.md is a report that works.

use futures::TryStreamExt;
use reports::{Cell, Report};
use serde_json::json;

use crate::example_report::{JournalTotalsParameters, JournalTotalsQuery};
use crate::world::{World, day, line};

#[tokio::test]
async fn the_example_has_an_answer_and_rows_for_files() {
    let world = World::with_a_company().await;
    let journal = json!([{"id": 3, "code": "VEN", "name": "Ventas", "type": "sale"}]);
    world.insert("account_journal", journal).await;
    let mut posted = line(1, "2026-11-01", "2026-11-05", "10.50");
    posted["journal_id"] = json!(3);
    posted["debit"] = json!("10.50");
    let mut later = posted.clone();
    (later["id"], later["date"]) = (json!(2), json!("2026-11-23"));
    let lines = json!([posted, later]);
    world.insert("account_move_line", lines).await;

    let client = world.client().await;
    let asked: JournalTotalsParameters = serde_json::from_value(json!({})).unwrap();
    let reader = reports::Reader::of_all(day("2026-11-22"));
    let query = JournalTotalsQuery::prepare(&client, &asked, &reader);
    let query = query.await.unwrap();
    let answer = query.answer(&client).await.unwrap().answer;
    let row = json!({"journal_code": "VEN", "items": 1, "debit": "10.50"});
    assert_eq!(
        serde_json::to_value(answer).unwrap(),
        json!({ "data": [row] })
    );

    let rows: Vec<_> = query
        .rows(&client)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    let cells = query.columns().into_iter();
    let cells: Vec<_> = cells.map(|column| column.cell(&rows[0])).collect();
    let debit = "10.50".parse().unwrap();
    assert_eq!(cells, [Cell::Text("VEN"), Cell::Int(1), Cell::Money(debit)]);
    let expected = query.expected(&client).await.unwrap();
    assert_eq!((expected.rows, expected.control_total), (1, debit));
}

#[test]
fn development_md_shows_this_example() {
    let page = include_str!("../../../../../docs/development.md");
    let example = include_str!("example_report.rs");
    assert!(
        page.contains(&format!("```rust\n{example}```")),
        "copy tests/it/example_report.rs to the section Add a report of docs/development.md"
    );
}
