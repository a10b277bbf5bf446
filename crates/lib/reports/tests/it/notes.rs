//! The latest note about a partner or document in the rows of reports, on pages and in files.

use futures::TryStreamExt;
use reports::ageing::{self, AgeingQuery, AgeingRow};
use reports::open_items::{self, OpenItem, OpenItemsQuery};
use reports::{Cell, Reader, Report, Side};
use serde_json::json;

use crate::world::{ReportSource, World, ageing_of, day, line, open_items_of};

/// Partner 7 owes for documents 1 and 2, and partner 8 for document 3.
async fn books() -> World {
    let world = World::with_a_company().await;
    let documents = json!([
        {"id": 1, "name": "F F001-1", "company_id": 2, "state": "posted"},
        {"id": 2, "name": "F F001-2", "company_id": 2, "state": "posted"},
        {"id": 3, "name": "F F001-3", "company_id": 2, "state": "posted"},
    ]);
    world.insert("account_move", documents).await;
    let mut lines = json!([
        line(1, "2026-11-01", "2026-11-05", "10"),
        line(2, "2026-11-01", "2026-11-05", "20"),
        line(3, "2026-11-01", "2026-11-05", "40"),
    ]);
    lines[2]["partner_id"] = json!(8);
    world.insert("account_move_line", lines).await;
    world
        .run(
            "insert into ops.api_key (id, name, role, secret_sha256, created_by)
             values ('abcdefabcdef', 'Cobranzas', 'operator', '', 'cli');
             insert into ops.note (id, object_kind, object_id, text, promise_date, promise_amount,
                 promise_currency, created_by, updated_by, created_at)
             values ('0197a1b2-0000-7000-8000-000000000001', 'partner', 7, 'old', null, null, null,
                     'key:gone', 'key:gone', '2026-11-01T10:00:00Z'),
                    ('0197a1b2-0000-7000-8000-000000000002', 'partner', 7, '=pays', '2026-12-01',
                     12.50, 'PEN', 'key:abcdefabcdef', 'key:abcdefabcdef', '2026-11-02T10:00:00.5Z'),
                    ('0197a1b2-0000-7000-8000-000000000003', 'document', 2, 'disputed', null, null,
                     null, 'key:gone', 'key:gone', '2026-10-01T10:00:00Z'),
                    ('0197a1b2-0000-7000-8000-000000000004', 'document', 7, 'other', null, null,
                     null, 'key:gone', 'key:gone', '2026-11-03T10:00:00Z')",
        )
        .await;
    world.use_source(ReportSource::Sums).await;
    world
}

/// The rows of a page and those of a file.
async fn aged(world: &World, group_by: &str, sort: &str) -> [Vec<AgeingRow>; 2] {
    let client = world.client().await;
    let mut asked = ageing_of(Side::Receivable);
    asked.group_by = Some(serde_json::from_value(json!(group_by)).unwrap());
    asked.sort = Some(serde_json::from_value(json!(sort)).unwrap());
    let reader = Reader::of_all(day("2026-11-22"));
    let query = AgeingQuery::prepare(&client, &asked, &reader)
        .await
        .unwrap();
    let page = ageing::page(&client, &query).await.unwrap().rows;
    let file = query.rows(&client).await.unwrap();
    [page, file.try_collect().await.unwrap()]
}

/// By the ids of the rows.
fn texts(rows: &[AgeingRow]) -> Vec<(Option<i64>, Option<&str>)> {
    let mut texts: Vec<_> = rows
        .iter()
        .map(|row| (row.id, row.latest_note.as_ref().map(|note| &note.text[..])))
        .collect();
    texts.sort_unstable();
    texts
}

#[tokio::test]
async fn a_row_of_a_partner_has_its_latest_note() {
    let world = books().await;
    for (group_by, expected) in [
        ("partner", vec![(Some(7), Some("=pays")), (Some(8), None)]),
        ("contact", vec![(Some(7), Some("=pays")), (Some(8), None)]),
        ("account", vec![(Some(12), None)]),
        ("currency", vec![(Some(156), None)]),
        ("partner_tag", vec![(None, None)]),
    ] {
        for sort in ["-total", "name", "overdue"] {
            for rows in aged(&world, group_by, sort).await {
                assert_eq!(texts(&rows), expected, "{group_by} by {sort}");
            }
        }
    }
    let [page, file] = aged(&world, "partner", "total").await;
    assert_eq!(page[0].latest_note, file[0].latest_note);
    let note = serde_json::to_value(&page[0].latest_note).unwrap();
    assert_eq!(
        note,
        json!({
            "id": "0197a1b2-0000-7000-8000-000000000002",
            "url": "/v1/notes/0197a1b2-0000-7000-8000-000000000002",
            "object": "/v1/partners/7", "text": "=pays", "promise_date": "2026-12-01",
            "promise_amount": "12.50", "promise_currency": "PEN",
            "created_by": {"kind": "key", "id": "abcdefabcdef", "name": "Cobranzas"},
            "created_at": "2026-11-02T10:00:00.5Z",
        })
    );
}

