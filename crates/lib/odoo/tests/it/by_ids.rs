//! Lines of Odoo 16: a page is a search for the ids and then a read of them.

use odoo::{Domain, Error, FieldType, Page, Protocol, Query, Remedy, Session};
use serde_json::{Value, json};
use wiremock::MockServer;

use crate::scripted::{connection, context, fields, names, ok, open, serve};

const LINES: &str = "account.move.line";

/// An Odoo 16 that finds these ids and then reads these records.
async fn of_16(found: &'static str, read: &'static str) -> (MockServer, Session) {
    let server = serve(move |request| {
        let call = call_of(&request.body);
        let answer = match call[4].as_str().unwrap() {
            "search" => found,
            "read" => read,
            other => panic!("{other} is not asked of lines of 16"),
        };
        ok(&format!(
            r#"{{"jsonrpc": "2.0", "id": 1, "result": {answer}}}"#
        ))
    });
    let server = server.await;
    let version = json!({"server_version": "16.0", "server_serie": "16.0"});
    let version = json!({"jsonrpc": "2.0", "id": 1, "result": version}).to_string();
    wiremock::Mock::given(wiremock::matchers::body_string_contains(
        r#""method":"version""#,
    ))
    .respond_with(ok(&version))
    .with_priority(1)
    .mount(&server)
    .await;
    let session = open(connection(&server.uri(), Protocol::JsonRpc)).await;
    let session = session.unwrap();
    assert_eq!(session.dialect().major, 16);
    (server, session)
}

fn call_of(body: &[u8]) -> Value {
    let request: Value = serde_json::from_slice(body).unwrap();
    request["params"]["args"].clone()
}

async fn page(session: &Session) -> Result<Page, Error> {
    let query = Query {
        model: LINES,
        fields: &fields(&[("name", FieldType::Char), ("move_id", FieldType::Many2one)]),
        names: &names(&["name", "move_id"]),
        domain: &Domain::all().id_after(0),
        limit: 3,
        context: &context(),
    };
    session.search_read(&query).await
}

fn ids(page: &Page) -> Vec<i64> {
    page.records.iter().map(|record| record.id).collect()
}

#[tokio::test]
async fn p33_lines_of_16_are_searched_first_and_then_read() {
    let read = r#"[{"id": 1, "name": "a", "move_id": 9}, {"id": 4, "name": "b", "move_id": 9}]"#;
    let (server, session) = of_16("[1, 4]", read).await;
    let page = page(&session).await.unwrap();
    assert_eq!(ids(&page), [1, 4]);
    assert_eq!((page.last_id, page.is_full), (Some(4), false));
    let requests = server.received_requests().await.unwrap();
    let calls: Vec<Value> = requests
        .iter()
        .skip(2)
        .map(|one| call_of(&one.body))
        .collect();
    let context = json!({
        "active_test": false, "lang": "en_US", "tz": "UTC", "allowed_company_ids": [2, 1],
    });
    let search = json!({"order": "id", "limit": 3, "context": context});
    let read = json!({"fields": ["name", "move_id"], "context": context, "load": ""});
    let expected = [
        json!([
            "odoo17",
            2,
            "admin",
            LINES,
            "search",
            [[["id", ">", 0]]],
            search
        ]),
        json!(["odoo17", 2, "admin", LINES, "read", [[1, 4]], read]),
    ];
    assert_eq!(calls, expected);
}

#[tokio::test]
async fn p33_a_page_whose_last_line_is_deleted_meanwhile_stays_full() {
    let read = r#"[{"id": 1, "name": "a", "move_id": 9}, {"id": 4, "name": "b", "move_id": 9}]"#;
    let (_server, session) = of_16("[1, 4, 6]", read).await;
    let page = page(&session).await.unwrap();
    assert_eq!(ids(&page), [1, 4]);
    assert_eq!((page.last_id, page.is_full), (Some(6), true));
    let (_server, session) = of_16("[1, 4, 6]", "[]").await;
    let gone = self::page(&session).await.unwrap();
    assert_eq!(
        (ids(&gone), gone.last_id, gone.is_full),
        (vec![], Some(6), true)
    );
}

#[tokio::test]
async fn the_number_of_calls_for_a_page_depends_on_version_and_companies() {
    let name = names(&["name"]);
    let calls = |session: &Session, model: &str, name: &[String]| {
        let fields = fields(&[("name", FieldType::Char), ("code", FieldType::Char)]);
        session.columns(model, name, &fields).calls(&context())
    };
    let (_server, of_16) = of_16("[]", "[]").await;
    assert_eq!(calls(&of_16, LINES, &name), 2);
    assert_eq!(calls(&of_16, "account.move", &name), 1);
    let server = serve(|_| ok("[]")).await;
    let of_19 = open(connection(&server.uri(), Protocol::Json2))
        .await
        .unwrap();
    assert_eq!(calls(&of_19, LINES, &name), 1);
    let code = names(&["code"]);
    assert_eq!(
        calls(&of_19, "account.account", &code),
        3,
        "of two companies"
    );
}

#[tokio::test]
async fn an_empty_search_is_not_followed_by_a_read() {
    let (server, session) = of_16("[]", "[]").await;
    assert_eq!(page(&session).await.unwrap(), Page::default());
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 3, "version, login and search");
}

#[tokio::test]
async fn search_and_read_answers_that_do_not_match_the_query_are_refused() {
    let good = r#"[{"id": 1, "name": "a", "move_id": 9}]"#;
    for (found, read) in [
        ("[4, 1]", good),
        ("[1, 1]", good),
        ("[0, 1]", good),
        ("[1, 2, 3, 4]", good),
        ("false", good),
        ("[1]", r#"[{"id": 2, "name": "a", "move_id": 9}]"#),
        ("[1]", r#"[{"id": 1, "name": "a"}]"#),
        (
            "[1]",
            r#"[{"id": 1, "name": "a", "move_id": 9}, {"id": 1, "name": "a", "move_id": 9}]"#,
        ),
        ("[1]", "null"),
    ] {
        let (_server, session) = of_16(found, read).await;
        let error = page(&session).await.unwrap_err();
        assert!(
            matches!(error, Error::Malformed { .. }),
            "{found} {read}: {error}"
        );
    }
}

#[tokio::test]
async fn an_unrequested_field_in_a_page_is_a_permanent_odoo_error() {
    let fault = |field: &str| {
        let message = format!("Invalid field {LINES}.{field} in leaf ('{field}', '=', 1)");
        json!({"jsonrpc": "2.0", "id": 1, "error": {"code": 200, "message": "Odoo Server Error",
            "data": {"name": "builtins.ValueError", "message": message, "debug": ""}}})
        .to_string()
    };
    let remedy = async |field: &str| {
        let fault = fault(field);
        let server = serve(move |_| ok(&fault)).await;
        let session = open(connection(&server.uri(), Protocol::JsonRpc)).await;
        let error = page(&session.unwrap()).await.unwrap_err();
        (error.kind(), error.remedy(), error.to_string())
    };
    let (kind, how, text) = remedy("x_in_a_record_rule").await;
    assert_eq!((kind, how), ("failed", Remedy::RetryOnce));
    assert!(
        text.contains("Invalid field 'x_in_a_record_rule'"),
        "{text}"
    );
    assert_eq!(remedy("name").await.0, "unknown_field");
}
