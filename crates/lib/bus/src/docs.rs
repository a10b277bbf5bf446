//! Renders `contracts/asyncapi.yaml` and `docs/events.md` from the topology and the catalogue of
//! contracts. Tests compare the committed files; `cargo run -p bus --example docs` writes them.

use std::time::Duration;

use contracts::{Contract, catalog::CONTRACTS};
use serde_json::Value;

use crate::topology::{
    ATTEMPTS, Argument, Declaration, MAX_BODY_BYTES, OWNER, QUEUES, Queue, TRANSIENT, WINDOW,
    dead_exchange, declarations, delay_exchange, events_exchange, producer_of, return_exchange,
};

mod users;

const DELAYS: [Duration; 3] = [
    Duration::from_secs(5),
    Duration::from_secs(30),
    Duration::from_mins(5),
];

/// The text of `contracts/asyncapi.yaml`: AsyncAPI 3.0 with AMQP 0-9-1 bindings.
pub fn asyncapi() -> String {
    let mut text = String::from(ASYNCAPI_HEAD);
    text.push_str("\nchannels:\n");
    text.extend(CONTRACTS.iter().map(event_channel));
    text.extend(QUEUES.iter().map(|queue| queue_channel(queue)));
    text.push_str("\noperations:\n");
    text.extend(CONTRACTS.iter().map(send_operation));
    text.extend(QUEUES.iter().map(|queue| receive_operation(queue)));
    text.extend(
        TRANSIENT
            .iter()
            .map(|(event, service)| follow_operation(event, service)),
    );
    text.push_str("\ncomponents:\n  messages:\n");
    text.extend(CONTRACTS.iter().map(message));
    text
}

const ASYNCAPI_HEAD: &str = r"# Rendered from crates/lib/bus/src/topology.rs and contracts/. Do not edit; run:
#   cargo run -p bus --example docs
asyncapi: 3.0.0
info:
  title: Espejo
  version: 1.0.0
  description: >-
    The events between the services. The envelope is CloudEvents 1.0 in structured JSON mode. An
    event is published under its name to the topic exchange of its service; each service has a queue
    per purpose.
defaultContentType: application/cloudevents+json

servers:
  rabbitmq:
    host: localhost:5672
    protocol: amqp
    protocolVersion: 0.9.1
    description: RabbitMQ 3.10 or newer.
";

fn event_channel(contract: &Contract) -> String {
    let Contract { name, version, .. } = contract;
    let (address, parameters) = if is_transient(name) {
        let parameter = "    parameters:\n      attempt:\n        description: The attempt that \
                         the message is for.\n";
        (format!("{name}.{{attempt}}"), parameter)
    } else {
        ((*name).to_owned(), "")
    };
    format!(
        "  {name}:
    address: {address:?}
    description: {description:?}
{parameters}    messages:
      {name}.v{version}:
        $ref: '#/components/messages/{name}.v{version}'
    bindings:
      amqp:
        is: routingKey
        exchange:
          name: {exchange}
          type: topic
          durable: true
          autoDelete: false
        bindingVersion: 0.3.0
",
        description = description(contract),
        exchange = events_exchange(producer(name)),
    )
}

fn queue_channel(queue: &Queue) -> String {
    let name = queue.name;
    let messages: Vec<_> = contracts_of(queue)
        .map(|Contract { name, version, .. }| {
            let message = format!("{name}.v{version}");
            format!("      {message}:\n        $ref: '#/components/messages/{message}'\n")
        })
        .collect();
    let messages = messages.concat();
    format!(
        "  queue.{name}:
    address: {name}
    description: \"The events that {service} consumes here; messages that fail for good go to {dead}.\"
    messages:
{messages}    bindings:
      amqp:
        is: queue
        queue:
          name: {name}
          durable: true
          exclusive: false
          autoDelete: false
        bindingVersion: 0.3.0
",
        service = queue.service,
        dead = queue.dead_name(),
    )
}

