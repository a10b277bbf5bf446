//! Every recorded exchange, in both dialects: what we send is what the real Odoo understood, and
//! what it answered is understood. Where a recording cannot be asked for through this crate, only
//! its answer is used; the table says so.

use odoo::{Aggregates, Cell, Domain, Error, FieldType, Protocol, Query, Record, Session, Totals};
use quick_xml::{Reader, events::Event};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::scripted::{
    BOTH, connection, context, fields, names, ok, open, recorded, recordings, serve, session,
};

const LINES: &str = "account.move.line";

#[derive(Clone, Copy)]
enum Sent {
    /// The request equals the recorded one but for these options, which we always send.
    AsRecordedPlus(&'static [&'static str]),
    /// This crate cannot send the recorded request.
    OnlyTheAnswer,
}

use Sent::{AsRecordedPlus, OnlyTheAnswer};

#[tokio::test]
async fn version_and_login_are_sent_and_understood() {
    for protocol in BOTH {
        let Some(version) = recorded("version", "response", protocol) else {
            return;
        };
        let login = if protocol == Protocol::XmlRpc {
            "authenticate"
        } else {
            "login"
        };
        let server = wiremock::MockServer::start().await;
        let answers = [version, recorded(login, "response", protocol).unwrap()];
        for (turn, answer) in (1_u8..).zip(answers) {
            wiremock::Mock::given(wiremock::matchers::any())
                .respond_with(ok(&answer))
                .up_to_n_times(1)
                .with_priority(turn)
                .mount(&server)
                .await;
        }
        let session = session(&server, protocol).await;
        assert_eq!(session.uid(), 2);
        assert_eq!(session.version().full, "17.0");
        assert_eq!(session.version().series, "17.0");
        assert_eq!(session.version().major, Some(17));
        assert!(session.server_time().is_some());
        let requests = server.received_requests().await.unwrap();
        for (request, name) in requests.iter().zip(["version", login]) {
            assert_eq!(
                sent(request, protocol),
                understood(&recorded(name, "request", protocol).unwrap(), protocol),
                "{name}"
            );
            let is_common = request.url.path().ends_with("/common");
            assert_eq!(is_common, protocol == Protocol::XmlRpc, "{name}");
        }
    }
}

