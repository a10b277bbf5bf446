//! What the broker refuses to each user, for everything in the topology. What a user may do is told
//! here from the owner of each name, not from the patterns that are tested.

use std::time::Duration;

use bus::topology::{
    Exchange, Kind, OWNER, PRODUCERS, QUEUES, SERVICES, Service, TRANSIENT, dead_exchange,
    declarations, delay_exchange, events_exchange, exchanges, producer_of, return_exchange,
};
use lapin::{BasicProperties, Connection, ConnectionProperties};
use uuid::Uuid;

use crate::{
    bench::{Bench, DELAYS, eventually},
    stranger::{Stranger, code, is_refused, with_more_keys},
};

const PRECONDITION_FAILED: u16 = 406;
const BUILT_IN: [&str; 5] = ["", "amq.direct", "amq.fanout", "amq.topic", "amq.headers"];

/// The routing key of an event.
fn key_of(event: &str) -> String {
    let is_transient = TRANSIENT.iter().any(|(name, _)| *name == event);
    if is_transient {
        format!("{event}.{}", Uuid::new_v4())
    } else {
        event.to_owned()
    }
}

fn may_publish(service: &str, exchange: &str, event: &str) -> bool {
    let own_events = exchange == events_exchange(service) && producer_of(event) == Some(service);
    let is_delay = |delay: &Duration| exchange == delay_exchange(service, *delay);
    let is_owners = |of: &Service| {
        service == OWNER
            && (exchange == dead_exchange(of.name) || exchange == return_exchange(of.name))
    };
    own_events
        || exchange == dead_exchange(service)
        || DELAYS.iter().any(is_delay)
        || SERVICES.iter().any(is_owners)
}

async fn strangers(bench: &Bench) -> Vec<(&'static str, Stranger)> {
    let mut strangers = Vec::new();
    for Service { name, user } in SERVICES {
        strangers.push((name, Stranger::with_password_of(&bench.host, user).await));
    }
    strangers
}

