//! A client of the broker without any check of ours, which has somebody's password.

use bus::topology::Declaration;
use lapin::{
    BasicProperties, Channel, Connection, ConnectionProperties, Consumer, Error, ErrorKind,
    ExchangeKind,
    options::{
        BasicConsumeOptions, BasicPublishOptions, ConfirmSelectOptions, ExchangeDeclareOptions,
        QueueBindOptions, QueueDeclareOptions, QueueDeleteOptions, QueuePurgeOptions,
    },
    types::{AMQPValue, FieldArray, FieldTable},
};
use testkit::VirtualHost;

const ACCESS_REFUSED: u16 = 403;

pub(crate) struct Stranger {
    connection: Connection,
    pub(crate) user: String,
}

impl Stranger {
    pub(crate) async fn with_password_of(host: &VirtualHost, user: &str) -> Self {
        Self::connect(&host.url_for(user), user).await
    }

    /// May do everything on this virtual host.
    pub(crate) async fn administrator(host: &VirtualHost) -> Self {
        Self::connect(&host.url(), "espejo").await
    }

    async fn connect(url: &str, user: &str) -> Self {
        let connection = Connection::connect(url, ConnectionProperties::default()).await;
        Self {
            connection: connection.unwrap(),
            user: user.to_owned(),
        }
    }

    /// A new channel, because a refusal closes it.
    pub(crate) async fn channel(&self) -> Channel {
        self.connection.create_channel().await.unwrap()
    }

    /// Until the broker has confirmed or refused it.
    #[expect(
        clippy::disallowed_methods,
        reason = "tries what the bus would never do"
    )]
    pub(crate) async fn publish(
        &self,
        exchange: &str,
        key: &str,
        properties: BasicProperties,
        body: &[u8],
    ) -> Result<(), Error> {
        let channel = self.channel().await;
        channel
            .confirm_select(ConfirmSelectOptions::default())
            .await?;
        let options = BasicPublishOptions::default();
        let published =
            channel.basic_publish(exchange.into(), key.into(), options, body, properties);
        published.await?.await?;
        channel.close(200, "done".into()).await
    }

    pub(crate) async fn consume(&self, queue: &str) -> Result<Consumer, Error> {
        let options = BasicConsumeOptions::default();
        let none = FieldTable::default();
        let channel = self.channel().await;
        channel
            .basic_consume(queue.into(), "".into(), options, none)
            .await
    }

    /// Declares a queue as it is.
    pub(crate) async fn declare(&self, queue: &Declaration) -> Result<(), Error> {
        // Rights come before arguments: who may configure it is told that these differ.
        let channel = self.channel().await;
        let declared = channel.queue_declare(
            queue.name.as_str().into(),
            QueueDeclareOptions::durable(),
            FieldTable::default(),
        );
        declared.await.map(|_| ())
    }

    pub(crate) async fn declare_exchange(&self, name: &str) -> Result<(), Error> {
        let (options, none) = (ExchangeDeclareOptions::default(), FieldTable::default());
        let channel = self.channel().await;
        channel
            .exchange_declare(name.into(), ExchangeKind::Headers, options, none)
            .await
    }

    pub(crate) async fn bind(&self, queue: &str, exchange: &str, key: &str) -> Result<(), Error> {
        let (options, none) = (QueueBindOptions::default(), FieldTable::default());
        let channel = self.channel().await;
        channel
            .queue_bind(queue.into(), exchange.into(), key.into(), options, none)
            .await
    }

    pub(crate) async fn delete(&self, queue: &str) -> Result<(), Error> {
        let channel = self.channel().await;
        let deleted = channel.queue_delete(queue.into(), QueueDeleteOptions::default());
        deleted.await.map(|_| ())
    }

    pub(crate) async fn purge(&self, queue: &str) -> Result<(), Error> {
        let channel = self.channel().await;
        let purged = channel.queue_purge(queue.into(), QueuePurgeOptions::default());
        purged.await.map(|_| ())
    }
}

/// True if the broker has refused it for lack of a right.
pub(crate) fn is_refused<T>(result: &Result<T, Error>) -> bool {
    code(result) == Some(ACCESS_REFUSED)
}

/// The broker's code for its refusal of one operation.
pub(crate) fn code<T>(result: &Result<T, Error>) -> Option<u16> {
    match result.as_ref().err()?.kind() {
        ErrorKind::ProtocolError(refusal) => Some(refusal.get_id()),
        _ => None,
    }
}

/// The header with more routing keys for a message.
pub(crate) fn with_more_keys(keys: &[&str]) -> BasicProperties {
    let keys = keys.iter().map(|key| AMQPValue::LongString((*key).into()));
    let mut headers = FieldTable::default();
    let keys = FieldArray::from(keys.collect::<Vec<_>>());
    headers.insert("CC".into(), AMQPValue::FieldArray(keys));
    BasicProperties::default().with_headers(headers)
}
