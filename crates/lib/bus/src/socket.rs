//! The TCP connection to one node. lapin connects in a thread of its own and waits without a limit
//! for a node that accepts and says nothing, so the socket is closed if the attempt is given up.

use std::{
    io,
    net::{Shutdown, SocketAddr, TcpStream},
    os::fd::AsFd,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lapin::{
    Connection, ConnectionProperties,
    tcp::{AsyncTcpStream, RustlsConnector},
    uri::AMQPUri,
};
use tokio::{net::lookup_host, time::timeout};

use crate::address::Node;

/// For each address of the host. A machine that is off does not refuse the connection.
const TCP_LIMIT: Duration = Duration::from_secs(3);

/// Dropping it before [`Socket::succeed`] closes the connection.
pub(crate) struct Socket {
    node: Node,
    tls: Option<RustlsConnector>,
    attempt: Arc<Mutex<Attempt>>,
}

enum Attempt {
    Begun,
    /// A second handle of the socket.
    Open(TcpStream),
    Ended,
}

impl Socket {
    pub(crate) fn new(node: &Node, tls: Option<RustlsConnector>) -> Self {
        Self {
            node: node.clone(),
            tls,
            attempt: Arc::new(Mutex::new(Attempt::Begun)),
        }
    }

    /// lapin's own TLS would always trust the authorities of the system, too.
    pub(crate) async fn open(&self, uri: AMQPUri, name: String) -> lapin::Result<Connection> {
        let properties = ConnectionProperties::default().with_connection_name(name.into());
        let (node, tls, attempt) = (self.node.clone(), self.tls.clone(), self.attempt.clone());
        Connection::connector(
            uri,
            lapin::runtime::default_runtime()?,
            async move |_, runtime| {
                let connect = async |address: SocketAddr| {
                    let connected = AsyncTcpStream::connect(&runtime, address);
                    timeout(TCP_LIMIT, connected)
                        .await
                        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
                };
                let mut last = io::Error::other("the host has no address");
                for address in lookup_host((node.host.as_str(), node.port)).await? {
                    match connect(address).await {
                        Ok(stream) => {
                            if let AsyncTcpStream::Plain(plain) = &stream {
                                remember(&attempt, plain.get_ref())?;
                            }
                            return Ok(match &tls {
                                None => stream,
                                Some(tls) => stream.into_rustls(tls, &node.host).await?,
                            });
                        }
                        Err(error) => last = error,
                    }
                }
                Err(last.into())
            },
            properties,
        )
        .await
    }

    /// The connection lives from now on.
    pub(crate) fn succeed(self) {
        replace(&self.attempt, Attempt::Ended);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if let Attempt::Open(socket) = replace(&self.attempt, Attempt::Ended)
            && let Err(error) = socket.shutdown(Shutdown::Both)
        {
            tracing::debug!(%error, "the connection was closed already");
        }
    }
}

/// Fails if nobody waits any more.
fn remember(attempt: &Mutex<Attempt>, stream: &impl AsFd) -> io::Result<()> {
    let handle = TcpStream::from(stream.as_fd().try_clone_to_owned()?);
    let mut attempt = attempt.lock().unwrap_or_else(PoisonError::into_inner);
    if matches!(*attempt, Attempt::Ended) {
        return Err(io::ErrorKind::TimedOut.into());
    }
    *attempt = Attempt::Open(handle);
    Ok(())
}

fn replace(attempt: &Mutex<Attempt>, now: Attempt) -> Attempt {
    let mut attempt = attempt.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut attempt, now)
}