fn send_operation(contract: &Contract) -> String {
    let Contract { name, version, .. } = contract;
    let (mandatory, mode) = if is_transient(name) {
        ("false", 1)
    } else {
        ("true", 2)
    };
    format!(
        "  {service}.sends.{name}:
    action: send
    channel:
      $ref: '#/channels/{name}'
    messages:
      - $ref: '#/channels/{name}/messages/{name}.v{version}'
    bindings:
      amqp:
        deliveryMode: {mode}
        mandatory: {mandatory}
        timestamp: true
        bindingVersion: 0.3.0
",
        service = producer(name),
    )
}

fn receive_operation(queue: &Queue) -> String {
    let name = queue.name;
    let messages: Vec<_> = contracts_of(queue)
        .map(|c| {
            format!(
                "      - $ref: '#/channels/queue.{name}/messages/{}.v{}'\n",
                c.name, c.version
            )
        })
        .collect();
    let messages = messages.concat();
    format!(
        "  {service}.receives.{name}:
    action: receive
    channel:
      $ref: '#/channels/queue.{name}'
    messages:
{messages}    bindings:
      amqp:
        ack: true
        bindingVersion: 0.3.0
",
        service = queue.service,
    )
}

fn follow_operation(event: &str, service: &str) -> String {
    format!(
        "  {service}.receives.{event}:
    action: receive
    channel:
      $ref: '#/channels/{event}'
    bindings:
      amqp:
        ack: false
        bindingVersion: 0.3.0
"
    )
}

fn message(contract: &Contract) -> String {
    let Contract { name, version, .. } = contract;
    format!(
        "    {name}.v{version}:
      name: {event_type}
      title: {name}
      summary: {description:?}
      contentType: application/cloudevents+json
      payload:
        schemaFormat: application/schema+json;version=draft-2020-12
        schema:
          allOf:
            - $ref: ./envelope/v1.schema.json
            - type: object
              properties:
                type:
                  const: {event_type}
                data:
                  $ref: ./{name}/v{version}.schema.json
",
        event_type = contract.event_type(),
        description = description(contract),
    )
}

/// The text of `docs/events.md`.
pub fn events_page() -> String {
    let mut text = String::from(EVENTS_HEAD);
    text.push_str("\n## Events\n\n| Event | From | To | Queue | Meaning |\n");
    text.push_str("|---|---|---|---|---|\n");
    text.extend(CONTRACTS.iter().map(event_row));
    text.push_str("\n## Queues\n\n| Queue | Events | Prefetch | Delivery limit | Max bytes |\n");
    text.push_str("|---|---|---|---|---|\n");
    text.extend(QUEUES.iter().map(|queue| queue_row(queue)));
    text.push_str(&rules());
    text.push_str(&users::section());
    text.push_str("\n## Every durable queue as declared\n\n| Queue | Bound to | Arguments |\n");
    text.push_str("|---|---|---|\n");
    text.extend(declarations(&DELAYS).iter().map(declaration_row));
    text
}

const EVENTS_HEAD: &str = "# Events

Rendered from `crates/lib/bus/src/topology.rs` and `contracts/`. Do not edit; run \
`cargo run -p bus --example docs`.

The envelope is CloudEvents 1.0 in structured JSON mode; `data` is checked against
`contracts/<event>/vN.schema.json` when it is sent and when it is received. The same in
machine-readable form: [`contracts/asyncapi.yaml`](../contracts/asyncapi.yaml).
";

fn event_row(contract: &Contract) -> String {
    let (services, queues): (Vec<_>, Vec<_>) = consumers(contract.name).into_iter().unzip();
    format!(
        "| [`{name}`](../contracts/{name}/v{version}.schema.json) v{version} | {from} | {to} | {queue} \
         | {description} |\n",
        name = contract.name,
        version = contract.version,
        from = producer(contract.name),
        to = services.join(", "),
        queue = queues.join(", "),
        description = description(contract),
    )
}

fn queue_row(queue: &Queue) -> String {
    let events: Vec<_> = queue
        .events
        .iter()
        .map(|event| format!("`{event}`"))
        .collect();
    format!(
        "| `{}` | {} | {} | {} | {} |\n",
        queue.name,
        events.join(", "),
        queue.prefetch,
        queue.delivery_limit,
        queue.max_bytes,
    )
}

