//! How a session begins with each version.

use odoo::Protocol;
use secrecy::SecretString;

use super::{in_turn, response, understood, version};
use crate::scripted::{EVERY, Recordings, connection, open};

/// The recorded exchange that says who asks.
fn login(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Json2 => "version",
        Protocol::JsonRpc => "login",
        Protocol::XmlRpc => "authenticate",
    }
}

#[tokio::test]
async fn version_and_login_of_every_version_are_sent_and_decoded() {
    for recordings in Recordings::all() {
        for protocol in EVERY {
            let login = login(protocol);
            let Some(answer) = recordings.text(login, "response", protocol) else {
                continue;
            };
            let server = wiremock::MockServer::start().await;
            let opening = [version(&recordings, protocol), response(&answer, protocol)];
            in_turn(&server, opening).await;
            let mut connection = connection(&server.uri(), protocol);
            connection.database = format!("odoo{}", recordings.major);
            if protocol == Protocol::Json2 {
                connection.password = "0123456789abcdef0123456789abcdef01234567".into();
            }
            let session = open(connection).await.unwrap();
            let series = format!("{}.0", recordings.major);
            assert_eq!(session.uid(), 2);
            assert_eq!(session.version().full, series);
            assert_eq!(session.version().series, series);
            assert_eq!(session.version().major, Some(recordings.major));
            assert_eq!(session.dialect().major, recordings.major);
            assert!(session.server_time().is_some());
            let requests = server.received_requests().await.unwrap();
            for (request, name) in requests.iter().zip(["version", login]) {
                let is_common = request.url.path().ends_with("/common");
                assert_eq!(is_common, protocol == Protocol::XmlRpc, "{name}");
                if request.url.path() == "/web/version" {
                    continue; // It was not recorded.
                }
                let theirs = recordings.text(name, "request", protocol).unwrap();
                let theirs = understood::recorded(&theirs, protocol);
                assert_eq!(understood::sent(request, protocol), theirs, "{name}");
            }
            assert_eq!(requests.len(), 2);
        }
    }
}

#[tokio::test]
async fn a_refused_login_is_access_denied_and_an_unknown_database_is_named() {
    let cases = [
        ("login-wrong-password", "access_denied", "wrong"),
        ("authenticate-wrong-password", "access_denied", "wrong"),
        ("login-no-such-database", "unknown_database", "admin"),
    ];
    for recordings in Recordings::all() {
        for (name, kind, password) in cases {
            for protocol in [Protocol::JsonRpc, Protocol::XmlRpc] {
                let Some(answer) = recordings.text(name, "response", protocol) else {
                    continue;
                };
                let server = wiremock::MockServer::start().await;
                let opening = [version(&recordings, protocol), response(&answer, protocol)];
                in_turn(&server, opening).await;
                let mut connection = connection(&server.uri(), protocol);
                connection.database = match kind {
                    "unknown_database" => "no_such_db".to_owned(),
                    _ => format!("odoo{}", recordings.major),
                };
                connection.password = SecretString::from(password);
                let error = open(connection).await.unwrap_err();
                assert_eq!(error.kind(), kind, "{name}: {error}");
                let requests = server.received_requests().await.unwrap();
                let ours = understood::sent(requests.last().unwrap(), protocol);
                let theirs = recordings.text(name, "request", protocol).unwrap();
                assert_eq!(ours, understood::recorded(&theirs, protocol), "{name}");
            }
        }
    }
}
