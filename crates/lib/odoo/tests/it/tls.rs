//! Certificates that are not accepted, authorities of one's own, and redirects.

use std::sync::Arc;

use odoo::{Domain, Error, Protocol, Remedy};
use rcgen::{CertificateParams, CertifiedKey, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use wiremock::ResponseTemplate;

use crate::scripted::{BOTH, connection, context, open, serve, session};

#[expect(
    clippy::disallowed_methods,
    reason = "the task of a test ends with its runtime"
)]
/// Serves HTTP 503 over TLS with this certificate. Returns the port.
async fn serve_tls(key: &CertifiedKey<KeyPair>) -> u16 {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let private = PrivateKeyDer::try_from(key.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![key.cert.der().clone()], private)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let _ = stream.read(&mut [0; 4096]).await;
                let answer = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                let _ = stream.write_all(answer).await;
                let _ = stream.shutdown().await;
            }
        }
    });
    port
}

fn self_signed(name: &str, last_year: i32) -> CertifiedKey<KeyPair> {
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(last_year, 1, 1);
    let signing_key = KeyPair::generate().unwrap();
    let cert = params.self_signed(&signing_key).unwrap();
    CertifiedKey { cert, signing_key }
}

#[tokio::test]
async fn a_certificate_that_is_not_accepted_is_told_apart_and_not_retried() {
    for (name, last_year, is_trusted, problem) in [
        ("localhost", 2100, false, "UnknownIssuer"),
        ("odoo.example.com", 2100, true, "not valid for name"),
        ("localhost", 2021, true, "expired"),
    ] {
        let key = self_signed(name, last_year);
        let port = serve_tls(&key).await;
        let mut connection = connection(&format!("https://localhost:{port}"), Protocol::JsonRpc);
        connection.authorities = is_trusted.then(|| key.cert.pem().into_bytes());
        let error = open(connection).await.unwrap_err();
        assert!(matches!(error, Error::Certificate { .. }), "{error:?}");
        assert!(error.to_string().contains(problem), "{error}");
        assert_eq!(error.remedy(), Remedy::FixConfiguration);
        assert!(error.hint().contains("odoo.ca_file"), "{}", error.hint());
    }
}

#[tokio::test]
async fn an_authority_of_the_tenants_file_is_accepted() {
    let key = self_signed("localhost", 2100);
    let port = serve_tls(&key).await;
    let mut connection = connection(&format!("https://localhost:{port}"), Protocol::JsonRpc);
    connection.authorities = Some(key.cert.pem().into_bytes());
    let error = open(connection).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable { status: 503, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_redirect_names_its_target_without_secrets() {
    for protocol in BOTH {
        let server = serve(|_| {
            let to = "https://bot:hush@odoo.example.com/jsonrpc?token=hush#hush";
            ResponseTemplate::new(301).insert_header("location", to)
        })
        .await;
        let session = session(&server, protocol).await;
        let (everything, context) = (Domain::all(), context());
        let count = session.search_count("res.partner", &everything, &context);
        let error = count.await.unwrap_err();
        let Error::Redirected { status, to, .. } = &error else {
            panic!("{error:?}");
        };
        assert_eq!(
            (*status, to.as_str()),
            (301, "https://odoo.example.com/jsonrpc")
        );
        assert!(error.hint().contains("odoo.url"), "{}", error.hint());
    }
}
