//! The write-back guard: every public function of this crate is driven over every protocol against
//! a server that writes down what it is asked, and nothing but reading methods ever arrives.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use odoo::{Aggregates, CountBy, Domain, Protocol, Query, ReadMethod, Session};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::{
    records::{xml_document, xml_of},
    scripted::{EVERY, PASSWORD, connection, context, names, ok},
};

/// Said again here, so that a method that is added to the crate's own list fails this test.
const MAY_LEAVE: [&str; 12] = [
    "GET version",
    "common.version",
    "common.login",
    "common.authenticate",
    "fields_get",
    "search_read",
    "read",
    "search",
    "search_count",
    "read_group",
    "formatted_read_group",
    "context_get",
];

#[tokio::test]
async fn only_reading_methods_are_sent_over_any_protocol() {
    let mut left = BTreeSet::new();
    for (protocol, series) in [
        (Protocol::Json2, "19.0"),
        (Protocol::JsonRpc, "16.0"),
        (Protocol::JsonRpc, "19.0"),
        (Protocol::XmlRpc, "18.0"),
        (Protocol::XmlRpc, "19.0"),
    ] {
        let server = MockServer::start().await;
        let answer = move |request: &Request| answer(&asked(request), request, series);
        Mock::given(any()).respond_with(answer).mount(&server).await;
        let mut connection = connection(&server.uri(), protocol);
        connection.password = PASSWORD.into();
        assert_eq!(connection.certificate_until().await.unwrap(), None);
        let session = Session::open(connection).await.unwrap();
        drive(&session).await;
        for request in server.received_requests().await.unwrap() {
            left.insert(asked(&request));
        }
    }
    let expected: BTreeSet<String> = MAY_LEAVE.map(str::to_owned).into();
    assert_eq!(
        left, expected,
        "all of these are driven, and no other leaves"
    );
}

/// Calls every public function that asks Odoo something.
async fn drive(session: &Session) {
    const MODEL: &str = "account.account";
    let (context, everything) = (context(), Domain::all());
    let fields = session.fields_get(MODEL, &context).await.unwrap();
    let asked = names(&["code"]);
    let query = Query {
        model: MODEL,
        fields: &fields,
        names: &asked,
        domain: &everything,
        limit: 10,
        context: &context,
    };
    session.search_read(&query).await.unwrap();
    let columns = session.columns(MODEL, &asked, &fields);
    session.search_columns(&query, &columns).await.unwrap();
    let read = session.read(MODEL, &fields, &asked, &[1], &context).await;
    assert_eq!(read.unwrap().len(), 1);
    let ids = session.search_ids(MODEL, &everything, Some(5), &context);
    assert_eq!(ids.await.unwrap(), [1]);
    let max_id = session.max_id(MODEL, &everything, &context).await;
    assert_eq!(max_id.unwrap(), Some(1));
    let count = session.search_count(MODEL, &everything, &context).await;
    assert_eq!(count.unwrap(), 1);
    let aggregates = Aggregates {
        sums: &["balance"],
        last_write: true,
        dated: false,
    };
    let totals = session.read_group_totals(MODEL, &everything, aggregates, &context);
    let totals = totals.await.unwrap();
    assert_eq!((totals.count, totals.id_sum), (1, 1));
    assert_eq!(totals.sums, ["2.5"]);
    let companies = session.read_group_company_totals(MODEL, &everything, aggregates, &context);
    let (id_sum, companies) = companies.await.unwrap();
    assert_eq!((id_sum, companies[0].company_id), (1, Some(1)));
    let by = CountBy {
        company: true,
        write_date: true,
    };
    let counts = session.count(MODEL, &everything, by, &context);
    let counts = counts.await.unwrap();
    assert_eq!((counts[0].company_id, counts[0].count), (Some(1), 1));
    let user = session.user().await.unwrap();
    assert_eq!((user.companies, user.groups), (vec![1, 2], Some(vec![7])));
}

#[test]
fn the_guard_test_calls_every_public_function_that_sends_requests() {
    let mut public = BTreeSet::new();
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        for line in fs::read_to_string(&file).unwrap().lines() {
            if let Some(rest) = line.trim_start().strip_prefix("pub async fn ") {
                public.insert(rest.split(['(', '<']).next().unwrap().to_owned());
            }
        }
    }
    let driven = [
        "certificate_until",
        "count",
        "fields_get",
        "max_id",
        "open",
        "open_observed",
        "read",
        "read_group_company_totals",
        "read_group_totals",
        "search_columns",
        "search_count",
        "search_ids",
        "search_read",
        "user",
    ];
    assert_eq!(public, driven.map(str::to_owned).into());
}

#[test]
fn no_public_function_takes_a_method_name() {
    let source = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    for file in sources(source) {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for (at, _) in text
            .match_indices("pub fn ")
            .chain(text.match_indices("pub async fn "))
        {
            let signature = text[at..].split('{').next().unwrap();
            let names_one = signature.contains("ReadMethod") || signature.contains("method:");
            assert!(!names_one, "{}: {signature}", file.display());
        }
    }
    // The list is closed: its own constant holds every variant that the names allow.
    let listed: BTreeSet<&str> = ReadMethod::ALL.iter().map(|one| one.as_str()).collect();
    let allowed = MAY_LEAVE.iter().skip(4).copied().collect();
    assert_eq!(listed, allowed);
}

