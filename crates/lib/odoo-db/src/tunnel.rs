//! TLS for the log. The library that reads the log would bring a second provider of cryptography
//! and a list of authorities of its own. So it connects to a socket in a private folder, and what
//! comes from there is encrypted here, with the trust of all other connections.

use std::{io, path::Path, time::Duration};

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpStream, UnixListener},
    task::JoinHandle,
    time::timeout,
};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};

/// Longest wait for the server.
const WAIT: Duration = Duration::from_secs(10);
/// Asks a PostgreSQL for TLS: PostgreSQL's documentation, Message Formats, SSLRequest.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A socket that leads to the server, for one connection. It ends with this value.
pub(crate) struct Tunnel {
    folder: TempDir,
    carrier: JoinHandle<()>,
}

impl Tunnel {
    /// Connects to the server and verifies it.
    pub(crate) async fn open<T>(host: &str, port: u16, tls: T) -> io::Result<Self>
    where
        T: MakeTlsConnect<TcpStream, Stream: Send, TlsConnect: Send>,
        <T::TlsConnect as TlsConnect<TcpStream>>::Future: Send,
        T::Stream: 'static,
    {
        let folder = tempfile::Builder::new().prefix("espejo-log").tempdir()?;
        let listener = UnixListener::bind(folder.path().join(format!(".s.PGSQL.{port}")))?;
        let connected = timeout(WAIT, encrypted(host, port, tls)).await;
        let mut server = connected.map_err(|_| io::ErrorKind::TimedOut)??;
        #[expect(clippy::disallowed_methods, reason = "it ends with the tunnel")]
        let carrier = tokio::spawn(async move {
            let carried = async {
                let (mut client, _) = listener.accept().await?;
                copy_bidirectional(&mut client, &mut server).await
            };
            // The client sees the end, too.
            if let Err(error) = carried.await {
                tracing::debug!(%error, "the connection that reads the log broke");
            }
        });
        Ok(Self { folder, carrier })
    }

    /// The folder of the socket, which a client names as its host.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.carrier.abort();
    }
}

async fn encrypted<T>(host: &str, port: u16, mut tls: T) -> io::Result<T::Stream>
where
    T: MakeTlsConnect<TcpStream>,
{
    let mut tcp = TcpStream::connect((host, port)).await?;
    tcp.set_nodelay(true)?;
    tcp.write_all(&SSL_REQUEST).await?;
    if tcp.read_u8().await? != b'S' {
        return Err(io::Error::other("the server does not speak TLS"));
    }
    let connect = tls.make_tls_connect(host).map_err(io::Error::other)?;
    connect.connect(tcp).await.map_err(io::Error::other)
}
