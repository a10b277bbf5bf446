//! Whether a service could use the broker: for its command `doctor`.

use futures::{Stream, StreamExt};
use lapin::{
    BasicProperties, Channel, Connection, ErrorKind, Event,
    options::{BasicGetOptions, BasicPublishOptions},
    types::ShortString,
};
use lifecycle::doctor::Finding;

use crate::{
    InvalidUrl, Settings,
    connection::{Broker, ConnectError, answered, close},
    declare,
    topology::{OWNER, PRODUCERS, QUEUES, TRANSIENT, events_exchange},
};

const CHECK: &str = "broker";
const QUEUE: &str = "queues";
const RIGHTS: &str = "broker rights";
const USERS: &str =
    "deploy/rabbitmq/users.sh makes the virtual host and the users with their rights";

/// Logs in as the service, looks at its queues and tries the rights to read from them and to publish
/// its events. It declares nothing, takes no message and sends none.
pub async fn examine(settings: Settings) -> Vec<Finding> {
    let service = settings.service;
    let broker = match Broker::new(settings) {
        Ok(broker) => broker,
        Err(error) => return vec![unusable(&error)],
    };
    let limit = broker.settings.connect_timeout;
    let connection = match broker.look(limit).await {
        Ok(connection) => connection,
        Err(error) => return vec![unreachable(&error, broker.user())],
    };
    let user = broker.user();
    let mut findings = vec![Finding::ok(CHECK, format!("logged in as {user}"))];
    let looked = async {
        let mut found = look_at_queues(&connection, service, user).await?;
        found.extend(try_to_publish(&connection, service, user).await?);
        Ok(found)
    };
    let looked = answered(limit, looked).await;
    findings.extend(looked.unwrap_or_else(|error| vec![unreachable(&error, user)]));
    close(&connection).await;
    findings
}

fn unusable(error: &InvalidUrl) -> Finding {
    let advice = match error {
        InvalidUrl::Tls(_) => {
            "Correct ESPEJO_CA_FILE or the certificate of this process.".to_owned()
        }
        _ => format!("Correct ESPEJO_BROKER_URL; {USERS}."),
    };
    Finding::fail(CHECK, error, advice)
}

fn unreachable(error: &ConnectError, user: &str) -> Finding {
    let found = chain(error);
    let advice = if found.contains("ACCESS_REFUSED") {
        format!(
            "RabbitMQ does not accept {user} with this password, or not on this virtual host. Put the \
             password into ESPEJO_BROKER_URL; {USERS}."
        )
    } else if found.contains("NOT_ALLOWED") || found.contains("vhost") {
        format!("The virtual host of ESPEJO_BROKER_URL is missing or closed to {user}; {USERS}.")
    } else if found.contains("certificate") || found.contains("Certificate") {
        "Renew RabbitMQ's certificate, or set ESPEJO_CA_FILE to the authority that signed it."
            .to_owned()
    } else {
        "Check that RabbitMQ runs, and that this machine reaches the host and port of \
         ESPEJO_BROKER_URL."
            .to_owned()
    };
    Finding::fail(CHECK, found, advice)
}

async fn look_at_queues(
    connection: &Connection,
    service: &str,
    user: &str,
) -> Result<Vec<Finding>, lapin::Error> {
    let mut channel = connection.create_channel().await?;
    let mut findings = Vec::new();
    let (mut missing, mut there) = (Vec::new(), 0);
    for queue in QUEUES.iter().filter(|queue| queue.service == service) {
        let Some((waiting, _)) = declare::look(connection, &mut channel, queue.name).await? else {
            missing.push(queue.name);
            continue;
        };
        there += 1;
        if waiting == 0
            && let Err(error) = try_to_read(connection, &mut channel, queue.name).await?
        {
            let advice = format!("Give {user} its rights; {USERS}.");
            findings.push(Finding::fail(RIGHTS, error, advice));
        }
        let dead = queue.dead_name();
        let lost = declare::look(connection, &mut channel, &dead).await?;
        if let Some((count @ 1.., _)) = lost {
            let found = format!("{count} dead letters in {dead}");
            let advice = "`core-api dead-letters list` shows them; replay or discard them.";
            findings.push(Finding::warn(QUEUE, found, advice));
        }
    }
    if missing.is_empty() {
        findings.push(Finding::ok(QUEUE, format!("{there} queues are there")));
    } else {
        let found = format!("not there yet: {}", missing.join(", "));
        let advice = format!("{OWNER} makes them when it starts: start it first.");
        findings.push(Finding::warn(QUEUE, found, advice));
    }
    Ok(findings)
}

