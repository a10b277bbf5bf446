//! The only way to connect: to any node of the broker, with heartbeats, a deadline for the whole
//! handshake and a name for the broker's console, but without lapin's own recovery.

use std::{error::Error as _, sync::Arc, time::Duration};

use lapin::{
    Connection,
    tcp::RustlsConnector,
    uri::{AMQPScheme, AMQPUri},
};
use rand::seq::SliceRandom;
use secrecy::ExposeSecret;
use tokio::time::{Instant, timeout_at};

use crate::{
    Settings,
    address::{Address, Node},
    declare,
    socket::Socket,
    topology::{OWNER, user_of},
};

/// Bytes of a frame. lapin allocates and touches 32 frames to send and 32 to receive when it
/// connects: with the broker's 128 KiB this would be 8 MB for each connection of a process.
const FRAME: u32 = 16 * 1024;

/// The broker's address cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidUrl {
    #[error(
        "the broker's URL is not of the form amqp://user:password@host:port/vhost, with several \
         hosts separated by commas: {0}"
    )]
    Form(String),
    #[error(
        "the broker's URL logs in as {found}, but {service} must log in as {wanted}: each service \
         has a user of its own"
    )]
    User {
        service: &'static str,
        wanted: &'static str,
        found: String,
    },
    #[error("{0} is no service that the broker knows")]
    Service(&'static str),
    #[error(transparent)]
    Tls(#[from] tls::Error),
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum ConnectError {
    #[error("the broker refused or broke the connection")]
    Broker(#[from] lapin::Error),
    #[error("the broker did not answer in {0:?}")]
    Timeout(Duration),
}

/// A parsed [`Settings`]. No Debug: it holds the password.
pub(crate) struct Broker {
    address: Address,
    /// For `amqps`.
    tls: Option<RustlsConnector>,
    pub(crate) settings: Settings,
}

impl Broker {
    pub(crate) fn new(settings: Settings) -> Result<Self, InvalidUrl> {
        let address = parsed(&settings)?;
        let tls = match address.common.scheme {
            AMQPScheme::AMQP => None,
            AMQPScheme::AMQPS => Some(Arc::new(settings.trust.identified()?).into()),
        };
        Ok(Self {
            address,
            tls,
            settings,
        })
    }

    /// With the newest password and the newest hosts.
    fn newest(&self) -> Address {
        let mut address = self.address.clone();
        match parsed(&self.settings) {
            Ok(newest) if newest.common.scheme == address.common.scheme => {
                address.common.authority.userinfo = newest.common.authority.userinfo;
                address.nodes = newest.nodes;
            }
            Ok(_) => tracing::warn!("the new URL of the broker is not used: TLS needs a restart"),
            Err(error) => tracing::warn!(%error, "the new URL of the broker is not used"),
        }
        let heartbeat = self.settings.heartbeat.as_secs().clamp(1, 600);
        address.common.query.heartbeat = Some(u16::try_from(heartbeat).unwrap_or(u16::MAX));
        address.common.query.frame_max = Some(FRAME);
        address
    }

    pub(crate) fn user(&self) -> &str {
        &self.address.common.authority.userinfo.username
    }

    /// Connects to a node; the owner of the topology also declares it. Returns the durable queues
    /// that had been missing, too.
    ///
    /// The first node is a random one, so that processes spread over the nodes. Each node gets an
    /// equal part of the time that is left, so that one that hangs leaves time for the others.
    pub(crate) async fn connect(
        &self,
        purpose: &str,
    ) -> Result<(Connection, Vec<String>), ConnectError> {
        let limit = self.settings.connect_timeout;
        self.connect_to_any(purpose, true, limit).await
    }

    /// Connects to look around: declares nothing.
    pub(crate) async fn look(&self, limit: Duration) -> Result<Connection, ConnectError> {
        let (connection, _) = self.connect_to_any("doctor", false, limit).await?;
        Ok(connection)
    }

    async fn connect_to_any(
        &self,
        purpose: &str,
        declares: bool,
        limit: Duration,
    ) -> Result<(Connection, Vec<String>), ConnectError> {
        let end = Instant::now() + limit;
        let Address { common, mut nodes } = self.newest();
        nodes.shuffle(&mut rand::rng());
        while let Some(node) = nodes.pop() {
            let left = end.saturating_duration_since(Instant::now());
            let others = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            let share = Instant::now() + left / others.saturating_add(1);
            match self
                .connect_to(&node, &common, (purpose, declares), share)
                .await
            {
                Ok(connected) => {
                    tracing::info!(
                        purpose,
                        server.address = node.host,
                        server.port = node.port,
                        "connected to the broker"
                    );
                    return Ok(connected);
                }
                Err(error) if nodes.is_empty() => return Err(error),
                Err(error) => tracing::warn!(
                    purpose,
                    server.address = node.host,
                    server.port = node.port,
                    %error,
                    error.cause = error.source().map(tracing::field::display),
                    "a node of the broker does not answer; the next one is tried"
                ),
            }
        }
        Err(ConnectError::Timeout(limit))
    }

    async fn connect_to(
        &self,
        node: &Node,
        common: &AMQPUri,
        (purpose, declares): (&str, bool),
        until: Instant,
    ) -> Result<(Connection, Vec<String>), ConnectError> {
        let begun = Instant::now();
        let socket = Socket::new(node, self.tls.clone());
        let name = format!("{} {purpose}", self.settings.service);
        let connect = async {
            let connection = socket.open(common.clone(), name).await?;
            let missing = if declares {
                self.declare(&connection).await?
            } else {
                Vec::new()
            };
            Ok::<_, ConnectError>((connection, missing))
        };
        let connected = timeout_at(until, connect)
            .await
            .map_err(|_| ConnectError::Timeout(until - begun))??;
        socket.succeed();
        Ok(connected)
    }

    /// Declares everything, if this service is the owner. The others have no right to.
    pub(crate) async fn declare(&self, connection: &Connection) -> lapin::Result<Vec<String>> {
        if self.settings.service == OWNER {
            declare::all(connection, &self.settings.delays).await
        } else {
            Ok(Vec::new())
        }
    }
}

fn parsed(settings: &Settings) -> Result<Address, InvalidUrl> {
    let url = settings.url.newest();
    let address = Address::parse(url.expose_secret()).map_err(InvalidUrl::Form)?;
    check_user(
        settings.service,
        &address.common.authority.userinfo.username,
    )?;
    Ok(address)
}

fn check_user(service: &'static str, found: &str) -> Result<(), InvalidUrl> {
    let wanted = user_of(service).ok_or(InvalidUrl::Service(service))?;
    if found == wanted {
        return Ok(());
    }
    Err(InvalidUrl::User {
        service,
        wanted,
        found: found.to_owned(),
    })
}

/// Waits for an answer of the broker, with a limit: lapin does not end every wait when its
/// connection dies.
pub(crate) async fn answered<T>(
    limit: Duration,
    operation: impl Future<Output = Result<T, lapin::Error>>,
) -> Result<T, ConnectError> {
    match tokio::time::timeout(limit, operation).await {
        Ok(result) => Ok(result?),
        Err(_) => Err(ConnectError::Timeout(limit)),
    }
}

/// Closes the connection, but does not wait long for an answer.
pub(crate) async fn close(connection: &Connection) {
    let goodbye = connection.close(200, "stopping".into());
    match tokio::time::timeout(Duration::from_secs(3), goodbye).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "the connection was gone before it was closed"),
        Err(_) => tracing::debug!("the broker did not answer the close"),
    }
}
