//! An export from the request to the file, and with a killed worker.

use std::time::Duration;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use system_tests::{Api, Stack};
use testkit::S3Server;

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);

async fn export(api: &Api, body: &Value) -> String {
    let (status, job) = api.post("/v1/exports", body).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{job}");
    job["id"].as_str().unwrap().to_owned()
}

async fn download(api: &Api, id: &str) -> Vec<u8> {
    let answer = api
        .request(Method::GET, &format!("/v1/exports/{id}/file"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.bytes().await.unwrap().to_vec()
}

/// All text cells of all data sheets.
fn texts(file: &[u8]) -> (Vec<String>, Vec<String>) {
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(file)).unwrap();
    let sheets = book.sheet_names();
    let mut found = Vec::new();
    for sheet in &sheets {
        let range = book.worksheet_range(sheet).unwrap();
        for cell in range.cells().map(|(_, _, cell)| cell) {
            if let Data::String(text) = cell {
                found.push(text.clone());
            }
        }
    }
    (sheets, found)
}

#[tokio::test(flavor = "multi_thread")]
async fn both_reports_are_exported_to_excel_with_every_row() {
    let stack = Stack::start(vec![("andina", books(21, 300))]).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    for report in ["open-items", "ageing"] {
        let body = json!({
            "report": report, "format": "xlsx",
            "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
        });
        let id = export(&api, &body).await;
        let job = api
            .wait(&format!("/v1/exports/{id}"), "finished", PATIENCE)
            .await;
        let page = api
            .get(&format!(
                "/v1/receivables/{report}?company_id=1&as_of=2026-11-22&limit=1"
            ))
            .await;
        let file = download(&api, &id).await;
        let (sheets, texts) = texts(&file);
        assert!(sheets.len() >= 2, "cover and data: {sheets:?}");
        assert!(!texts.is_empty());
        assert_eq!(job["file"]["size_bytes"], file.len(), "{job}");
        if report == "open-items" {
            assert_eq!(job["rows_written"], page["totals"]["items"], "{job} {page}");
        }
        assert!(job["rows_written"].as_i64().unwrap() > 10, "{job}");
    }
}

/// Follows an export until its outcome; returns each event's id and data.
async fn follow(api: &Api, id: &str) -> Vec<(i64, Value)> {
    let request = api.request(Method::GET, &format!("/v1/exports/{id}/events"));
    let request = request.header("accept", "text/event-stream");
    let mut answer = request.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut bytes = Vec::new();
    while let Some(more) = answer.chunk().await.unwrap() {
        bytes.extend_from_slice(&more);
    }
    let text = String::from_utf8(bytes).unwrap();
    let blocks = text
        .split("\n\n")
        .filter(|block| block.contains("event: export"));
    let event = |block: &str| {
        let of = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
        let id = of("id: ").unwrap().parse().unwrap();
        (id, serde_json::from_str(of("data: ").unwrap()).unwrap())
    };
    blocks.map(event).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_sends_its_events_is_stored_in_s3_and_downloaded() {
    let s3 = S3Server::start().await;
    let variables = s3.variables();
    let variables: Vec<_> = (variables.iter())
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let stack = Stack::start_with(vec![("andina", books(23, 300))], &variables).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    // Long enough that a client that asks each second sees it running.
    s3.delay_uploads(Duration::from_secs(5));
    let body = json!({
        "report": "open-items", "format": "csv",
        "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
    });
    let id = export(&api, &body).await;
    let events = tokio::time::timeout(PATIENCE, follow(&api, &id))
        .await
        .unwrap();
    let states: Vec<_> = events
        .iter()
        .map(|(_, export)| export["state"].as_str())
        .collect();
    assert!(states.contains(&Some("running")), "{states:?}");
    assert!(
        events.is_sorted_by(|one, next| one.0 < next.0),
        "{events:?}"
    );
    let (revision, last) = events.last().unwrap();
    assert_eq!(last["state"], "finished", "{last}");
    assert_eq!(last["rows_written"], last["rows_expected"], "{last}");
    let job = api.get(&format!("/v1/exports/{id}")).await;
    assert_eq!(&job, last);
    let again = api
        .request(Method::GET, &format!("/v1/exports/{id}/events"))
        .header("last-event-id", revision.to_string());
    assert_eq!(again.send().await.unwrap().status(), StatusCode::NO_CONTENT);

    let objects = s3.objects();
    let (key, object) = objects.first_key_value().unwrap();
    assert_eq!((objects.len(), s3.uploads_in_progress()), (1, 0));
    assert!(key.starts_with(&format!("exports/andina/{id}/")), "{key}");
    assert_eq!(&download(&api, &id).await, object);
    let part = api
        .request(Method::GET, &format!("/v1/exports/{id}/file"))
        .header("range", "bytes=3-9");
    let part = part.send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.bytes().await.unwrap(), object[3..10]);
    assert_eq!(std::fs::read_dir(stack.files()).unwrap().count(), 0);
    stack.broker.assert_no_leftovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_whose_worker_is_killed_leaves_one_file() {
    let haste = [
        ("ESPEJO_EXPORT_LEASE", "10s"),
        ("ESPEJO_WATCH_EVERY", "500ms"),
    ];
    let mut stack = Stack::start_with(vec![("andina", books(22, 1500))], &haste).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    let body = json!({
        "report": "open-items", "format": "xlsx",
        "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
    });
    let id = export(&api, &body).await;
    stack.kill_and_restart("export-worker").await;
    let job = api
        .wait(&format!("/v1/exports/{id}"), "finished", PATIENCE)
        .await;
    let file = download(&api, &id).await;
    assert_eq!(job["file"]["size_bytes"], file.len());
    let client = stack.tenant("andina").database.client().await;
    let finished = "select count(*) from ops.export_job where state = 'finished'";
    assert_eq!(
        client
            .query_one(finished, &[])
            .await
            .unwrap()
            .get::<_, i64>(0),
        1
    );
    stack.broker.assert_no_leftovers().await;
}
