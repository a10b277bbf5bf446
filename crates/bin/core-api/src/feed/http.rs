//! One stream of events for everything that a page shows.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data},
};
use futures::stream;
use lifecycle::Stop;
use serde::Serialize;
use serde_json::json;
use states::FeedKind;
use tokio::time::Instant;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    credentials,
    events::feed::{MirrorNews, News, ObjectNews, Place, Reading},
    http::{
        auth::Caller,
        door::Ended,
        error::ApiError,
        query::Query,
        state::Api,
        streams::{self, HEARTBEAT, LOOK, OpenStream},
        token::MaybeToken,
    },
};

/// How often the caller is looked up again.
const CHECK: Duration = Duration::from_secs(10);

/// One event of the stream.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct FeedEvent {
    /// For `Last-Event-ID`. Not every event has one; the last one counts.
    #[schema(example = "48210")]
    id: Option<String>,
    #[schema(inline)]
    event: FeedEventName,
    /// JSON: `id` (null for the mirror), `state` and `url` of the object. Of the mirror also
    /// `mirror_version` and `proved_at`, of the others `about`: the URL of the export of a mail, or of
    /// the partner or document of a note. `{}` for `reset`.
    #[schema(
        example = "{\"id\":\"0197a1b2-0000-7000-8000-000000000001\",\"state\":\"running\",\"url\":\"/v1/exports/0197a1b2-0000-7000-8000-000000000001\",\"about\":null}"
    )]
    data: String,
}

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum FeedEventName {
    /// The mirror has new rows, another state or a new proof.
    Mirror,
    /// A sync run has another state, or has read more.
    Run,
    /// An export has another state, has written more, or has lost its file.
    Export,
    /// A mail has another state, or was tried.
    Mail,
    /// A statement run has another state, or more customers are done.
    StatementRun,
    /// An alarm was raised, found again or cleared.
    Alarm,
    /// A note was created, changed or deleted.
    Note,
    /// Events are missing: ask everything again.
    Reset,
}

/// Follow everything that changes
///
/// Sends server-sent events while it is open, about everything that the caller may see: at each
/// change of a state, and at most once a second while work goes on. They say what to ask again and
/// never contain amounts or names. The first event is the state of the mirror. After an
/// interruption, `Last-Event-ID` continues without a gap; an event may then come twice. If it is
/// from more than ten minutes ago, an event `reset` may come instead. The stream ends with the
/// session or key, and when its companies change.
#[utoipa::path(
    get, path = "/v1/events", tag = "events", operation_id = "follow_events",
    params(MaybeToken,
        ("Last-Event-ID" = Option<String>, Header,
            description = "The last received id; any other text counts as none")),
    responses((status = 200, body = FeedEvent, content_type = "text/event-stream",
        description = "Events")),
)]
pub(crate) async fn follow(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    _: Query<MaybeToken>,
) -> Result<HttpResponse, ApiError> {
    let open = api.streams.open(&caller)?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let seen = streams::last_id(&request);
    let (place, reading) = api.feeds.open(&caller.tenant.name, pool, seen).await?;
    let follower = Follower {
        _open: open,
        ended: Ended::of(&request),
        stop: api.stop.clone(),
        api,
        horizon: reading.horizon,
        place,
        first: Some(reading),
        caller,
        said_at: Instant::now(),
        checked_at: Instant::now(),
    };
    let events = stream::unfold(follower, |mut follower| async {
        let said = follower.next().await?;
        Some((said, follower))
    });
    Ok(streams::answer(events))
}

struct Follower {
    _open: OpenStream,
    ended: Ended,
    api: Data<Api>,
    stop: Stop,
    caller: Caller,
    place: Place,
    /// Already read, not sent yet.
    first: Option<Reading>,
    horizon: i64,
    said_at: Instant,
    /// When the caller was last looked up.
    checked_at: Instant,
}

