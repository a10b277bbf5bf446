//! Whatever stands between here and Odoo: each failure is told apart and says what to do.

use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
    time::Duration,
};

use flate2::{Compression, write::GzEncoder};
use odoo::{Domain, Error, Protocol, Remedy, Session};
use wiremock::{MockServer, ResponseTemplate};

use crate::scripted::{BOTH, connection, context, ok, open, recorded, serve, serve_text, session};

async fn count(session: &Session) -> Result<u64, Error> {
    session
        .search_count("res.partner", &Domain::all(), &context())
        .await
}

async fn count_of(server: &MockServer, protocol: Protocol) -> Error {
    count(&session(server, protocol).await).await.unwrap_err()
}

#[tokio::test]
async fn http_statuses_map_to_different_errors() {
    let later = Remedy::RetryLater { after: None };
    let after = |seconds| Remedy::RetryLater {
        after: Some(Duration::from_secs(seconds)),
    };
    let cases = [
        (502, None, "unavailable", later),
        (503, Some("9"), "unavailable", after(9)),
        (504, None, "unavailable", later),
        (500, None, "unavailable", later),
        (429, Some("30"), "rate_limited", after(30)),
        (429, None, "rate_limited", later),
        (301, None, "redirected", Remedy::FixConfiguration),
        (302, None, "redirected", Remedy::FixConfiguration),
        (308, None, "redirected", Remedy::FixConfiguration),
        (403, None, "unexpected_status", Remedy::FixConfiguration),
        (404, None, "unexpected_status", Remedy::FixConfiguration),
        (401, None, "unexpected_status", Remedy::FixConfiguration),
    ];
    for protocol in BOTH {
        for (status, retry_after, kind, remedy) in cases {
            let server = serve(move |_| {
                let page = "<html><body><h1>Bad Gateway</h1></body></html>";
                let answer = ResponseTemplate::new(status)
                    .set_body_string(page)
                    .insert_header("location", "/elsewhere");
                match retry_after {
                    Some(seconds) => answer.insert_header("retry-after", seconds),
                    None => answer,
                }
            })
            .await;
            let error = count_of(&server, protocol).await;
            assert_eq!(
                (error.kind(), error.remedy()),
                (kind, remedy),
                "{status}: {error}"
            );
            let requests = server.received_requests().await.unwrap();
            assert_eq!(requests.len(), 3, "nothing is followed or tried again");
        }
    }
}

#[tokio::test]
async fn an_answer_outside_the_protocol_is_malformed() {
    let wrong = [
        "<!DOCTYPE html><html><body>Log in</body></html>",
        "\n <html></html>",
        "",
        "nonsense",
        "{\"jsonrpc\": \"2.0\", \"result\": [1, 2",
        "<?xml version='1.0'?><methodResponse><params><param><value><int>3</int></value>",
    ];
    for protocol in BOTH {
        for body in wrong {
            let error = count_of(&serve_text(body.to_owned()).await, protocol).await;
            assert!(matches!(error, Error::Malformed { .. }), "{body}: {error}");
            assert_eq!(error.remedy(), Remedy::RetryLater { after: None });
        }
    }
    let bytes = ResponseTemplate::new(200).set_body_bytes(vec![b'"', 0xff, 0xfe, b'"']);
    let server = serve(move |_| bytes.clone()).await;
    assert_eq!(
        count_of(&server, Protocol::JsonRpc).await.kind(),
        "malformed"
    );
}

#[tokio::test]
async fn reading_stops_at_an_answer_over_the_size_limit() {
    for protocol in BOTH {
        let server = serve_text("x".repeat(300_000)).await;
        let mut connection = connection(&server.uri(), protocol);
        connection.max_answer_bytes = 100_000;
        let error = count(&open(connection).await.unwrap()).await.unwrap_err();
        assert!(
            matches!(error, Error::AnswerTooLarge { limit: 100_000, .. }),
            "{error}"
        );
        assert_eq!(error.remedy(), Remedy::ReducePageOrReject);
    }
}

#[tokio::test]
async fn the_size_limit_applies_to_the_decompressed_answer() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b' '; 20_000_000]).unwrap();
    let packed = encoder.finish().unwrap();
    assert!(packed.len() < 100_000);
    let server = serve(move |_| {
        ResponseTemplate::new(200)
            .insert_header("content-encoding", "gzip")
            .set_body_bytes(packed.clone())
    })
    .await;
    let mut connection = connection(&server.uri(), Protocol::JsonRpc);
    connection.max_answer_bytes = 1_000_000;
    let error = count(&open(connection).await.unwrap()).await.unwrap_err();
    assert!(matches!(error, Error::AnswerTooLarge { .. }), "{error}");
}