#[test]
fn no_other_crate_calls_odoo() {
    let crates = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .collect::<Vec<_>>()
    };
    let folders: Vec<_> = below(crates).iter().flat_map(|kind| below(kind)).collect();
    assert!(folders.len() > 10, "the crates were not found: {folders:?}");
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if name == "odoo" || name == "odoo-sim" || !folder.join("src").is_dir() {
            continue;
        }
        for file in sources(&folder.join("src")) {
            let is_bench = file.components().any(|part| part.as_os_str() == "bench");
            let text = fs::read_to_string(&file).unwrap();
            let speaks = ["execute_kw", "/jsonrpc", "/xmlrpc", "/json/2"]
                .iter()
                .any(|word| text.contains(word));
            assert!(is_bench || !speaks, "{}", file.display());
        }
    }
}

#[tokio::test]
async fn a_model_name_cannot_inject_a_method_into_a_url() {
    for protocol in EVERY {
        let server = MockServer::start().await;
        let answer = |request: &Request| answer(&asked(request), request, "19.0");
        Mock::given(any()).respond_with(answer).mount(&server).await;
        let session = Session::open(connection(&server.uri(), protocol));
        let session = session.await.unwrap();
        let before = server.received_requests().await.unwrap().len();
        let model = "res.partner/unlink?ids=1&x=";
        let outcome = session
            .search_count(model, &Domain::all(), &context())
            .await;
        let after = server.received_requests().await.unwrap();
        if protocol == Protocol::Json2 {
            assert_eq!(outcome.unwrap_err().kind(), "unknown_model");
            assert_eq!(after.len(), before, "nothing is sent");
        } else {
            assert_eq!(asked(after.last().unwrap()), "search_count");
        }
    }
}

/// The method that a request asks for, whatever its protocol.
fn asked(request: &Request) -> String {
    let path = request.url.path();
    let body = String::from_utf8_lossy(&request.body);
    match (request.method.as_str(), path) {
        ("GET", "/web/version") => "GET version".to_owned(),
        ("POST", "/jsonrpc") => {
            let message: Value = serde_json::from_str(&body).unwrap();
            let call = &message["params"];
            let (service, method) = (call["service"].as_str(), call["method"].as_str());
            named(service.unwrap(), method.unwrap(), || {
                call["args"][4].as_str().unwrap().to_owned()
            })
        }
        ("POST", "/xmlrpc/2/common" | "/xmlrpc/2/object") => {
            let between = |text: &str, start: &str, end: &str| {
                let (_, rest) = text.split_once(start).unwrap();
                rest.split_once(end).unwrap().0.to_owned()
            };
            let service = path.rsplit('/').next().unwrap();
            let method = between(&body, "<methodName>", "</methodName>");
            named(service, &method, || {
                let argument = body.split("<param>").nth(5).unwrap();
                between(argument, "<string>", "</string>")
            })
        }
        ("POST", _) => {
            assert_eq!(request.headers["authorization"], "bearer admin", "{path}");
            let parts: Vec<&str> = path.split('/').collect();
            let ["", "json", "2", _, method] = parts.as_slice() else {
                panic!("nobody may ask for {path}");
            };
            (*method).to_owned()
        }
        (method, path) => panic!("nobody may ask for {method} {path}"),
    }
}

fn named(service: &str, method: &str, of_model: impl FnOnce() -> String) -> String {
    match (service, method) {
        ("object", "execute_kw") => of_model(),
        ("common", method) => format!("common.{method}"),
        other => panic!("nobody may ask for {other:?}"),
    }
}

fn answer(method: &str, request: &Request, series: &str) -> ResponseTemplate {
    let date = "2026-11-22 10:00:00";
    let record = json!([{
        "id": 1, "code": "101", "company_ids": [1, 2], "company_id": 1, "name": "Cash",
        "groups_id": [7], "group_ids": [7],
    }]);
    let answer = match method {
        "GET version" => json!({"version": series, "version_info": [19, 0, 0, "final", 0, ""]}),
        "common.version" => json!({"server_version": series, "server_serie": series}),
        "common.login" | "common.authenticate" => json!(2),
        "context_get" => json!({"uid": 2, "lang": "en_US"}),
        "fields_get" => json!({"code": {"type": "char", "store": true}}),
        "search_read" | "read" => record,
        "search" => json!([1]),
        "search_count" => json!(1),
        "read_group" => json!([{
            "__count": 1, "company_id": [1, "A"], "id": 1, "balance": 2.5, "write_date": date,
        }]),
        "formatted_read_group" => json!([{
            "__count": 1, "company_id": [1, "A"], "id:sum": 1, "balance:sum": 2.5, "write_date:max": date,
            "__extra_domain": [],
        }]),
        other => panic!("nobody may ask for {other}"),
    };
    match request.url.path() {
        "/jsonrpc" => ok(&json!({"jsonrpc": "2.0", "id": 1, "result": answer}).to_string()),
        path if path.starts_with("/xmlrpc") => ok(&xml_document(&xml_of(&answer.to_string()))),
        _ => ok(&answer.to_string()),
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