impl Follower {
    /// The next events or heartbeat; `None` when the client has gone, when the caller may no longer
    /// follow, and while the process stops.
    async fn next(&mut self) -> Option<Result<Bytes, ApiError>> {
        if let Some(first) = self.first.take() {
            return self.said(&first).map(Ok);
        }
        while self.stop.sleep(LOOK).await && !self.ended.is_set() {
            match self.look().await {
                Ok(Look::News(reading)) => {
                    if let Some(said) = self.said(&reading) {
                        return Some(Ok(said));
                    }
                }
                Ok(Look::Over) => return None,
                Err(error) => return Some(Err(error)),
            }
            if self.said_at.elapsed() >= HEARTBEAT {
                self.said_at = Instant::now();
                // An id without data is no event, and the client remembers it.
                let beat = format!(": heartbeat\nid: {}\n\n", self.horizon);
                return Some(Ok(Bytes::from(beat)));
            }
        }
        None
    }

    async fn look(&mut self) -> Result<Look, ApiError> {
        let tenant = &self.caller.tenant.name;
        // Also while there is news all the time.
        if self.checked_at.elapsed() >= CHECK {
            if !still_holds(&self.api.access.pool(tenant)?, &self.caller).await? {
                return Ok(Look::Over);
            }
            self.checked_at = Instant::now();
        }
        let pool = &self.api.databases.pool(tenant)?;
        let reading = self.api.feeds.follow(tenant, pool, &mut self.place);
        Ok(Look::News(reading.await?))
    }

    /// The events that the caller may see.
    fn said(&mut self, reading: &Reading) -> Option<Bytes> {
        self.horizon = reading.horizon;
        let mut said = Vec::new();
        if !reading.is_complete {
            said.push("event: reset\ndata: {}\n".to_owned());
        }
        let seen = reading.news.iter().filter(|news| self.may_see(news));
        said.extend(seen.map(|news| event(news)));
        // Only after all of them may a stream continue there.
        let last = said.pop()?;
        said.push(format!("{last}id: {}\n", reading.horizon));
        self.said_at = Instant::now();
        Some(Bytes::from(said.join("\n") + "\n"))
    }

    fn may_see(&self, news: &News) -> bool {
        match news {
            News::Mirror(_) => true,
            News::Object(object) => self.caller.scope.covers(object.companies.as_deref()),
        }
    }
}

enum Look {
    News(Reading),
    /// The caller may no longer follow.
    Over,
}

async fn still_holds(pool: &store::Pool, caller: &Caller) -> Result<bool, ApiError> {
    let client = pool.get().await?;
    let session = caller.session.as_ref().map(|session| session.id);
    let holds =
        credentials::read::still_holds(&client, &caller.principal, session, &caller.scope).await?;
    Ok(holds)
}

fn event(news: &News) -> String {
    let (name, data) = match news {
        News::Mirror(mirror) => ("mirror", data_of_mirror(mirror)),
        News::Object(object) => (object.kind.into(), data_of(object)),
    };
    format!("event: {name}\ndata: {data}\n")
}

fn data_of_mirror(mirror: &MirrorNews) -> serde_json::Value {
    json!({
        "id": null,
        "state": mirror.state,
        "url": "/v1/mirror",
        "mirror_version": mirror.version,
        "proved_at": mirror.proof.as_ref().map(|proof| proof.proved_at),
    })
}

fn data_of(object: &ObjectNews) -> serde_json::Value {
    json!({
        "id": object.id,
        "state": object.state,
        "url": url(object.kind, object.id),
        "about": object.about,
    })
}

fn url(kind: FeedKind, id: Uuid) -> String {
    match kind {
        FeedKind::Run => format!("/v1/sync-runs/{id}"),
        FeedKind::Export => format!("/v1/exports/{id}"),
        FeedKind::Mail => format!("/v1/mails/{id}"),
        FeedKind::StatementRun => format!("/v1/statement-runs/{id}"),
        FeedKind::Alarm => "/v1/alarms".to_owned(),
        FeedKind::Note => format!("/v1/notes/{id}"),
    }
}
