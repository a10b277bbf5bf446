//! Every recorded exchange of every version, in each of its protocols: what we send is what the real
//! Odoo understood, and what it answered is understood. Where a recording cannot be asked for through
//! this crate, only its answer is used; the table says so.

mod asking;
mod opening;
mod understood;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use jiff::Timestamp;
use odoo::{Context, Error, Protocol, Session};
use secrecy::SecretString;
use serde_json::{Value, json, value::RawValue};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use self::asking::{Asking, LINES};
use crate::{
    records::{xml_document, xml_of},
    scripted::{EVERY, Recordings, connection, ok, open},
};

#[derive(Clone, Copy)]
enum Sent {
    /// The request equals the recorded one but for these options, which we always send.
    AsRecordedPlus(&'static [&'static str]),
    /// This crate cannot send the recorded request.
    OnlyTheAnswer,
}

use Sent::{AsRecordedPlus, OnlyTheAnswer};

/// Versions in which lines are read by one `search_read`, and the one in which they are not.
const BY_ONE_CALL: &[u32] = &[17, 18, 19];
const BY_IDS: &[u32] = &[16];
const BEFORE_19: &[u32] = &[16, 17, 18];
const FROM_19: &[u32] = &[19];
const ALL: &[u32] = &[16, 17, 18, 19];

