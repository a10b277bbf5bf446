//! What the user of each service may do on the broker, as patterns of RabbitMQ.
//!
//! The owner declares the topology. For this, RabbitMQ demands that it may write to every queue that
//! it binds and read from every exchange and queue. It still cannot publish an event of another
//! service: it has no right to write to the exchange of that service.

use serde_json::{Value, json};

use super::{
    OWNER, PRODUCERS, QUEUES, SERVICES, Service, TRANSIENT, dead_exchange, declared::consumers,
    events_exchange, producer_of, return_exchange,
};

/// The virtual host of an installation.
const VIRTUAL_HOST: &str = "espejo";

/// A UUID as part of a name.
const UUID: &str = "[0-9a-f-]{36}";

/// The rights of one user. Each list has patterns of whole names; an empty list allows nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    pub user: &'static str,
    pub configure: Vec<String>,
    pub write: Vec<String>,
    pub read: Vec<String>,
    /// One for each topic exchange. Without one, RabbitMQ would allow every routing key there.
    pub topics: Vec<TopicRights>,
}

/// The routing keys with which a user may publish to a topic exchange, or bind a queue to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicRights {
    pub exchange: String,
    pub write: Vec<String>,
    pub read: Vec<String>,
}

/// The rights of every user.
pub fn rights() -> Vec<Rights> {
    SERVICES.iter().map(of).collect()
}

/// The text of `deploy/rabbitmq/permissions.json`: definitions that `rabbitmqctl` imports. The users
/// must exist.
pub fn permissions() -> String {
    let rights = rights();
    let permissions: Vec<_> = rights.iter().map(permission).collect();
    let topics: Vec<_> = rights.iter().flat_map(topic_permissions).collect();
    let definitions = json!({
        "vhosts": [{ "name": VIRTUAL_HOST }],
        "permissions": permissions,
        "topic_permissions": topics,
    });
    format!("{definitions:#}\n")
}

fn permission(rights: &Rights) -> Value {
    json!({
        "user": rights.user,
        "vhost": VIRTUAL_HOST,
        "configure": one_of(&rights.configure),
        "write": one_of(&rights.write),
        "read": one_of(&rights.read),
    })
}

fn topic_permissions(rights: &Rights) -> impl Iterator<Item = Value> {
    rights.topics.iter().map(|topic| {
        json!({
            "user": rights.user,
            "vhost": VIRTUAL_HOST,
            "exchange": topic.exchange,
            "write": one_of(&topic.write),
            "read": one_of(&topic.read),
        })
    })
}

/// One pattern of these. `^$` matches no name, and not the default exchange either.
fn one_of(patterns: &[String]) -> String {
    match patterns {
        [] => "^$".to_owned(),
        patterns => format!("^({})$", patterns.join("|")),
    }
}

fn of(service: &Service) -> Rights {
    let name = service.name;
    let credits = followed(name).map(|_| format!("{}{UUID}", exact(&credit_queue(name))));
    let credits: Vec<_> = credits.take(1).collect();
    let mut rights = Rights {
        user: service.user,
        configure: credits.clone(),
        write: [exact(&events_exchange(name))].into(),
        read: Vec::new(),
        topics: SERVICES.iter().map(|of| topic(name, of.name)).collect(),
    };
    if consumers().contains(&name) {
        rights.write.push(exact(&dead_exchange(name)));
        rights.write.push(delays("espejo.", name));
    }
    if name == OWNER {
        own(&mut rights);
    } else {
        let queues = QUEUES.iter().filter(|queue| queue.service == name);
        rights.read.extend(queues.map(|queue| exact(queue.name)));
        let producers = followed(name).filter_map(producer_of);
        rights
            .read
            .extend(producers.map(|of| exact(&events_exchange(of))));
    }
    // To bind a queue and to consume from it.
    rights.write.extend(credits.iter().cloned());
    rights.read.extend(credits);
    rights
}

