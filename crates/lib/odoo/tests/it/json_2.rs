//! JSON-2, and the choice of a protocol by what the server says it is.

use std::time::Duration;

use odoo::{Cell, Domain, Error, FieldType, Protocol, Query, Remedy, Session};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::scripted::{connection, context, fields, names, ok, open, serve, session};

#[tokio::test]
async fn p25_a_read_names_its_arguments_and_sends_key_and_database() {
    let server = serve(|_| ok(r#"[{"id": 4, "name": "A\u00f1o", "amount": 12.50}]"#)).await;
    let session = session(&server, Protocol::Json2).await;
    assert_eq!(session.uid(), 2);
    assert_eq!(session.version().full, "19.0");
    assert_eq!(session.version().major, Some(19));
    let query = Query {
        model: "account.move",
        fields: &fields(&[("name", FieldType::Char), ("amount", FieldType::Monetary)]),
        names: &names(&["name", "amount"]),
        domain: &Domain::all().id_after(3),
        limit: 2,
        context: &context(),
    };
    let records = session.search_read(&query).await.unwrap().records;
    let cells = [
        Cell::Text("Año".to_owned()),
        Cell::Decimal("12.50".to_owned()),
    ];
    assert_eq!(records[0].cells, cells);

    let requests = server.received_requests().await.unwrap();
    let paths: Vec<&str> = requests.iter().map(|one| one.url.path()).collect();
    assert_eq!(
        paths,
        [
            "/web/version",
            "/json/2/res.users/context_get",
            "/json/2/account.move/search_read"
        ]
    );
    assert!(!requests[0].headers.contains_key("authorization"));
    let request = &requests[2];
    assert_eq!(request.headers["authorization"], "bearer admin");
    assert_eq!(request.headers["x-odoo-database"], "odoo17");
    assert_eq!(request.headers["content-type"], "application/json");
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(
        body,
        json!({
            "domain": [["id", ">", 3]], "fields": ["name", "amount"], "order": "id", "limit": 2,
            "load": "",
            "context": {
                "active_test": false, "lang": "en_US", "tz": "UTC", "allowed_company_ids": [2, 1],
            },
        })
    );
}

#[tokio::test]
async fn p25_errors_are_distinguished_by_status_and_body() {
    let later = Remedy::RetryLater { after: None };
    let after = |seconds| Remedy::RetryLater {
        after: Some(Duration::from_secs(seconds)),
    };
    let fix = Remedy::FixConfiguration;
    let cases = [
        (401, "Unauthorized", "access_denied", fix),
        (403, "odoo.exceptions.AccessError", "access_rights", fix),
        (404, "odoo.exceptions.MissingError", "missing_record", later),
        (500, "MemoryError", "too_much_work", Remedy::ReducePage),
        (401, "", "access_denied", fix),
        (403, "", "access_rights", fix),
        (404, "", "unknown_database", fix),
        (429, "", "rate_limited", after(7)),
        (503, "", "unavailable", after(7)),
        (500, "", "unavailable", later),
        (302, "", "redirected", fix),
    ];
    for (status, name, kind, remedy) in cases {
        let server = serve(move |_| {
            let body = if name.is_empty() {
                "<html><body>a proxy's page</body></html>".to_owned()
            } else {
                json!({"name": name, "message": "", "context": {}, "debug": ""}).to_string()
            };
            let answer = ResponseTemplate::new(status).set_body_string(body);
            answer.insert_header("retry-after", "7")
        })
        .await;
        let session = session(&server, Protocol::Json2).await;
        let (everything, context) = (Domain::all(), context());
        let count = session.search_count("res.partner", &everything, &context);
        let error = count.await.unwrap_err();
        assert_eq!(
            (error.kind(), error.remedy()),
            (kind, remedy),
            "{status} {name}: {error}"
        );
        let requests = server.received_requests().await.unwrap();
        assert_eq!(requests.len(), 3, "nothing is followed or tried again");
    }
}

#[tokio::test]
async fn truncated_or_trailing_rows_are_refused_completely() {
    for body in [
        r#"[{"id": 1}, {"id": 2"#,
        r#"[{"id": 1}] [{"id": 2}]"#,
        r#"{"id": 1}"#,
        "<html></html>",
        "",
        "null",
    ] {
        let server = serve(move |_| ok(body)).await;
        let session = session(&server, Protocol::Json2).await;
        let query = Query {
            model: "res.partner",
            fields: &fields(&[]),
            names: &[],
            domain: &Domain::all(),
            limit: 5,
            context: &context(),
        };
        let error = session.search_read(&query).await.unwrap_err();
        assert!(matches!(error, Error::Malformed { .. }), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_refused_key_is_access_denied_at_once_and_is_not_shown() {
    let server = answering(|request| match request.url.path() {
        "/web/version" => ok(r#"{"version": "19.0"}"#),
        _ => ResponseTemplate::new(401).set_body_string(
            r#"{"name": "werkzeug.exceptions.Unauthorized", "message": "Invalid apikey"}"#,
        ),
    })
    .await;
    let error = open(connection(&server.uri(), Protocol::Json2))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::AccessDenied { .. }), "{error}");
    assert!(error.hint().contains("API key"), "{}", error.hint());
    let mut unfit = connection(&server.uri(), Protocol::Json2);
    unfit.password = "line\nend".into();
    let error = open(unfit).await.unwrap_err();
    assert!(matches!(error, Error::AccessDenied { .. }), "{error}");
    assert!(!format!("{error:?}").contains("line"));
}

#[tokio::test]
async fn the_version_of_the_server_selects_the_protocol() {
    let cases = [
        ("16.0", Protocol::JsonRpc, 16),
        ("17.0-20261101", Protocol::JsonRpc, 17),
        ("18.0+e", Protocol::JsonRpc, 18),
        ("19.0", Protocol::Json2, 19),
        ("saas~19.2+e", Protocol::Json2, 19),
    ];
    for (series, protocol, row) in cases {
        let server = answering(move |request| one_of(series, request)).await;
        let mut connection = connection(&server.uri(), Protocol::JsonRpc);
        connection.protocol = None;
        let session = Session::open(connection).await.unwrap();
        assert_eq!(session.protocol(), protocol, "{series}");
        assert_eq!(session.dialect().major, row, "{series}");
        assert_eq!(session.uid(), 2);
    }
}

/// A server of the series: before 19 the address of the version is a page of the website.
fn one_of(series: &str, request: &Request) -> ResponseTemplate {
    let is_new = series.contains("19.");
    match (request.url.path(), is_new) {
        ("/web/version", true) => ok(&json!({"version": series}).to_string()),
        ("/web/version", false) if series.starts_with("16") => ok("<html>a page</html>"),
        ("/web/version", false) => ResponseTemplate::new(404).set_body_string("<html></html>"),
        ("/json/2/res.users/context_get", true) => ok(r#"{"uid": 2}"#),
        ("/jsonrpc", _) if String::from_utf8_lossy(&request.body).contains("version") => {
            let version = json!({"server_version": series, "server_serie": series});
            ok(&json!({"jsonrpc": "2.0", "id": 1, "result": version}).to_string())
        }
        ("/jsonrpc", _) => ok(r#"{"jsonrpc": "2.0", "id": 1, "result": 2}"#),
        _ => ResponseTemplate::new(404),
    }
}

async fn answering(
    answer: impl Fn(&Request) -> ResponseTemplate + Send + Sync + 'static,
) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}