/// A queue without messages gives none away. If one comes in just now, it goes back.
async fn try_to_read(
    connection: &Connection,
    channel: &mut Channel,
    queue: &str,
) -> Result<Result<(), String>, lapin::Error> {
    let name = ShortString::from(queue);
    match channel.basic_get(name, BasicGetOptions::default()).await {
        Ok(None) => Ok(Ok(())),
        Ok(Some(message)) => {
            let back = lapin::options::BasicNackOptions {
                requeue: true,
                ..Default::default()
            };
            message.nack(back).await?;
            Ok(Ok(()))
        }
        Err(error) if error.to_string().contains("ACCESS_REFUSED") => {
            // The refusal has closed the channel.
            *channel = connection.create_channel().await?;
            Ok(Err(error.to_string()))
        }
        Err(error) => Err(error),
    }
}

/// Publishes an empty message for each event of the service in a transaction that is rolled back. The
/// broker checks the rights first, and delivers nothing.
async fn try_to_publish(
    connection: &Connection,
    service: &str,
    user: &str,
) -> Result<Vec<Finding>, lapin::Error> {
    let exchange = events_exchange(service);
    let mut events = std::pin::pin!(connection.events_listener());
    let (mut allowed, mut refused, mut reason) = (0, Vec::new(), String::new());
    for (event, _) in PRODUCERS
        .iter()
        .filter(|(_, producer)| *producer == service)
    {
        if TRANSIENT.iter().any(|(transient, _)| transient == event) {
            // Its routing key names a process.
            continue;
        }
        let channel = connection.create_channel().await?;
        let mut published = publish_nothing(&channel, &exchange, event).await;
        if let Err(error) = &published
            && matches!(error.kind(), ErrorKind::InvalidChannelState(..))
        {
            published = Err(why_closed(&mut events, &exchange).await);
        }
        match published {
            Ok(()) => allowed += 1,
            // The exchange is made with the queues, which are reported already.
            Err(error) if error.to_string().contains("NOT_FOUND") => return Ok(Vec::new()),
            Err(error) if error.to_string().contains("ACCESS_REFUSED") => {
                refused.push(*event);
                reason = error.to_string();
            }
            Err(error) => return Err(error),
        }
    }
    if refused.is_empty() {
        let found = format!("{user} may publish its {allowed} events");
        return Ok(vec![Finding::ok(RIGHTS, found)]);
    }
    let found = format!("{user} may not publish {}: {reason}", refused.join(", "));
    let advice = format!("Give {user} its rights; {USERS}.");
    Ok(vec![Finding::fail(RIGHTS, found, advice)])
}

/// The broker may close the channel between two calls. The second call then knows only that the
/// channel is closed, and the reason comes as an event of the connection. Refusals on channels from
/// before name a queue, not the exchange.
async fn why_closed(
    events: &mut (impl Stream<Item = Event> + Unpin),
    exchange: &str,
) -> lapin::Error {
    loop {
        match events.next().await {
            Some(Event::Error(error)) if error.to_string().contains(exchange) => return error,
            Some(_) => {}
            // Its connection has ended, so the caller stops waiting here after its limit.
            None => std::future::pending().await,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "nothing is sent")]
async fn publish_nothing(
    channel: &Channel,
    exchange: &str,
    event: &str,
) -> Result<(), lapin::Error> {
    channel.tx_select().await?;
    let message = channel.basic_publish(
        exchange.into(),
        event.into(),
        BasicPublishOptions::default(),
        &[],
        BasicProperties::default(),
    );
    message.await?;
    channel.tx_rollback().await?;
    channel.close(200, "done".into()).await
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
