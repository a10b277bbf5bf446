//! The event feed: what streams in several processes tell, and what they never miss.

use std::{num::NonZeroU32, pin::Pin, sync::Arc, time::Duration};

use core_api::{
    cli::RoleName,
    events::feed::Feeds,
    http::{
        anonymous::AnonymousLimit, auth::Role, rate_limit::Limiter, state::Api, streams::Streams,
        strikes::Strikes,
    },
    upkeep::housekeeping,
};
use futures::{Stream, StreamExt};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    exports::{self, ID},
    people::{browser, signed_in},
    world::{self, ANDINA, World, send},
};

const RUN: &str = "0197a1b2-0000-7000-8000-0000000000a1";

/// An open stream, and what of it was not looked at yet.
pub(crate) struct Feed {
    bytes: Pin<Box<dyn Stream<Item = reqwest::Result<bytes::Bytes>> + Send>>,
    text: String,
    pub(crate) last_id: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) data: Value,
}

impl Feed {
    pub(crate) async fn open(world: &World, key: &str, last_id: Option<&str>) -> Self {
        Self::open_at(world.address, key, last_id).await
    }

    async fn open_at(address: std::net::SocketAddr, key: &str, last_id: Option<&str>) -> Self {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let open = || {
            let request = client
                .get(format!("http://{address}/v1/events"))
                .header("host", ANDINA)
                .bearer_auth(key);
            match last_id {
                Some(id) => request.header("last-event-id", id),
                None => request,
            }
        };
        let mut response = open().send().await.unwrap();
        // A stream that was closed counts until the server notices it.
        while response.status() == 429 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            response = open().send().await.unwrap();
        }
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self {
            bytes: Box::pin(response.bytes_stream()),
            text: String::new(),
            last_id: String::new(),
        }
    }

    /// The next event; None at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let block = block.to_owned();
                let rest = rest.to_owned();
                self.text = rest;
                let field = |name: &str| {
                    let lines = block.lines();
                    let mut values = lines.filter_map(|line| line.strip_prefix(name));
                    values.next().map(str::to_owned)
                };
                if let Some(id) = field("id: ") {
                    self.last_id = id;
                }
                if let (Some(name), Some(data)) = (field("event: "), field("data: ")) {
                    let data = serde_json::from_str(&data).unwrap();
                    return Some(Event { name, data });
                }
            }
            let more = tokio::time::timeout(Duration::from_secs(20), self.bytes.next());
            let more = more
                .await
                .unwrap_or_else(|_| panic!("neither an event nor a heartbeat"))?;
            self.text += std::str::from_utf8(&more.unwrap()).unwrap();
        }
    }

    /// The events up to one with this name and state.
    pub(crate) async fn until(&mut self, name: &str, state: &str) -> Vec<Event> {
        let mut events = Vec::new();
        loop {
            let event = self
                .next()
                .await
                .unwrap_or_else(|| panic!("the stream has ended"));
            let is_last = event.name == name && event.data["state"] == state;
            events.push(event);
            if is_last {
                return events;
            }
        }
    }
}

/// The API of another process with the same databases.
fn another_process(world: &World) -> Arc<Api> {
    let api = world.api();
    let many = NonZeroU32::new(10_000).unwrap();
    Arc::new(Api {
        tenants: api.tenants.clone(),
        databases: api.databases.clone(),
        readers: api.readers.clone(),
        access: api.access.clone(),
        files: api.files.clone(),
        bus: api.bus.clone(),
        limiter: Limiter::new(many),
        throttle: Arc::default(),
        keys: core_api::credentials::cache::KeyCache::default(),
        attempts: core_api::http::attempts::Attempts::default(),
        mails_links: true,
        mail_server: None,
        letters: letters::LoadedTemplates::default(),
        strikes: Strikes::new(world::BAD_KEYS),
        anonymous: AnonymousLimit::new(many),
        proxies: api.proxies.clone(),
        streams: Streams::new(2, 3),
        feeds: Feeds::default(),
        cursors: core_api::http::cursor::CursorKeys::default(),
        providers: core_api::providers::Providers::default(),
        vault: None,
        console: None,
        answers: core_api::http::cache::AnswerCache::default(),
        relay: api.relay.clone(),
        metrics: world.metrics.clone(),
        stop: lifecycle::Stop::new(),
    })
}

pub(crate) async fn run_is(world: &World, state: &str) {
    let sql = format!(
        "insert into ops.sync_run (id, kind, state, requested_by) values ('{RUN}', 'verify', '{state}', 'key:x')
         on conflict (id) do update set state = excluded.state"
    );
    world.run(&sql).await;
}

/// What an event about an object says.
fn data(list: &str, id: &str, state: &str, about: Value) -> Value {
    let url = match list {
        "alarms" => "/v1/alarms".to_owned(),
        _ => format!("/v1/{list}/{id}"),
    };
    json!({ "id": id, "state": state, "url": url, "about": about })
}