type Row = (&'static str, &'static [u32], Sent, &'static str);

/// Name of the exchange, versions, what is sent, outcome. Over JSON-2 the names begin with `json-2-`.
const TABLE: &[Row] = &[
    // Lines of 16: this request is the one that the real server does not take.
    ("search-read-lines-by-id", BY_IDS, OnlyTheAnswer, "failed"),
    (
        "search-read-lines-by-id",
        BY_ONE_CALL,
        AsRecordedPlus(&[]),
        "ok",
    ),
    (
        "search-read-lines-classic-load",
        BY_IDS,
        OnlyTheAnswer,
        "ok",
    ),
    (
        "search-read-lines-classic-load",
        BY_ONE_CALL,
        AsRecordedPlus(&["load"]),
        "ok",
    ),
    ("search-read-moves-by-id", ALL, AsRecordedPlus(&[]), "ok"),
    ("account-codes", ALL, AsRecordedPlus(&[]), "ok"),
    ("read-lines-by-id", ALL, AsRecordedPlus(&[]), "ok"),
    ("read-missing-record", ALL, AsRecordedPlus(&["load"]), "ok"),
    ("search-ids", ALL, AsRecordedPlus(&[]), "ok"),
    ("search-count", ALL, AsRecordedPlus(&[]), "ok"),
    ("incremental-lines-ids", ALL, AsRecordedPlus(&[]), "ok"),
    // Pages go by id and never by `write_date`.
    ("incremental-lines", ALL, OnlyTheAnswer, "ok"),
    // 19 is asked by `formatted_read_group`, and no domain of ours names `parent_state`.
    ("read-group-digest", BEFORE_19, AsRecordedPlus(&[]), "ok"),
    ("read-group-digest", FROM_19, OnlyTheAnswer, "ok"),
    ("read-group-by-company", ALL, OnlyTheAnswer, "ok"),
    (
        "formatted-read-group-digest",
        FROM_19,
        AsRecordedPlus(&[]),
        "ok",
    ),
    (
        "formatted-read-group-by-company",
        FROM_19,
        OnlyTheAnswer,
        "ok",
    ),
    (
        "access-denied-company",
        ALL,
        AsRecordedPlus(&["/context/active_test", "/context/lang", "/context/tz"]),
        "access_rights",
    ),
    (
        "access-denied-model",
        BY_IDS,
        OnlyTheAnswer,
        "access_rights",
    ),
    (
        "access-denied-model",
        BY_ONE_CALL,
        AsRecordedPlus(&["context", "load", "order"]),
        "access_rights",
    ),
    (
        "access-denied-read",
        ALL,
        AsRecordedPlus(&["context", "load"]),
        "access_rights",
    ),
    (
        "access-denied-search-count",
        ALL,
        AsRecordedPlus(&["context"]),
        "access_rights",
    ),
    (
        "execute-wrong-password",
        ALL,
        AsRecordedPlus(&["context"]),
        "access_denied",
    ),
    ("unknown-field", BY_IDS, OnlyTheAnswer, "unknown_field"),
    (
        "unknown-field",
        BY_ONE_CALL,
        AsRecordedPlus(&["order", "load"]),
        "unknown_field",
    ),
    (
        "unknown-field-in-domain",
        ALL,
        OnlyTheAnswer,
        "unknown_field",
    ),
    ("unknown-method", ALL, OnlyTheAnswer, "unknown_method"),
    ("unknown-model", ALL, OnlyTheAnswer, "unknown_model"),
    // Only over JSON-2.
    (
        "wrong-key",
        FROM_19,
        AsRecordedPlus(&["context"]),
        "access_denied",
    ),
    ("no-key", FROM_19, OnlyTheAnswer, "access_denied"),
    (
        "no-such-database",
        FROM_19,
        AsRecordedPlus(&["context"]),
        "unknown_database",
    ),
    (
        "no-database-header",
        FROM_19,
        OnlyTheAnswer,
        "unknown_database",
    ),
    ("private-method", FROM_19, OnlyTheAnswer, "access_rights"),
    ("unknown-argument", FROM_19, OnlyTheAnswer, "failed"),
    ("missing-argument", FROM_19, OnlyTheAnswer, "ok"),
    ("fields-get", FROM_19, OnlyTheAnswer, "ok"),
];

/// How a session begins; these have tests of their own.
const OPENING: [&str; 6] = [
    "version",
    "login",
    "authenticate",
    "login-wrong-password",
    "authenticate-wrong-password",
    "login-no-such-database",
];

#[tokio::test]
async fn every_recorded_read_of_every_version_is_sent_and_decoded() {
    for recordings in Recordings::all() {
        let mut replayed = BTreeSet::new();
        let of_version = |row: &&Row| row.1.contains(&recordings.major);
        for &row in TABLE.iter().filter(of_version) {
            for protocol in EVERY {
                if recordings.text(row.0, "response", protocol).is_some() {
                    replay(&recordings, row, protocol).await;
                    assert!(replayed.insert((row.0.to_owned(), format!("{protocol}"))));
                }
            }
        }
        assert_eq!(
            replayed,
            recorded_reads(&recordings),
            "of {}",
            recordings.major
        );
    }
}

/// Names and protocols of all that was recorded but for the openings.
fn recorded_reads(recordings: &Recordings) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(recordings.folder.join("exchanges")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let (name, extension) = (file.split('.').next().unwrap(), file.rsplit('.').next());
        let (name, protocol) = match extension.unwrap() {
            "http" => (name.strip_prefix("json-2-").unwrap(), Protocol::Json2),
            "json" => (name, Protocol::JsonRpc),
            "xml" => (name, Protocol::XmlRpc),
            other => panic!("{other} is no protocol"),
        };
        if !OPENING.contains(&name) {
            all.insert((name.to_owned(), format!("{protocol}")));
        }
    }
    all
}

async fn replay(recordings: &Recordings, row: Row, protocol: Protocol) {
    let (name, _, sent, expected) = row;
    let place = format!("{name} of {} over {protocol}", recordings.major);
    let request = recordings.text(name, "request", protocol).unwrap();
    let theirs = understood::recorded(&request, protocol);
    let server = MockServer::start().await;
    let session = logged_in(&server, recordings, protocol, &theirs, name).await;
    let answer = response(
        &recordings.text(name, "response", protocol).unwrap(),
        protocol,
    );
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let asking = Asking {
        session: &session,
        context: context(recordings.major, name),
        since: since(recordings.major),
        truth: truth(recordings, name, protocol),
    };
    let outcome = asking.ask(name).await;
    let kind = outcome.as_ref().map_or_else(Error::kind, |()| "ok");
    assert_eq!(kind, expected, "{place}: {outcome:?}");
    if let Err(Error::UnknownField { model, field }) = &outcome {
        assert_eq!([&**model, &**field], [LINES, "no_such_field"], "{place}");
    }
    let AsRecordedPlus(additions) = sent else {
        return;
    };
    let requests = server.received_requests().await.unwrap();
    let last = requests.last().unwrap();
    let mut ours = understood::sent(last, protocol);
    for addition in additions {
        remove(&mut ours["options"], addition);
    }
    assert_eq!(ours, theirs, "{place}");
    let is_object = last.url.path() == "/xmlrpc/2/object";
    assert_eq!(is_object, protocol == Protocol::XmlRpc, "{place}");
}