fn rules() -> String {
    let exchanges: Vec<_> = DELAYS
        .iter()
        .map(|d| format!("`{}`", delay_exchange("<service>", *d)))
        .collect();
    format!(
        "
## Rules

- A service publishes its events to its own topic exchange `{events}`; the routing key is the
  event's name. `sync.credit` is published under
  `sync.credit.<attempt>` to an exclusive queue per worker process, neither stored nor confirmed.
- All other events are persistent, mandatory and confirmed; at most {WINDOW} messages are
  unconfirmed; a body has at most {MAX_BODY_BYTES} bytes.
- Every message has `user_id`, which the broker compares with the user of the connection, and the
  header `tenant`. A message has an effect only if the service of this user sends this event, if
  `source` names this service, and if header and envelope name the same tenant.
- Every event about an attempt at a part of a run has the header `x-signature`: the HMAC-SHA256 of
  run, epoch, attempt and body, with the key of the `sync.requested` that the attempt has taken.
- A handler's outcome is done, retry, reject or forged. A retry is a fresh copy in a delay queue of
  the service, through {exchanges}, with the name of its queue as
  routing key; it comes back through `{back}` with `x-attempt` increased by 1. After {ATTEMPTS}
  attempts it is a dead letter. A message for a tenant whose file the process has not read yet is
  tried again, too.
- A dead letter is a copy in `<queue>.dead`, through `{dead}`, with the headers
  `x-espejo-reason`, `x-espejo-detail`, `x-espejo-queue` and `x-espejo-died-at`. Reasons: `not_json`,
  `envelope`, `unknown_event`, `version`, `data` (the contract refused it), `misrouted`, `sender`
  (another service than its own has published it), `tenant` (header and envelope differ),
  `signature` (not signed with the key of its request), `attempts`,
  `rejected`, `panic`. If it
  lacks these headers, the broker moved it, because its consumers died while they handled it.
- A copy has the `user_id` of the service that copies it, and the first publisher in the header
  `x-publisher`. The header counts only in copies of the service of the queue and of {OWNER}, which
  sends dead letters back through `{back}`. So a message that was refused because of its
  sender is refused again.
- The arguments of a queue cannot change: after a change in the code, delete the queue when it is
  empty, and {OWNER} creates it again when it connects.
",
        exchanges = exchanges.join(", "),
        events = events_exchange("<service>"),
        dead = dead_exchange("<service>"),
        back = return_exchange("<service>"),
    )
}

fn declaration_row(declaration: &Declaration) -> String {
    let bindings: Vec<_> = declaration
        .bindings
        .iter()
        .map(|(exchange, key)| match key.as_str() {
            "" => format!("`{exchange}`"),
            key => format!("`{exchange}` / `{key}`"),
        })
        .collect();
    let arguments: Vec<_> = declaration
        .arguments
        .iter()
        .map(|(key, argument)| match argument {
            Argument::Text(text) => format!("`{key}={text}`"),
            Argument::Number(number) => format!("`{key}={number}`"),
        })
        .collect();
    format!(
        "| `{}` | {} | {} |\n",
        declaration.name,
        bindings.join(", "),
        arguments.join(" ")
    )
}

fn description(contract: &Contract) -> String {
    let schema: Value = serde_json::from_str(contract.schema).unwrap_or_default();
    schema["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn contracts_of(queue: &Queue) -> impl Iterator<Item = &'static Contract> {
    CONTRACTS
        .iter()
        .filter(|contract| queue.events.contains(&contract.name))
}

fn is_transient(event: &str) -> bool {
    TRANSIENT.iter().any(|(name, _)| *name == event)
}

fn producer(event: &str) -> &'static str {
    producer_of(event).unwrap_or("nobody")
}

/// (service, queue) of each consumer of the event.
fn consumers(event: &str) -> Vec<(&'static str, String)> {
    let queued = QUEUES.iter().filter(|queue| queue.events.contains(&event));
    let queued = queued.map(|queue| (queue.service, format!("`{}`", queue.name)));
    let followed = TRANSIENT.iter().filter(|(name, _)| *name == event);
    let followed = followed.map(|(_, service)| (*service, "one per process".to_owned()));
    queued.chain(followed).collect()
}
