//! Every exchange and every durable queue, as RabbitMQ declares it.

use std::time::Duration;

use super::{
    QUEUES, Queue, SERVICES, dead_exchange, delay_exchange, events_exchange, producer_of,
    return_exchange, tier,
};

const GIB: u64 = 1 << 30;

/// The type of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Topic,
    Direct,
    Fanout,
}

/// An exchange as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    pub name: String,
    pub kind: Kind,
}

/// An argument of a queue, as RabbitMQ takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    Number(i64),
}

/// A queue as it is declared, with its bindings as (exchange, routing key).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    pub name: String,
    pub arguments: Vec<(&'static str, Argument)>,
    pub bindings: Vec<(String, String)>,
}

/// The services that have queues.
pub(super) fn consumers() -> Vec<&'static str> {
    let names = SERVICES.iter().map(|service| service.name);
    names
        .filter(|name| QUEUES.iter().any(|queue| queue.service == *name))
        .collect()
}

/// Every exchange of the broker.
pub fn exchanges(delays: &[Duration]) -> Vec<Exchange> {
    let exchange = |kind| move |name| Exchange { name, kind };
    let topics = SERVICES.iter().map(|service| events_exchange(service.name));
    let mut exchanges: Vec<_> = topics.map(exchange(Kind::Topic)).collect();
    for service in consumers() {
        let direct = [dead_exchange(service), return_exchange(service)];
        exchanges.extend(direct.map(exchange(Kind::Direct)));
        let fanout = delays.iter().map(|delay| delay_exchange(service, *delay));
        exchanges.extend(fanout.map(exchange(Kind::Fanout)));
    }
    exchanges
}

/// Every durable queue of the broker.
pub fn declarations(delays: &[Duration]) -> Vec<Declaration> {
    // Dead and delay queues first: they must exist before any message is consumed.
    let dead = QUEUES.iter().map(|queue| queue.dead_declaration());
    let delay = consumers().into_iter().flat_map(|service| {
        let delays = delays.iter();
        delays.map(move |delay| delay_declaration(service, *delay))
    });
    dead.chain(delay)
        .chain(QUEUES.iter().map(|queue| queue.declaration()))
        .collect()
}

impl Queue {
    pub fn dead_name(&self) -> String {
        format!("{}.dead", self.name)
    }

    fn declaration(&self) -> Declaration {
        let mut arguments = quorum(self.max_bytes);
        arguments.extend([
            ("x-dead-letter-exchange", text(&dead_exchange(self.service))),
            ("x-dead-letter-routing-key", text(self.name)),
            // With reject-publish the broker keeps a dead letter until its new queue has it.
            ("x-dead-letter-strategy", text("at-least-once")),
            // Explicit, because RabbitMQ 3.x has no limit and 4.x has 20.
            (
                "x-delivery-limit",
                Argument::Number(i64::from(self.delivery_limit)),
            ),
        ]);
        let mut bindings = vec![(return_exchange(self.service), self.name.to_owned())];
        bindings.extend(self.events.iter().filter_map(|event| {
            let producer = producer_of(event)?;
            Some((events_exchange(producer), (*event).to_owned()))
        }));
        Declaration {
            name: self.name.to_owned(),
            arguments,
            bindings,
        }
    }

    fn dead_declaration(&self) -> Declaration {
        let mut arguments = quorum(GIB);
        // Looking at dead letters counts as delivery; RabbitMQ 4.x drops them after 20 by default.
        arguments.push(("x-delivery-limit", Argument::Number(1_000_000)));
        Declaration {
            name: self.dead_name(),
            arguments,
            bindings: vec![(dead_exchange(self.service), self.name.to_owned())],
        }
    }
}

/// A queue in which failed messages of a service wait. It sets no dead-letter routing key, so a
/// message that has waited keeps its routing key, which is the name of the queue from which it came.
/// It returns through an exchange that reaches only queues of this service, whatever its keys are.
fn delay_declaration(service: &str, delay: Duration) -> Declaration {
    let mut arguments = quorum(GIB);
    let milliseconds = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
    arguments.extend([
        ("x-dead-letter-exchange", text(&return_exchange(service))),
        ("x-dead-letter-strategy", text("at-least-once")),
        ("x-message-ttl", Argument::Number(milliseconds)),
    ]);
    Declaration {
        name: format!("{service}.delay.{}", tier(delay)),
        arguments,
        bindings: vec![(delay_exchange(service, delay), String::new())],
    }
}

/// Quorum even on one node: only this type writes to disk before it confirms.
fn quorum(max_bytes: u64) -> Vec<(&'static str, Argument)> {
    vec![
        ("x-queue-type", text("quorum")),
        ("x-overflow", text("reject-publish")),
        (
            "x-max-length-bytes",
            Argument::Number(i64::try_from(max_bytes).unwrap_or(i64::MAX)),
        ),
    ]
}

fn text(value: &str) -> Argument {
    Argument::Text(value.to_owned())
}