/// As whoever made the recorded call.
async fn logged_in(
    server: &MockServer,
    recordings: &Recordings,
    protocol: Protocol,
    theirs: &Value,
    name: &str,
) -> Session {
    let uid = theirs["arguments"][1].as_i64().unwrap_or(2);
    let login = match protocol {
        Protocol::Json2 => recordings.text("version", "response", protocol).unwrap(),
        Protocol::JsonRpc => json!({"jsonrpc": "2.0", "id": 1, "result": uid}).to_string(),
        Protocol::XmlRpc => xml_document(&xml_of(&uid.to_string())),
    };
    let opening = [version(recordings, protocol), response(&login, protocol)];
    in_turn(server, opening).await;
    let mut connection = connection(&server.uri(), protocol);
    let of_call = |place: &Value| place.as_str().map(str::to_owned);
    let database = of_call(&theirs["arguments"][0]).or_else(|| of_call(&theirs["database"]));
    connection.database = database.unwrap();
    let key = theirs["key"]
        .as_str()
        .and_then(|key| key.strip_prefix("bearer "));
    let password = of_call(&theirs["arguments"][2]).or(key.map(str::to_owned));
    assert!(password.is_some() || name == "no-key");
    connection.password = SecretString::from(password.unwrap_or_default());
    open(connection).await.unwrap()
}

/// Each answer once, in this order.
async fn in_turn(server: &MockServer, answers: impl IntoIterator<Item = ResponseTemplate>) {
    for (turn, answer) in (1_u8..).zip(answers) {
        let once = Mock::given(any()).respond_with(answer).up_to_n_times(1);
        once.with_priority(turn).mount(server).await;
    }
}

fn version(recordings: &Recordings, protocol: Protocol) -> ResponseTemplate {
    match protocol {
        // The address of the version was not recorded.
        Protocol::Json2 => ok(r#"{"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"}"#),
        _ => ok(&recordings.text("version", "response", protocol).unwrap()),
    }
}

fn response(recorded: &str, protocol: Protocol) -> ResponseTemplate {
    if protocol != Protocol::Json2 {
        return ok(recorded);
    }
    let (head, body) = understood::parts(recorded);
    let status = head.split_whitespace().nth(1).unwrap();
    ResponseTemplate::new(status.parse::<u16>().unwrap()).set_body_string(body)
}

/// What was answered, as JSON; nothing for a fault. What came over XML-RPC is compared with what
/// came over JSON-RPC.
fn truth(recordings: &Recordings, name: &str, protocol: Protocol) -> String {
    if protocol == Protocol::Json2 {
        let answer = recordings.text(name, "response", protocol).unwrap();
        return understood::parts(&answer).1.trim().to_owned();
    }
    let answer = recordings.text(name, "response", Protocol::JsonRpc);
    let answer = answer.unwrap();
    let mut members: BTreeMap<&str, &RawValue> = serde_json::from_str(&answer).unwrap();
    members
        .remove("result")
        .map(|result| result.get().to_owned())
        .unwrap_or_default()
}

fn remove(options: &mut Value, addition: &str) {
    let (parent, name) = addition.rsplit_once('/').unwrap_or(("", addition));
    let parent = options
        .pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap();
    assert!(parent.remove(name).is_some(), "no {addition}");
}

fn context(major: u32, name: &str) -> Context {
    let companies: &[i64] = match (major, name) {
        (_, "access-denied-company") => &[99],
        (17, _) => &[2, 1],
        (19, _) => &[1, 2, 3],
        _ => &[1, 2],
    };
    Context {
        language: "en_US".to_owned(),
        company_ids: companies.to_vec(),
    }
}

/// The start of the recorded window of changes.
fn since(major: u32) -> Timestamp {
    let since = match major {
        16 => "2026-11-29T13:35:22Z",
        18 => "2026-11-29T13:06:17Z",
        _ => "2026-11-29T13:00:47Z",
    };
    since.parse().unwrap()
}