#[tokio::test]
async fn a_refused_login_is_access_denied_and_an_unknown_database_is_named() {
    let cases = [
        ("login-wrong-password", "access_denied", "odoo17", "wrong"),
        (
            "authenticate-wrong-password",
            "access_denied",
            "odoo17",
            "wrong",
        ),
        (
            "login-no-such-database",
            "unknown_database",
            "no_such_db",
            "admin",
        ),
    ];
    for (name, kind, database, password) in cases {
        for protocol in BOTH {
            let Some(answer) = recorded(name, "response", protocol) else {
                continue;
            };
            let server = serve(move |_| ok(&answer)).await;
            let mut connection = connection(&server.uri(), protocol);
            connection.database = database.to_owned();
            connection.password = SecretString::from(password);
            let error = open(connection).await.unwrap_err();
            assert_eq!(error.kind(), kind, "{name}: {error}");
            let requests = server.received_requests().await.unwrap();
            assert_eq!(
                sent(requests.last().unwrap(), protocol),
                understood(&recorded(name, "request", protocol).unwrap(), protocol),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn every_recorded_read_is_sent_and_understood() {
    let cases: [(&str, Sent, &str); 9] = [
        ("search-read-lines-by-id", AsRecordedPlus(&[]), "ok"),
        (
            "search-read-lines-classic-load",
            AsRecordedPlus(&["load"]),
            "ok",
        ),
        ("search-ids", AsRecordedPlus(&[]), "ok"),
        ("search-count", AsRecordedPlus(&[]), "ok"),
        ("read-group-digest", AsRecordedPlus(&[]), "ok"),
        ("read-missing-record", AsRecordedPlus(&["load"]), "ok"),
        (
            "unknown-field",
            AsRecordedPlus(&["order", "load"]),
            "unknown_field",
        ),
        ("unknown-field-in-domain", OnlyTheAnswer, "unknown_field"),
        ("unknown-method", OnlyTheAnswer, "unknown_method"),
    ];
    for (name, sent_as, expected) in cases {
        for protocol in BOTH {
            replay(name, sent_as, expected, protocol).await;
        }
    }
    replay(
        "unknown-model",
        OnlyTheAnswer,
        "unknown_model",
        Protocol::JsonRpc,
    )
    .await;
}

#[test]
fn no_recording_is_left_out() {
    let Some(recordings) = recordings() else {
        return;
    };
    let source = include_str!("exchanges.rs");
    for entry in std::fs::read_dir(recordings.join("exchanges")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = file.split('.').next().unwrap();
        assert!(
            source.contains(&format!("\"{name}\"")),
            "{name} is not tested"
        );
    }
}

async fn replay(name: &str, sent_as: Sent, expected: &str, protocol: Protocol) {
    let Some(answer) = recorded(name, "response", protocol) else {
        return;
    };
    let server = serve(move |_| ok(&answer)).await;
    let session = session(&server, protocol).await;
    let outcome = ask(&session, name).await;
    assert_eq!(
        outcome.as_ref().map_or_else(Error::kind, |()| "ok"),
        expected,
        "{name} {outcome:?}"
    );
    if let Err(Error::UnknownField { model, field }) = outcome {
        assert_eq!(
            (model.as_str(), field.as_str()),
            (LINES, "no_such_field"),
            "{name}"
        );
    }
    let AsRecordedPlus(additions) = sent_as else {
        return;
    };
    let requests = server.received_requests().await.unwrap();
    let mut ours = sent(requests.last().unwrap(), protocol);
    for addition in additions {
        let options = ours["args"][6].as_object_mut().unwrap();
        assert!(options.remove(*addition).is_some(), "{name}: no {addition}");
    }
    let theirs = understood(&recorded(name, "request", protocol).unwrap(), protocol);
    assert_eq!(ours, theirs, "{name} over {protocol}");
    let is_object = requests.last().unwrap().url.path() == "/xmlrpc/2/object";
    assert_eq!(is_object, protocol == Protocol::XmlRpc);
}

const DIGEST: Aggregates<'_> = Aggregates {
    sums: &["balance", "amount_residual"],
    last_write: true,
    dated: false,
};

/// Makes the recorded call and checks a good answer.
async fn ask(session: &Session, name: &str) -> Result<(), Error> {
    let context = context();
    match name {
        "search-ids" => {
            let domain = Domain::all().id_from(0).id_below(200);
            let ids = session.search_ids(LINES, &domain, None, &context).await?;
            assert_eq!(ids, (1..200).collect::<Vec<i64>>());
        }
        "search-count" => {
            let domain = Domain::all().id_from(0).id_below(1000);
            assert_eq!(session.search_count(LINES, &domain, &context).await?, 999);
        }
        "read-group-digest" => {
            let domain = Domain::all().id_from(0).id_below(1000);
            let totals = session
                .read_group_totals(LINES, &domain, DIGEST, &context)
                .await?;
            let expected = Totals {
                count: 999,
                id_sum: 499_500,
                sums: names(&["-49413.43", "3449622.88"]),
                max_write_date: Some("2026-11-22 21:35:30".to_owned()),
                dated: None,
            };
            assert_eq!(totals, expected);
        }
        "read-missing-record" => {
            let fields = fields(&[("name", FieldType::Char)]);
            let ids = [1, 999_999_999];
            let asked = names(&["name"]);
            let records = session.read(LINES, &fields, &asked, &ids, &context).await?;
            let nameless = Record {
                id: 1,
                cells: vec![Cell::Null],
            };
            assert_eq!(records, [nameless]);
        }
        "unknown-field" | "unknown-field-in-domain" | "unknown-method" | "unknown-model" => {
            let fields = fields(&[("no_such_field", FieldType::Char)]);
            let model = if name == "unknown-model" {
                "no.such.model"
            } else {
                LINES
            };
            let query = Query {
                model,
                fields: &fields,
                names: &names(&["no_such_field"]),
                domain: &Domain::all(),
                limit: 1,
                context: &context,
            };
            session.search_read(&query).await?;
        }
        _ => check_lines(&read_lines(session).await?),
    }
    Ok(())
}

async fn read_lines(session: &Session) -> Result<Vec<Record>, Error> {
    let types = [
        ("move_id", FieldType::Many2one),
        ("partner_id", FieldType::Many2one),
        ("name", FieldType::Char),
        ("date_maturity", FieldType::Date),
        ("balance", FieldType::Monetary),
        ("amount_currency", FieldType::Monetary),
        ("reconciled", FieldType::Boolean),
        ("matching_number", FieldType::Char),
        ("full_reconcile_id", FieldType::Many2one),
        ("analytic_distribution", FieldType::Json),
        ("write_date", FieldType::Datetime),
    ];
    let query = Query {
        model: LINES,
        fields: &fields(&types),
        names: &names(&types.map(|(name, _)| name)),
        domain: &Domain::all().id_after(0),
        limit: 5,
        context: &context(),
    };
    session.search_read(&query).await
}

fn check_lines(records: &[Record]) {
    let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    let last = [
        Cell::Int(1),
        Cell::Int(14),
        Cell::Text("[FURN_6741] Large Meeting Table\nConference room table".to_owned()),
        Cell::Null,
        Cell::Decimal("-20000.0".to_owned()),
        Cell::Decimal("-20000.0".to_owned()),
        Cell::Bool(false),
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Datetime("2026-11-22 21:26:49".to_owned()),
    ];
    assert_eq!(records[4].cells, last);
}

fn sent(request: &wiremock::Request, protocol: Protocol) -> Value {
    understood(std::str::from_utf8(&request.body).unwrap(), protocol)
}

/// A request as a server understands it, whatever its spaces and the order of its members.
fn understood(request: &str, protocol: Protocol) -> Value {
    match protocol {
        Protocol::Json2 => serde_json::from_str(request).unwrap(),
        Protocol::JsonRpc => {
            let request: Value = serde_json::from_str(request).unwrap();
            assert_eq!(request["jsonrpc"], "2.0");
            assert_eq!(request["method"], "call");
            request["params"].clone()
        }
        Protocol::XmlRpc => {
            let mut reader = Reader::from_str(request);
            reader.config_mut().expand_empty_elements = true;
            let mut method = None;
            let mut arguments = Vec::new();
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(start) if start.name().0 == "methodName" => {
                        method = Some(xml_text(&mut reader));
                    }
                    Event::Start(start) if start.name().0 == "value" => {
                        arguments.push(xml_value(&mut reader));
                    }
                    Event::Eof => return json!({ "method": method, "args": arguments }),
                    _ => {}
                }
            }
        }
    }
}

/// The content of an open `<value>`, as Python's xmlrpc reads it.
fn xml_value(reader: &mut Reader<&[u8]>) -> Value {
    let kind = match reader.read_event().unwrap() {
        Event::Start(start) => start.name().0.to_owned(),
        other => panic!("{other:?}"),
    };
    let mut items = Vec::new();
    let mut members = serde_json::Map::new();
    let value = match kind.as_str() {
        "string" => json!(xml_text(reader)),
        "int" => json!(xml_text(reader).parse::<i64>().unwrap()),
        "boolean" => json!(xml_text(reader) == "1"),
        _ => loop {
            match reader.read_event().unwrap() {
                Event::Start(start) if start.name().0 == "value" => items.push(xml_value(reader)),
                Event::Start(start) if start.name().0 == "name" => {
                    let name = xml_text(reader);
                    while !matches!(reader.read_event().unwrap(), Event::Start(_)) {}
                    members.insert(name, xml_value(reader));
                }
                Event::End(end) if end.name().0 == "struct" => break Value::Object(members),
                Event::End(end) if end.name().0 == "array" => break Value::Array(items),
                _ => {}
            }
        },
    };
    while !matches!(reader.read_event().unwrap(), Event::End(end) if end.name().0 == "value") {}
    value
}

fn xml_text(reader: &mut Reader<&[u8]>) -> String {
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(piece) => text.push_str(&piece.into_inner()),
            Event::GeneralRef(name) => match &*name.into_inner() {
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "amp" => text.push('&'),
                other => panic!("{other}"),
            },
            Event::End(_) => return text,
            other => panic!("{other:?}"),
        }
    }
}