/// Adds what the declaration of the whole topology needs, and the way back for dead letters.
fn own(rights: &mut Rights) {
    let consumers = consumers();
    let mut queues: Vec<_> = QUEUES.iter().map(|queue| exact(queue.name)).collect();
    queues.extend(QUEUES.iter().map(|queue| exact(&queue.dead_name())));
    queues.extend(consumers.iter().map(|name| delays("", name)));
    let dead = consumers.iter().map(|name| exact(&dead_exchange(name)));
    let back = consumers.iter().map(|name| exact(&return_exchange(name)));
    let targets: Vec<_> = dead.chain(back).collect();
    let events = SERVICES.iter().map(|of| exact(&events_exchange(of.name)));
    let waiting = consumers.iter().map(|name| delays("espejo.", name));
    let exchanges: Vec<_> = events.chain(waiting).chain(targets.clone()).collect();
    let all = || exchanges.iter().chain(&queues).cloned();
    rights.configure.extend(all());
    rights.read.extend(all());
    for pattern in targets.into_iter().chain(queues.clone()) {
        if !rights.write.contains(&pattern) {
            rights.write.push(pattern);
        }
    }
}

/// The routing keys that a service uses on the exchange of another or on its own.
fn topic(service: &str, owner: &str) -> TopicRights {
    let events: Vec<_> = PRODUCERS
        .iter()
        .filter(|(_, producer)| *producer == owner)
        .map(|(event, _)| *event)
        .collect();
    let is_transient = |event: &str| TRANSIENT.iter().any(|(name, _)| *name == event);
    let key = |event: &&str| {
        let name = exact(event);
        if is_transient(event) {
            format!("{name}\\.{UUID}")
        } else {
            name
        }
    };
    let write = if service == owner { &events[..] } else { &[] };
    let bound = events.iter().filter(|event| {
        let binds = service == OWNER && !is_transient(event);
        binds || followed(service).any(|name| name == **event)
    });
    TopicRights {
        exchange: events_exchange(owner),
        write: write.iter().map(key).collect(),
        read: bound.map(key).collect(),
    }
}

/// The transient events that a service follows.
fn followed(service: &str) -> impl Iterator<Item = &'static str> {
    let all = TRANSIENT.iter();
    all.filter_map(move |(event, follower)| (*follower == service).then_some(*event))
}

/// The start of the names of the exclusive queues in which a service gets its transient events.
pub(crate) fn credit_queue(service: &str) -> String {
    format!("{service}.credits.")
}

/// The exchanges or queues of a service for messages that wait, whatever the delays are.
fn delays(prefix: &str, service: &str) -> String {
    format!("{}[0-9]+[ms]+", exact(&format!("{prefix}{service}.delay.")))
}

/// A pattern for this text. Names here have no special characters but dots.
fn exact(name: &str) -> String {
    name.replace('.', "\\.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_user(user: &str) -> Rights {
        rights().into_iter().find(|r| r.user == user).unwrap()
    }

    #[test]
    fn a_service_without_queues_can_only_publish() {
        let scheduler = of_user("espejo_scheduler");
        assert_eq!(scheduler.write, ["espejo\\.scheduler"]);
        assert!(scheduler.configure.is_empty() && scheduler.read.is_empty());
    }

    #[test]
    fn a_worker_declares_only_its_queue_for_credits_and_reads_only_its_own_queues() {
        let sync = of_user("espejo_sync");
        let credits = "sync-worker\\.credits\\.[0-9a-f-]{36}";
        assert_eq!(sync.configure, [credits]);
        assert_eq!(
            sync.read,
            ["sync-worker\\.sync", "espejo\\.core-api", credits]
        );
        let topic = |exchange: &str| {
            let mut topics = sync.topics.iter();
            topics.find(|topic| topic.exchange == exchange).unwrap()
        };
        let core = topic("espejo.core-api");
        assert!(core.write.is_empty());
        assert_eq!(core.read, ["sync\\.credit\\.[0-9a-f-]{36}"]);
        let export = topic("espejo.export-worker");
        assert!(export.write.is_empty() && export.read.is_empty());
        assert_eq!(topic("espejo.sync-worker").write.len(), 9);
    }

    #[test]
    fn the_owner_writes_to_no_exchange_of_another_service_for_events() {
        let core = of_user("espejo_core");
        for service in SERVICES.iter().filter(|service| service.name != OWNER) {
            let exchange = exact(&events_exchange(service.name));
            assert!(!core.write.contains(&exchange), "{exchange}");
            assert!(core.configure.contains(&exchange), "{exchange}");
        }
    }

    #[test]
    fn nobody_may_write_to_the_default_exchange() {
        for rights in rights() {
            let all = rights.write.iter().chain(&rights.configure);
            for pattern in all {
                assert!(!pattern.contains("amq") && !pattern.contains(".*"));
            }
        }
        assert_eq!(one_of(&[]), "^$");
    }
}
