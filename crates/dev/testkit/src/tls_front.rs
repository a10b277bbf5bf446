//! A proxy that speaks TLS with a certificate of a test, in front of a server without TLS.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::authority::Certificate;
use crate::background::{self, Background};

/// A proxy on a free local port; it ends when this value is dropped.
pub struct TlsFront {
    address: SocketAddr,
    _background: Background,
}

impl TlsFront {
    /// `target` is `host:port`. `alpn` is the protocol inside, if the client insists on one.
    pub async fn to(target: &str, certificate: &Certificate, alpn: Option<&str>) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(config(certificate, alpn)));
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

fn config(certificate: &Certificate, alpn: Option<&str>) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap_or_else(|e| panic!("{e}"))
        .with_no_client_auth();
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
async fn pass_on(client: TcpStream, acceptor: TlsAcceptor, target: String) {
    let Ok(mut inside) = acceptor.accept(client).await else {
        return;
    };
    if let Ok(mut server) = TcpStream::connect(target).await {
        let _ = copy_bidirectional(&mut inside, &mut server).await;
    }
}
