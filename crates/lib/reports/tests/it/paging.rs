//! Pages hold every row once and in order, and a cursor is good for its own question alone.

use futures::TryStreamExt;
use reports::ageing::{self, AgeingQuery};
use reports::open_items::{self, OpenItemsParameters, OpenItemsQuery};
use reports::{Error, Report, Side};
use serde_json::json;

use crate::recorded::recording;
use crate::world::{World, ageing_of, day, line, open_items_of};

const SORTS: [&str; 8] = [
    "due_date",
    "-due_date",
    "date",
    "-date",
    "partner",
    "-partner",
    "residual",
    "-residual",
];

#[tokio::test]
async fn the_pages_of_open_items_together_equal_the_export() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    let today = day("2026-11-22");
    for (sort, as_of) in SORTS
        .into_iter()
        .flat_map(|sort| [(sort, "2026-11-22"), (sort, "2026-05-31")])
    {
        let mut parameters: OpenItemsParameters = serde_json::from_value(json!({
            "side": "receivable", "company_id": 2, "sort": sort, "as_of": as_of, "limit": 47,
        }))
        .unwrap();
        let query = OpenItemsQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
            .await
            .unwrap();
        let whole: Vec<_> = query
            .rows(&client)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        assert!(whole.len() > 300);

        let mut paged = Vec::new();
        loop {
            let query =
                OpenItemsQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
                    .await
                    .unwrap();
            let page = open_items::page(&client, &query).await.unwrap();
            assert!(page.rows.len() <= 47);
            paged.extend(page.rows);
            parameters.cursor = page.next;
            if parameters.cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole, "{sort} at {as_of}");
        let ascending = match sort.trim_start_matches('-') {
            "due_date" => whole.is_sorted_by_key(|row| (row.due_date, row.line_id)),
            "date" => whole.is_sorted_by_key(|row| (row.date, row.line_id)),
            "residual" => whole.is_sorted_by_key(|row| (row.residual, row.line_id)),
            _ => whole.is_sorted_by_key(|row| {
                (
                    row.partner_name.as_ref().unwrap().to_lowercase(),
                    row.partner_id,
                    row.due_date,
                    row.line_id,
                )
            }),
        };
        assert_eq!(ascending, !sort.starts_with('-'), "{sort} at {as_of}");
    }
}

#[tokio::test]
async fn the_ageing_pages_together_equal_the_export_and_each_has_full_totals() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    let today = day("2026-11-22");
    for (side, sort) in [
        (Side::Receivable, None),
        (Side::Payable, None),
        (Side::Receivable, Some("total")),
        (Side::Receivable, Some("name")),
        (Side::Payable, Some("-name")),
        (Side::Receivable, Some("-overdue")),
        (Side::Payable, Some("items")),
    ] {
        let mut parameters = ageing_of(side);
        parameters.company_id = Some(2);
        parameters.limit = Some(7);
        parameters.sort = sort.map(|sort| serde_json::from_value(json!(sort)).unwrap());
        let query = AgeingQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
            .await
            .unwrap();
        let whole: Vec<_> = query
            .rows(&client)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        let totals = ageing::totals(&client, &query).await.unwrap();

        let mut paged = Vec::new();
        loop {
            let query = AgeingQuery::prepare(&client, &parameters, &reports::Reader::of_all(today))
                .await
                .unwrap();
            let page = ageing::page(&client, &query).await.unwrap();
            assert_eq!(page.totals, totals);
            // Files have no links.
            let without_links = page.rows.into_iter().map(|row| ageing::AgeingRow {
                items_url: None,
                overdue_items_url: None,
                unapplied_items_url: None,
                bucket_urls: Vec::new(),
                ..row
            });
            paged.extend(without_links);
            parameters.cursor = page.next;
            if parameters.cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole, "{side:?} by {sort:?}");
        if sort.is_none() {
            assert!(
                whole.is_sorted_by(|one, next| one.total.abs() >= next.total.abs()
                    || one.total.is_sign_positive() != next.total.is_sign_positive())
            );
        }
    }
}

async fn three_lines() -> World {
    let world = World::with_a_company().await;
    let lines = json!([
        line(1, "2026-11-01", "2026-11-05", "10"),
        line(2, "2026-11-01", "2026-11-05", "20"),
        line(3, "2026-11-01", "2026-11-05", "30"),
    ]);
    world.insert("account_move_line", lines).await;
    world
}

#[tokio::test]
async fn a_cursor_for_another_filter_or_sort_is_refused() {
    let world = three_lines().await;
    let client = world.client().await;
    let mut parameters = open_items_of(Side::Receivable);
    parameters.limit = Some(1);
    let query = OpenItemsQuery::prepare(
        &client,
        &parameters,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let next = open_items::page(&client, &query).await.unwrap().next;
    assert!(next.is_some());

    for change in [
        json!({"side": "payable"}),
        json!({"side": "receivable", "sort": "residual"}),
        json!({"side": "receivable", "partner_id": 7}),
        json!({"side": "receivable", "as_of": "2026-11-21"}),
    ] {
        let mut other: OpenItemsParameters = serde_json::from_value(change.clone()).unwrap();
        other.cursor.clone_from(&next);
        let refused =
            OpenItemsQuery::prepare(&client, &other, &reports::Reader::of_all(day("2026-11-22")))
                .await;
        assert!(
            matches!(refused, Err(Error::InvalidParameter { name: "cursor", .. })),
            "{change}"
        );
    }
}

#[tokio::test]
async fn paging_over_midnight_keeps_the_day_of_the_first_page() {
    let world = three_lines().await;
    let client = world.client().await;
    let mut parameters = open_items_of(Side::Receivable);
    parameters.limit = Some(2);
    let query = OpenItemsQuery::prepare(
        &client,
        &parameters,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let first = open_items::page(&client, &query).await.unwrap();
    assert_eq!(
        first.rows.iter().map(|row| row.line_id).collect::<Vec<_>>(),
        [1, 2]
    );

    parameters.cursor = first.next;
    parameters.limit = Some(500);
    let query = OpenItemsQuery::prepare(
        &client,
        &parameters,
        &reports::Reader::of_all(day("2026-11-23")),
    )
    .await
    .unwrap();
    assert_eq!(query.parameters().as_of, Some(day("2026-11-22")));
    let second = open_items::page(&client, &query).await.unwrap();
    assert_eq!(
        second
            .rows
            .iter()
            .map(|row| row.line_id)
            .collect::<Vec<_>>(),
        [3]
    );
    assert_eq!(second.next, None);
}
