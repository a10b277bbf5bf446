//! What operators see of a call: a span, a report, and never the password.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use odoo::{Domain, Protocol, Session};
use tracing::{
    Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{
    Layer,
    layer::{Context as LayerContext, SubscriberExt},
    registry::LookupSpan,
};

use crate::scripted::{BOTH, PASSWORD, connection, context, serve_text, session};

type Fields = BTreeMap<String, String>;

#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<(Id, Fields)>>>);

struct Collect<'a>(&'a mut Fields);

impl Visit for Collect<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}").trim_matches('"').to_owned();
        self.0.insert(field.name().to_owned(), text);
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: LayerContext<'_, S>) {
        let mut fields = Fields::new();
        attributes.record(&mut Collect(&mut fields));
        if fields.contains_key("rpc.method") {
            self.0.lock().unwrap().push((id.clone(), fields));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: LayerContext<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        if let Some((_, fields)) = spans.iter_mut().rev().find(|(known, _)| known == id) {
            values.record(&mut Collect(fields));
        }
    }
}

#[tokio::test]
async fn each_call_has_one_client_span() {
    let spans = Spans::default();
    let subscriber = tracing_subscriber::registry().with(spans.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = serve_text(r#"{"jsonrpc": "2.0", "id": 1, "result": [1, 2, 3]}"#.to_owned()).await;
    let session = session(&server, Protocol::JsonRpc).await;
    session
        .search_ids("res.partner", &Domain::all(), None, &context())
        .await
        .unwrap();
    session
        .search_count("res.partner", &Domain::all(), &context())
        .await
        .unwrap_err();
    let seen: Vec<Fields> = spans
        .0
        .lock()
        .unwrap()
        .iter()
        .map(|(_, fields)| fields.clone())
        .collect();
    let named: Vec<&str> = seen
        .iter()
        .map(|fields| fields["otel.name"].as_str())
        .collect();
    assert_eq!(
        named,
        [
            "odoo version",
            "odoo login",
            "odoo search",
            "odoo search_count"
        ]
    );
    let search = &seen[2];
    assert_eq!(search["otel.kind"], "client");
    assert_eq!(search["rpc.method"], "search");
    assert_eq!(search["odoo.model"], "res.partner");
    assert_eq!(search["server.address"], "127.0.0.1");
    assert_eq!(search["odoo.rows"], "3");
    assert!(!search.contains_key("error.type"));
    let failed = &seen[3];
    assert_eq!(failed["error.type"], "malformed");
    assert_eq!(failed["otel.status_code"], "ERROR");
    assert!(!failed.contains_key("odoo.rows"));
    let all = format!("{seen:?}");
    assert!(!all.contains(PASSWORD), "{all}");
}

#[tokio::test]
async fn the_observer_is_notified_of_each_call() {
    for protocol in BOTH {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&reports);
        let server = serve_text("nonsense".to_owned()).await;
        let observer: odoo::Observer = Arc::new(move |report| {
            let model = report.model.map(str::to_owned);
            seen.lock()
                .unwrap()
                .push((report.method, model, report.outcome, report.bytes > 0));
            assert!(report.duration.as_secs() < 20);
        });
        let connection = connection(&server.uri(), protocol);
        let session = Session::open_observed(connection, Some(observer))
            .await
            .unwrap();
        session
            .search_count("res.partner", &Domain::all(), &context())
            .await
            .unwrap_err();
        let reports = reports.lock().unwrap();
        let expected = [
            ("version", None, "ok", true),
            ("login", None, "ok", true),
            (
                "search_count",
                Some("res.partner".to_owned()),
                "malformed",
                true,
            ),
        ];
        assert_eq!(*reports, expected);
    }
}

#[tokio::test]
async fn no_printed_text_contains_the_password() {
    let server = serve_text("nonsense".to_owned()).await;
    let mut connection = connection(&server.uri(), Protocol::JsonRpc);
    connection.user = "bot".to_owned();
    connection.password = "admin-s3cret".into();
    assert!(!format!("{connection:?}").contains("s3cret"));
    let session = Session::open(connection).await.unwrap();
    assert!(!format!("{session:?}").contains("s3cret"));
    let error = session
        .search_count("res.partner", &Domain::all(), &context())
        .await
        .unwrap_err();
    assert!(!format!("{error:?} {error}").contains("s3cret"));
}