/// One object of each kind, and two states of an export.
async fn change_everything(world: &World) {
    run_is(world, "requested").await;
    exports::export(world, "running", "key:x").await;
    world
        .run(&format!(
            "insert into ops.mail (id, export_id, occasion, recipient, locale)
             values ('{RUN}', '{ID}', 'report', 'ana@example.com', 'es-PE');
             insert into ops.statement_run (id, parameters, format, locale, requested_by, company_ids)
             values ('{RUN}', '{{}}', 'pdf', 'es-PE', 'key:x', '{{2}}');
             insert into ops.alarm (id, kind, run_id, detail, hint)
             values ('{RUN}', 'restored', '{RUN}', 'x', 'x');
             update ops.mirror set version = 7;"
        ))
        .await;
    // Neither a new state nor progress.
    let quiet = "update ops.export_job set traceparent = 'x'; update ops.mail set note = 'x'";
    world.run(quiet).await;
    world
        .run("update ops.export_job set state = 'failed'")
        .await;
}

fn check_everything(told: &[Event]) {
    let of = |name: &str| -> Vec<&Value> {
        let events = told.iter().filter(|event| event.name == name);
        events.map(|event| &event.data).collect()
    };
    let export = |state: &str| data("exports", ID, state, Value::Null);
    assert_eq!(of("export"), [&export("running"), &export("failed")]);
    let about = json!(format!("/v1/exports/{ID}"));
    assert_eq!(of("mail"), [&data("mails", RUN, "waiting", about)]);
    for (name, list, state) in [
        ("run", "sync-runs", "requested"),
        ("statement_run", "statement-runs", "running"),
        ("alarm", "alarms", "open"),
    ] {
        assert_eq!(of(name), [&data(list, RUN, state, Value::Null)]);
    }
    assert_eq!(of("mirror").last().unwrap()["mirror_version"], 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_process_tells_each_change_of_a_state_once() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let (address, stop) = world::serve(&another_process(&world));
    let mut feeds = [
        Feed::open(&world, &key, None).await,
        Feed::open_at(address, &key, None).await,
    ];
    for feed in &mut feeds {
        let first = feed.next().await.unwrap();
        assert_eq!(first.name, "mirror");
        assert_eq!(
            first.data,
            json!({ "id": null, "state": "loading", "url": "/v1/mirror", "mirror_version": 0,
                    "proved_at": null })
        );
        assert!(feed.last_id.parse::<i64>().unwrap() > 0);
    }
    change_everything(&world).await;
    for feed in &mut feeds {
        let mut told = feed.until("export", "failed").await;
        if !told.iter().any(|event| event.name == "mirror") {
            told.push(feed.next().await.unwrap());
        }
        check_everything(&told);
    }
    stop.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_committed_late_is_told_and_none_is_lost_between_two_streams() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let (address, stop) = world::serve(&another_process(&world));
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    // Its event is written before those of others, and committed after them.
    let mut late = world.another_client().await;
    let slow = late.transaction().await.unwrap();
    let raised = format!(
        "insert into ops.alarm (id, kind, run_id, detail, hint)
         values ('{RUN}', 'restored', '{RUN}', 'x', 'x')"
    );
    slow.batch_execute(&raised).await.unwrap();
    run_is(&world, "requested").await;
    feed.until("run", "requested").await;
    run_is(&world, "running").await;
    feed.until("run", "running").await;
    let seen = feed.last_id.clone();
    drop(feed);
    slow.commit().await.unwrap();
    run_is(&world, "done").await;
    // The browser comes to the other process.
    let mut feed = Feed::open_at(address, &key, Some(&seen)).await;
    let told = feed.until("run", "done").await;
    assert!(told.iter().any(|event| event.name == "alarm"), "{told:?}");
    assert!(told.iter().all(|event| event.name != "reset"), "{told:?}");
    // In an open stream, too.
    let slow = late.transaction().await.unwrap();
    slow.batch_execute("update ops.alarm set cleared_at = now()")
        .await
        .unwrap();
    run_is(&world, "failed").await;
    feed.until("run", "failed").await;
    slow.commit().await.unwrap();
    let told = feed.until("alarm", "cleared").await;
    assert_eq!(
        told.len(),
        1,
        "nothing is told twice in one stream: {told:?}"
    );
    stop.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_was_interrupted_for_too_long_is_told_to_reset() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    let seen = feed.last_id.clone();
    drop(feed);
    run_is(&world, "requested").await;
    run_is(&world, "done").await;
    let reset = async |id: &str| {
        let mut feed = Feed::open(&world, &key, Some(id)).await;
        feed.next().await.unwrap().name == "reset"
    };
    assert!(!reset(&seen).await);
    world
        .run("update ops.feed_event set written_at = now() - interval '11 minutes'")
        .await;
    let api = world.api();
    let pool = &api.databases.pool("andina").unwrap();
    // Events stay while a transaction runs that is older, and that of another test may be.
    while world.count("ops.feed_event").await > 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        housekeeping::remove_old_rows(pool).await.unwrap();
    }
    assert!(reset(&seen).await);
    // From a database that was restored since, and from another stream.
    assert!(reset(&i64::MAX.to_string()).await);
    for text in ["x", "-"] {
        assert!(!reset(text).await);
    }
    // More than anybody would read one by one.
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    let many = "insert into ops.feed_event (kind, object_id, state, company_ids)
                select 'run', gen_random_uuid(), 'done', '{}' from generate_series(1, 2001)";
    world.run(many).await;
    let told = feed.next().await.unwrap();
    assert_eq!((told.name.as_str(), told.data), ("reset", json!({})));
    assert_eq!(feed.next().await.unwrap().name, "mirror");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_caller_gets_only_events_of_its_companies() {
    let world = World::create().await;
    let all = world.key("andina", Role::Viewer).await;
    let some = world.key_of("andina", Role::Viewer, Some(&[2])).await;
    let mut feeds = [
        Feed::open(&world, &some, None).await,
        Feed::open(&world, &all, None).await,
    ];
    for (number, companies) in ["null", "'{2}'", "'{3}'", "'{2,3}'"]
        .into_iter()
        .enumerate()
    {
        world
            .run(&format!(
                "insert into ops.export_job (id, report, parameters, format, locale, file_name,
                     state, requested_by, company_ids)
                 values ('{RUN}'::text::uuid, 'ageing', '{{}}', 'csv', 'es-PE', 'a.csv', 'requested',
                     'key:x', {companies});
                 update ops.export_job set id = '0197a1b2-0000-7000-8000-00000000000{number}'
                 where id = '{RUN}';
                 insert into ops.mail (id, export_id, occasion, recipient, locale)
                 select gen_random_uuid(), id, 'report', 'ana@example.com', 'es-PE'
                 from ops.export_job where id::text like '%{number}';
                 insert into ops.statement_run (id, parameters, format, locale, requested_by,
                     company_ids)
                 values (gen_random_uuid(), '{{}}', 'pdf', 'es-PE', 'key:x',
                     coalesce({companies}::bigint[], '{{1,2,3}}'));"
            ))
            .await;
    }
    run_is(&world, "requested").await;
    let [some, all] = &mut feeds;
    let count = |told: &[Event], name: &str| told.iter().filter(|event| event.name == name).count();
    let (some, all) = (
        some.until("run", "requested").await,
        all.until("run", "requested").await,
    );
    for name in ["export", "mail", "statement_run"] {
        assert_eq!(
            (count(&some, name), count(&all, name)),
            (1, 4),
            "{name}: {some:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_told_at_most_once_a_second() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    exports::export(&world, "running", "key:x").await;
    let mut feed = Feed::open(&world, &key, None).await;
    feed.next().await.unwrap();
    // The first look of the stream has noted how far the export is.
    let begun = tokio::time::Instant::now();
    for _ in 0..100 {
        world
            .run("update ops.export_job set rows_written = rows_written + 1, revision = revision + 1")
            .await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    world
        .run("update ops.export_job set state = 'finished', revision = revision + 1")
        .await;
    let told = feed.until("export", "finished").await;
    let seconds = usize::try_from(begun.elapsed().as_secs()).unwrap() + 2;
    assert!((2..=seconds).contains(&told.len()), "{seconds}: {told:?}");
    assert_eq!(told[0].data["state"], "running");
    assert_eq!(world.count("ops.feed_event").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_opens_with_a_token_and_ends_with_its_session() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let body = json!({ "path": "/v1/events" });
    let made = send(browser(&world, Method::POST, "/v1/session/tokens", &cookie).json(&body)).await;
    assert_eq!(made.status, 201, "{made:?}");
    let url = made.json()["url"].as_str().unwrap().to_owned();
    let stream = world
        .request(Method::GET, ANDINA, &url)
        .send()
        .await
        .unwrap();
    assert_eq!(stream.status(), 200);
    let out = send(browser(&world, Method::DELETE, "/v1/session", &cookie)).await;
    assert_eq!(out.status, 204, "{out:?}");
    let told = stream.text().await.unwrap();
    assert!(told.contains("event: mirror"), "{told}");
    let again = send(world.request(Method::GET, ANDINA, &url)).await;
    again.problem(401, "key-required");
    let other = world.key("andina", Role::Viewer).await;
    let refused = world.get("/v1/events?since=1", &other).await;
    refused.problem(422, "invalid-request");
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_of_the_feed_count_against_the_limits_of_streams() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let open = [
        Feed::open(&world, &key, None).await,
        Feed::open(&world, &key, None).await,
    ];
    world
        .get("/v1/events", &key)
        .await
        .problem(429, "too-many-streams");
    drop(open);
}