#[tokio::test]
async fn a_user_publishes_only_the_events_of_its_service_and_only_to_its_exchanges() {
    let bench = Bench::start().await;
    let mut refused = 0;
    for (service, stranger) in strangers(&bench).await {
        let own = exchanges(&DELAYS).into_iter().map(|e| (e.name, e.kind));
        let built_in = BUILT_IN.map(|name| (name.to_owned(), Kind::Direct));
        for (exchange, kind) in own.chain(built_in) {
            let events = PRODUCERS.iter().map(|(event, _)| key_of(event));
            let queues = QUEUES.iter().map(|queue| queue.name.to_owned());
            let keys: Vec<_> = match kind {
                Kind::Topic => events.collect(),
                Kind::Direct | Kind::Fanout => queues.chain(events).collect(),
            };
            for key in keys {
                let event = PRODUCERS.iter().find(|(name, _)| key.starts_with(name));
                let event = event.map_or("none", |(name, _)| *name);
                let none = BasicProperties::default();
                let result = stranger.publish(&exchange, &key, none, b"forged").await;
                if may_publish(service, &exchange, event) {
                    result.unwrap_or_else(|e| panic!("{service} to {exchange} / {key}: {e}"));
                } else {
                    assert!(
                        is_refused(&result),
                        "{service} to {exchange} / {key}: {result:?}"
                    );
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 1000, "only {refused} were refused");
    bench.finish().await;
}

#[tokio::test]
async fn a_user_consumes_and_purges_only_the_queues_of_its_service() {
    let bench = Bench::start().await;
    for (service, stranger) in strangers(&bench).await {
        for queue in declarations(&DELAYS) {
            let name = &queue.name;
            let of_service = QUEUES
                .iter()
                .any(|q| q.name == name && q.service == service);
            let consumed = stranger.consume(name).await;
            let purged = stranger.purge(name).await;
            if of_service || service == OWNER {
                assert!(consumed.is_ok() && purged.is_ok(), "{service}: {name}");
            } else {
                assert!(is_refused(&consumed), "{service} from {name}: {consumed:?}");
                assert!(is_refused(&purged), "{service} empties {name}: {purged:?}");
            }
        }
    }
    bench.finish().await;
}

#[tokio::test]
async fn only_the_owner_declares_queues_and_exchanges_and_nobody_declares_others() {
    let bench = Bench::start().await;
    for (service, stranger) in strangers(&bench).await {
        for queue in declarations(&DELAYS) {
            let declared = stranger.declare(&queue).await;
            let bound = stranger
                .bind(&queue.name, "espejo.core-api", "sync.requested")
                .await;
            if service == OWNER {
                // It is told that its arguments differ.
                assert_eq!(code(&declared), Some(PRECONDITION_FAILED), "{}", queue.name);
            } else {
                assert!(is_refused(&declared), "{service}: {}", queue.name);
                assert!(is_refused(&bound), "{service} binds {}", queue.name);
                let deleted = stranger.delete(&queue.name).await;
                assert!(is_refused(&deleted), "{service} deletes {}", queue.name);
            }
        }
        for Exchange { name, .. } in exchanges(&DELAYS) {
            let declared = stranger.declare_exchange(&name).await;
            if service == OWNER {
                assert_eq!(code(&declared), Some(PRECONDITION_FAILED), "{name}");
            } else {
                assert!(is_refused(&declared), "{service}: {name}");
            }
        }
        let other = stranger.declare_exchange("espejo.other").await;
        assert!(is_refused(&other), "{service}: {other:?}");
        let credits = format!("{service}.credits.{}", Uuid::new_v4());
        for name in [
            "other",
            "core-api.sync.other",
            "core-api.credits.x",
            &credits,
        ] {
            let mut queue = declarations(&DELAYS).remove(0);
            name.clone_into(&mut queue.name);
            let declared = stranger.declare(&queue).await;
            let follows = TRANSIENT.iter().any(|(_, follower)| *follower == service);
            if name == credits && follows {
                declared.unwrap();
            } else {
                assert!(is_refused(&declared), "{service}: {name}");
            }
        }
    }
    bench.finish().await;
}

#[tokio::test]
async fn a_queue_for_credits_can_be_bound_only_to_credits() {
    let bench = Bench::start().await;
    let stranger = Stranger::with_password_of(&bench.host, "espejo_sync").await;
    let mut queue = declarations(&DELAYS).remove(0);
    queue.name = format!("sync-worker.credits.{}", Uuid::new_v4());
    stranger.declare(&queue).await.unwrap();
    let credit = key_of("sync.credit");
    for Exchange { name, .. } in exchanges(&DELAYS) {
        let events = PRODUCERS.iter().map(|(event, _)| (*event).to_owned());
        let wide = ["#", "*.requested", "sync.*", "", &credit].map(str::to_owned);
        for key in events.chain(wide) {
            let bound = stranger.bind(&queue.name, &name, &key).await;
            if name == "espejo.core-api" && key == credit {
                bound.unwrap();
            } else {
                assert!(is_refused(&bound), "{name} / {key}: {bound:?}");
            }
        }
    }
    bench.finish().await;
}

#[tokio::test]
async fn more_routing_keys_in_a_header_reach_no_queue_of_another_service() {
    let bench = Bench::start().await;
    let stranger = Stranger::with_password_of(&bench.host, "espejo_sync").await;
    let mut keys: Vec<_> = QUEUES.iter().map(|queue| queue.name).collect();
    keys.extend(PRODUCERS.iter().map(|(event, _)| *event));
    let delay = delay_exchange("sync-worker", DELAYS[0]);
    for (exchange, key) in [
        ("espejo.sync-worker", "sync.batch"),
        ("espejo.sync-worker.dead", "sync-worker.sync"),
        (&delay, "sync-worker.sync"),
    ] {
        let properties = with_more_keys(&keys);
        stranger
            .publish(exchange, key, properties, b"forged")
            .await
            .unwrap();
    }
    // What has waited comes back to the queue of the service alone.
    eventually("back from the delay", async || {
        bench.depth("sync-worker.sync").await == 1
    })
    .await;
    for queue in declarations(&DELAYS) {
        let expected = match queue.name.as_str() {
            "core-api.sync" | "sync-worker.sync" | "sync-worker.sync.dead" => 1,
            _ => 0,
        };
        assert_eq!(bench.depth(&queue.name).await, expected, "{}", queue.name);
    }
    bench.finish().await;
}

#[tokio::test]
async fn a_user_cannot_name_another_user_as_the_sender() {
    let bench = Bench::start().await;
    for (service, stranger) in strangers(&bench).await {
        let (event, _) = PRODUCERS.iter().find(|(_, of)| *of == service).unwrap();
        for other in SERVICES {
            let properties = BasicProperties::default().with_user_id(other.user.into());
            let exchange = events_exchange(service);
            let sent = stranger
                .publish(&exchange, event, properties, b"forged")
                .await;
            if other.user == stranger.user {
                sent.unwrap();
            } else {
                assert_eq!(code(&sent), Some(PRECONDITION_FAILED), "{service}");
            }
        }
    }
    bench.finish().await;
}

#[tokio::test]
async fn there_is_no_guest() {
    let bench = Bench::start().await;
    let address = bench.host.broker_address();
    for host in ["%2f", bench.host.name()] {
        let url = format!("amqp://guest:guest@{address}/{host}");
        let connected = Connection::connect(&url, ConnectionProperties::default()).await;
        assert!(is_refused(&connected), "{:?}", connected.err());
    }
    bench.finish().await;
}