#[tokio::test]
async fn a_compressed_answer_is_decoded() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(br#"{"jsonrpc": "2.0", "id": 1, "result": 42}"#)
        .unwrap();
    let packed = encoder.finish().unwrap();
    let server = serve(move |request| {
        let accepted = request.headers["accept-encoding"].to_str().unwrap();
        assert!(accepted.contains("gzip"));
        ResponseTemplate::new(200)
            .insert_header("content-encoding", "gzip")
            .set_body_bytes(packed.clone())
    })
    .await;
    assert_eq!(
        count(&session(&server, Protocol::JsonRpc).await)
            .await
            .unwrap(),
        42
    );
}

#[tokio::test]
async fn a_slow_answer_times_out() {
    let server = serve(|_| ok("late").set_delay(Duration::from_secs(5))).await;
    for protocol in BOTH {
        let mut connection = connection(&server.uri(), protocol);
        connection.timeout = Duration::from_millis(300);
        let error = count(&open(connection).await.unwrap()).await.unwrap_err();
        assert!(matches!(error, Error::Timeout { .. }), "{error}");
        assert_eq!(error.remedy(), Remedy::ReducePage);
    }
}

#[tokio::test]
async fn a_lost_connection_is_dropped_and_a_closed_port_is_unreachable() {
    for partial in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"jsonrpc\"",
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).unwrap();
            stream.write_all(partial.as_bytes()).unwrap();
        });
        let connection = connection(&format!("http://{address}"), Protocol::JsonRpc);
        let error = open(connection.clone()).await.unwrap_err();
        server.join().unwrap();
        assert!(
            matches!(error, Error::Dropped { .. }),
            "{partial:?}: {error}"
        );
        assert_eq!(error.remedy(), Remedy::ReducePage);
        let error = open(connection).await.unwrap_err();
        assert!(matches!(error, Error::Connect { .. }), "{error}");
        assert_eq!(error.remedy(), Remedy::RetryLater { after: None });
    }
}

#[tokio::test]
async fn urls_that_cannot_be_odoo_are_refused() {
    for url in [
        "odoo.example.com",
        "ftp://odoo",
        "https://me:pw@odoo",
        "https://odoo/?db=x",
        "",
    ] {
        let error = open(connection(url, Protocol::JsonRpc)).await.unwrap_err();
        assert!(
            matches!(error, Error::InvalidAddress { .. }),
            "{url}: {error}"
        );
        assert_eq!(error.remedy(), Remedy::FixConfiguration);
        assert!(!error.to_string().contains("pw"));
    }
}

#[tokio::test]
async fn a_path_prefix_of_the_url_is_kept() {
    let server = serve_text(r#"{"jsonrpc": "2.0", "id": 1, "result": 1}"#.to_owned()).await;
    let url = format!("{}/behind/a/proxy/", server.uri());
    let session = open(connection(&url, Protocol::JsonRpc)).await.unwrap();
    count(&session).await.unwrap();
    for request in server.received_requests().await.unwrap() {
        assert_eq!(request.url.path(), "/behind/a/proxy/jsonrpc");
    }
}

#[tokio::test]
async fn access_denied_is_never_retried() {
    let Some(answer) = recorded("login-wrong-password", "response", Protocol::JsonRpc) else {
        return;
    };
    let server = serve_text(answer).await;
    let mut connection = connection(&server.uri(), Protocol::JsonRpc);
    connection.password = "wrong".into();
    let error = open(connection).await.unwrap_err();
    assert_eq!(error.remedy(), Remedy::FixConfiguration);
    assert_eq!(
        error.to_string(),
        "Odoo refused the user admin or its password for the database odoo17"
    );
    assert!(error.hint().contains("password"));
}

#[tokio::test]
async fn the_clock_of_the_latest_answer_is_kept_in_whole_seconds() {
    let mut seconds = 10..;
    let server = serve(move |_| {
        let second = seconds.next().unwrap();
        ok(r#"{"jsonrpc": "2.0", "id": 1, "result": 1}"#)
            .insert_header("date", format!("Sun, 22 Nov 2026 21:35:{second} GMT"))
    })
    .await;
    let session = session(&server, Protocol::JsonRpc).await;
    for expected in ["2026-11-22T21:35:10Z", "2026-11-22T21:35:11Z"] {
        count(&session).await.unwrap();
        assert_eq!(session.server_time(), Some(expected.parse().unwrap()));
    }
}