#[tokio::test]
async fn notes_about_partners_of_companies_that_the_report_does_not_show_are_left_out() {
    let world = books().await;
    world
        .run("update odoo.res_partner set company_id = 99 where id = 7")
        .await;
    for rows in aged(&world, "partner", "-total").await {
        assert_eq!(texts(&rows), [(Some(7), None), (Some(8), None)]);
    }
    world
        .run("update odoo.res_partner set company_id = 2 where id = 7")
        .await;
    for rows in aged(&world, "partner", "-total").await {
        assert_eq!(texts(&rows)[0], (Some(7), Some("=pays")));
    }
}

#[tokio::test]
async fn an_open_item_has_the_latest_note_about_its_document_otherwise_about_its_partner() {
    let world = books().await;
    let client = world.client().await;
    let reader = Reader::of_all(day("2026-11-22"));
    for sort in ["due_date", "-partner", "residual"] {
        let mut asked = open_items_of(Side::Receivable);
        asked.sort = Some(serde_json::from_value(json!(sort)).unwrap());
        let query = OpenItemsQuery::prepare(&client, &asked, &reader)
            .await
            .unwrap();
        let page = open_items::page(&client, &query).await.unwrap().rows;
        let file = query.rows(&client).await.unwrap();
        let file: Vec<OpenItem> = file.try_collect().await.unwrap();
        for rows in [page, file] {
            let mut notes: Vec<_> = rows
                .into_iter()
                .map(|item| {
                    let note = item.latest_note.map(|note| (note.object, note.text));
                    (item.line_id, note)
                })
                .collect();
            notes.sort_unstable();
            let note = |object: &str, text: &str| Some((object.to_owned(), text.to_owned()));
            let expected = [
                (1, note("/v1/partners/7", "=pays")),
                (2, note("/v1/documents/2", "disputed")),
                (3, None),
            ];
            assert_eq!(notes, expected, "{sort}");
        }
    }
}

#[tokio::test]
async fn files_have_columns_for_the_note() {
    let world = books().await;
    let [_, rows] = aged(&world, "partner", "total").await;
    let client = world.client().await;
    let reader = Reader::of_all(day("2026-11-22"));
    let query = AgeingQuery::prepare(&client, &ageing_of(Side::Receivable), &reader)
        .await
        .unwrap();
    let columns = query.columns();
    let cell = |key: &str| {
        let column = columns.iter().find(|column| column.shown.key == key);
        let column = column.unwrap();
        assert!(column.shown.is_internal, "{key}");
        [column.cell(&rows[0]), column.cell(&rows[1])]
    };
    for (key, expected) in [
        ("latest_note", Cell::Text("=pays")),
        ("note_author", Cell::Text("Cobranzas")),
        (
            "note_created_at",
            Cell::Instant("2026-11-02T10:00:00.5Z".parse().unwrap()),
        ),
        ("promise_date", Cell::Date(day("2026-12-01"))),
        ("promise_amount", Cell::Money("12.50".parse().unwrap())),
        ("promise_currency", Cell::Text("PEN")),
        (
            "note_url",
            Cell::Text("/v1/notes/0197a1b2-0000-7000-8000-000000000002"),
        ),
    ] {
        assert_eq!(cell(key), [expected, Cell::Empty], "{key}");
    }
}

/// Three thousand partners with two notes each, and pages of ten.
#[tokio::test]
async fn a_page_reads_only_the_notes_of_its_rows() {
    let world = World::with_a_company().await;
    world
        .run(
            "insert into odoo.res_partner (id, name, active, _read_at, _run)
             select n, 'P' || n, true, now(), gen_random_uuid() from generate_series(1000, 3999) n;
             insert into odoo.account_move_line (id, move_id, parent_state, date, date_maturity,
                 account_id, partner_id, company_id, currency_id, balance, amount_currency, _read_at,
                 _run)
             select n, n, 'posted', '2026-11-01', '2026-11-05', 12, n, 2, 156, n, n, now(),
                 gen_random_uuid()
             from generate_series(1000, 3999) n;
             insert into ops.note (id, object_kind, object_id, text, created_by, updated_by)
             select gen_random_uuid(), 'partner', 1000 + n % 3000, 'x', 'cli', 'cli'
             from generate_series(1, 6000) n;
             analyze odoo.res_partner; analyze ops.note",
        )
        .await;
    world.use_source(ReportSource::Sums).await;
    let mut client = world.client().await;
    let reader = Reader::of_all(day("2026-11-22"));
    let read = "select pg_stat_get_xact_tuples_returned('ops.note'::regclass)
                + pg_stat_get_xact_tuples_returned('ops.note_of_object'::regclass)
                + pg_stat_get_xact_tuples_returned('ops.note_pkey'::regclass)";
    for sort in ["-total", "name", "-overdue"] {
        let tx = client.transaction().await.unwrap();
        let mut asked = ageing_of(Side::Receivable);
        asked.limit = Some(10);
        asked.sort = Some(serde_json::from_value(json!(sort)).unwrap());
        let query = AgeingQuery::prepare(&tx, &asked, &reader).await.unwrap();
        let rows = ageing::page(&tx, &query).await.unwrap().rows;
        assert!(rows.len() == 10 && rows.iter().all(|row| row.latest_note.is_some()));
        let read: i64 = tx.query_one(read, &[]).await.unwrap().get(0);
        assert!((10..100).contains(&read), "{sort}: {read} rows of notes");
    }
}
