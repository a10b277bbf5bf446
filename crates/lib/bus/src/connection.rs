//! The only way to connect: with heartbeats, a deadline for the whole handshake and a name for the
//! broker's console, but without lapin's own recovery.

use std::{sync::Arc, time::Duration};

use lapin::{
    Connection, ConnectionProperties,
    tcp::{AMQPUriTcpExt, RustlsConnector},
    uri::{AMQPScheme, AMQPUri},
};
use secrecy::ExposeSecret;

use crate::{
    Settings, declare,
    topology::{OWNER, user_of},
};

/// Bytes of a frame. lapin allocates and touches 32 frames to send and 32 to receive when it
/// connects: with the broker's 128 KiB this would be 8 MB for each connection of a process.
const FRAME: u32 = 16 * 1024;

/// The broker's address cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidUrl {
    #[error("the broker's URL is not of the form amqp://user:password@host:port/vhost: {0}")]
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
    uri: AMQPUri,
    /// For `amqps`.
    tls: Option<RustlsConnector>,
    pub(crate) settings: Settings,
}

impl Broker {
    pub(crate) fn new(settings: Settings) -> Result<Self, InvalidUrl> {
        let mut uri = parsed(&settings)?;
        let heartbeat = settings.heartbeat.as_secs().clamp(1, 600);
        uri.query.heartbeat = Some(u16::try_from(heartbeat).unwrap_or(u16::MAX));
        uri.query.frame_max = Some(FRAME);
        let timeout = u64::try_from(settings.connect_timeout.as_millis()).unwrap_or(u64::MAX);
        uri.query.connection_timeout = Some(timeout);
        let tls = match uri.scheme {
            AMQPScheme::AMQP => None,
            AMQPScheme::AMQPS => Some(Arc::new(settings.trust.identified()?).into()),
        };
        Ok(Self { uri, tls, settings })
    }

    /// With the newest password.
    fn uri(&self) -> AMQPUri {
        let mut uri = self.uri.clone();
        match parsed(&self.settings) {
            Ok(newest) => uri.authority.userinfo = newest.authority.userinfo,
            Err(error) => tracing::warn!(%error, "the new URL of the broker is not used"),
        }
        uri
    }

    pub(crate) fn user(&self) -> &str {
        &self.uri.authority.userinfo.username
    }

    /// Connects; the owner of the topology also declares it. Returns the durable queues that had been
    /// missing, too.
    pub(crate) async fn connect(
        &self,
        purpose: &str,
    ) -> Result<(Connection, Vec<String>), ConnectError> {
        let limit = self.settings.connect_timeout;
        let name = format!("{} {purpose}", self.settings.service);
        let connect = async {
            let properties = ConnectionProperties::default().with_connection_name(name.into());
            let connection = self.open(properties).await?;
            let missing = self.declare(&connection).await?;
            Ok((connection, missing))
        };
        tokio::time::timeout(limit, connect)
            .await
            .map_err(|_| ConnectError::Timeout(limit))?
    }
}

impl Broker {
    /// lapin's own TLS would always trust the authorities of the system, too.
    async fn open(&self, properties: ConnectionProperties) -> Result<Connection, ConnectError> {
        let Some(tls) = &self.tls else {
            return Ok(Connection::connect_uri(self.uri(), properties).await?);
        };
        let tls = tls.clone();
        let runtime = lapin::runtime::default_runtime()?;
        let connect = async move |mut uri: AMQPUri, runtime| {
            uri.scheme = AMQPScheme::AMQP;
            let stream = uri.connect_async(&runtime).await?;
            Ok(stream.into_rustls(&tls, &uri.authority.host).await?)
        };
        Ok(Connection::connector(self.uri(), runtime, connect, properties).await?)
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

fn parsed(settings: &Settings) -> Result<AMQPUri, InvalidUrl> {
    let url = settings.url.newest();
    let uri: AMQPUri = url.expose_secret().parse().map_err(InvalidUrl::Form)?;
    check_user(settings.service, &uri.authority.userinfo.username)?;
    Ok(uri)
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
