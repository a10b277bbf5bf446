//! Makes sure that every exchange, queue and binding exists. It finds out which queues were
//! missing, because a broker that lost its queues also lost their messages.

use std::time::Duration;

use lapin::{
    Channel, Connection, Error, ErrorKind, ExchangeKind,
    options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions},
    types::{AMQPValue, FieldTable},
};

use crate::topology::{Argument, Declaration, Exchange, Kind, declarations, exchanges};

const NOT_FOUND: u16 = 404;
const PRECONDITION_FAILED: u16 = 406;

/// Declares the whole topology and returns the names of the queues that had been missing.
pub(crate) async fn all(
    connection: &Connection,
    delays: &[Duration],
) -> Result<Vec<String>, Error> {
    let channel = connection.create_channel().await?;
    for exchange in exchanges(delays) {
        declare_exchange(&channel, &exchange).await?;
    }
    let mut missing = Vec::new();
    let mut channel = channel;
    for declaration in declarations(delays) {
        if !declare(connection, &mut channel, &declaration).await? {
            missing.push(declaration.name);
        }
    }
    Ok(missing)
}

/// The broker's reply code, if the error is its refusal of one operation.
fn reply_code(error: &Error) -> Option<u16> {
    match error.kind() {
        ErrorKind::ProtocolError(refusal) => Some(refusal.get_id()),
        _ => None,
    }
}

/// Messages and consumers of a queue; `None` if there is no such queue.
pub(crate) async fn look(
    connection: &Connection,
    channel: &mut Channel,
    name: &str,
) -> Result<Option<(u32, u32)>, Error> {
    let passive = QueueDeclareOptions::durable().passive();
    match channel
        .queue_declare(name.into(), passive, FieldTable::default())
        .await
    {
        Ok(queue) => Ok(Some((queue.message_count(), queue.consumer_count()))),
        Err(error) if reply_code(&error) == Some(NOT_FOUND) => {
            // The refusal has closed the channel.
            *channel = connection.create_channel().await?;
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// True if the queue existed before.
async fn declare(
    connection: &Connection,
    channel: &mut Channel,
    declaration: &Declaration,
) -> Result<bool, Error> {
    let name = declaration.name.as_str();
    let there = look(connection, channel, name).await?.is_some();
    let durable = QueueDeclareOptions::durable();
    match channel
        .queue_declare(name.into(), durable, table(&declaration.arguments))
        .await
    {
        Ok(_) => {}
        Err(error) if there && reply_code(&error) == Some(PRECONDITION_FAILED) => {
            tracing::warn!(queue = name, %error, "the queue has other arguments than this build; \
                delete it when it is empty and it is created again");
            *channel = connection.create_channel().await?;
        }
        Err(error) => return Err(error),
    }
    for (exchange, key) in &declaration.bindings {
        let options = QueueBindOptions::default();
        let (exchange, key) = (exchange.as_str().into(), key.as_str().into());
        channel
            .queue_bind(name.into(), exchange, key, options, FieldTable::default())
            .await?;
    }
    Ok(there)
}

async fn declare_exchange(channel: &Channel, exchange: &Exchange) -> Result<(), Error> {
    let (name, kind) = (exchange.name.as_str().into(), kind(exchange.kind));
    let options = ExchangeDeclareOptions {
        durable: true,
        ..Default::default()
    };
    channel
        .exchange_declare(name, kind, options, FieldTable::default())
        .await
}

fn kind(kind: Kind) -> ExchangeKind {
    match kind {
        Kind::Topic => ExchangeKind::Topic,
        Kind::Direct => ExchangeKind::Direct,
        Kind::Fanout => ExchangeKind::Fanout,
    }
}

fn table(arguments: &[(&'static str, Argument)]) -> FieldTable {
    let mut table = FieldTable::default();
    for (key, argument) in arguments {
        let value = match argument {
            Argument::Text(text) => AMQPValue::LongString(text.as_str().into()),
            Argument::Number(number) => AMQPValue::LongLongInt(*number),
        };
        table.insert((*key).into(), value);
    }
    table
}
