//! An authority of a test's own, and a proxy that speaks TLS with its certificates in front of a
//! server without TLS. PostgreSQL's own request for TLS is understood, too.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::background::{self, Background};

/// What a client of PostgreSQL sends first if it wants TLS.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Signs certificates. Its files are removed with it.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    folder: TempDir,
}

/// A certificate with its key, as files.
#[derive(Debug, Clone)]
pub struct Certificate {
    pub chain: PathBuf,
    pub key: PathBuf,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap_or_else(|e| panic!("{e}"));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap_or_else(|e| panic!("no key: {e}"));
        let own = params.self_signed(&key).unwrap_or_else(|e| panic!("{e}"));
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no folder: {e}"));
        write(&folder.path().join("ca.pem"), &own.pem());
        Self {
            issuer: Issuer::new(params, key),
            pem: own.pem(),
            folder,
        }
    }

    /// The PEM file of its own certificate.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// A certificate for a name, valid until the begin of a year.
    pub fn certificate(&self, name: &str, until: i32) -> Certificate {
        let mut params =
            CertificateParams::new([name.to_owned()]).unwrap_or_else(|e| panic!("{e}"));
        params.distinguished_name.push(DnType::CommonName, name);
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().unwrap_or_else(|e| panic!("no key: {e}"));
        let signed = params
            .signed_by(&key, &self.issuer)
            .unwrap_or_else(|e| panic!("{e}"));
        let path = |end: &str| self.folder.path().join(format!("{name}-{until}.{end}"));
        let made = Certificate {
            chain: path("pem"),
            key: path("key"),
        };
        write(&made.chain, &signed.pem());
        write(&made.key, &key.serialize_pem());
        made
    }
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// A proxy on a free local port; it ends when this value is dropped.
pub struct TlsFront {
    address: SocketAddr,
    _background: Background,
}

impl TlsFront {
    /// `target` is `host:port`. `alpn` is the protocol inside, if the client insists on one.
    /// With `clients`, only clients with a certificate of this authority are accepted.
    pub async fn to(
        target: &str,
        certificate: &Certificate,
        alpn: Option<&str>,
        clients: Option<&Authority>,
    ) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(config(certificate, alpn, clients)));
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .unwrap_or_else(|e| panic!("cannot listen: {e}"));
        let address = listener.local_addr().unwrap_or_else(|e| panic!("{e}"));
        let listener = listener.into_std().unwrap_or_else(|e| panic!("{e}"));
        let target = target.to_owned();
        let background = Background::start(move || async move {
            let listener = TcpListener::from_std(listener).unwrap_or_else(|e| panic!("{e}"));
            while let Ok((client, _)) = listener.accept().await {
                background::spawn(pass_on(client, acceptor.clone(), target.clone()));
            }
        });
        Self {
            address,
            _background: background,
        }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

fn config(
    certificate: &Certificate,
    alpn: Option<&str>,
    clients: Option<&Authority>,
) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .unwrap_or_else(|e| panic!("{e}"));
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            let own = CertificateDer::from_pem_slice(authority.pem.as_bytes());
            roots
                .add(own.unwrap_or_else(|e| panic!("{e}")))
                .unwrap_or_else(|e| panic!("{e}"));
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
                .build()
                .unwrap_or_else(|e| panic!("{e}"));
            builder.with_client_cert_verifier(verifier)
        }
    };
    let chain = CertificateDer::from_pem_file(&certificate.chain);
    let key = PrivateKeyDer::from_pem_file(&certificate.key);
    let mut config = builder
        .with_single_cert(
            vec![chain.unwrap_or_else(|e| panic!("{e}"))],
            key.unwrap_or_else(|e| panic!("{e}")),
        )
        .unwrap_or_else(|e| panic!("{e}"));
    config.alpn_protocols = alpn
        .map(|name| name.as_bytes().to_vec())
        .into_iter()
        .collect();
    config
}

/// A client that does not accept the certificate ends the connection, which is no error here.
async fn pass_on(mut client: TcpStream, acceptor: TlsAcceptor, target: String) {
    let mut first = [0; 8];
    if matches!(client.peek(&mut first).await, Ok(8)) && first == SSL_REQUEST {
        let answered = async {
            client.read_exact(&mut first).await?;
            client.write_all(b"S").await
        };
        if answered.await.is_err() {
            return;
        }
    }
    let Ok(mut inside) = acceptor.accept(client).await else {
        return;
    };
    if let Ok(mut server) = TcpStream::connect(target).await {
        let _ = copy_bidirectional(&mut inside, &mut server).await;
    }
}
