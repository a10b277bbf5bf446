//! Server-sent events of an export: one after each change, none after its outcome.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data},
};
use futures::stream;
use lifecycle::Stop;
use states::ExportState;
use store::export_jobs::ExportJob;
use tokio::time::Instant;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    exports::http::view::Export,
    http::{
        auth::Caller,
        door::Ended,
        error::ApiError,
        language::Language,
        party::{self, Party},
        path::Id,
        query::Query,
        sentence, snapshot,
        state::Api,
        streams::{self, HEARTBEAT, LOOK, OpenStream},
        token::MaybeToken,
    },
};

/// One event of the stream.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct ExportEvent {
    /// For `Last-Event-ID`.
    #[schema(example = "3")]
    id: String,
    #[schema(example = "export", pattern = "^export$")]
    event: String,
    /// The export as JSON.
    #[schema(example = "{\"state\":\"running\"}")]
    data: String,
}

/// Follow an export
///
/// Sends server-sent events named `export` with the export as data: one immediately and one after
/// each change. The stream ends with the outcome. A request with the `Last-Event-ID` of the outcome
/// gets 204, so that a browser stops.
#[utoipa::path(
    get, path = "/v1/exports/{id}/events", tag = "exports", operation_id = "follow_export",
    params(MaybeToken, ("id" = Uuid, Path, description = "The export"),
        ("Last-Event-ID" = Option<String>, Header,
            description = "Id of the last received event; any other text counts as none")),
    responses(
        (status = 200, body = ExportEvent, content_type = "text/event-stream",
            description = "Events"),
        (status = 204, description = "The client has the outcome"),
    ),
)]
pub(crate) async fn follow(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<MaybeToken>,
) -> Result<HttpResponse, ApiError> {
    let (job, created_by) = read(&api, &caller, id).await?;
    let seen = streams::last_id(&request);
    if is_over(&job) && seen == Some(job.revision) {
        return Ok(HttpResponse::NoContent().finish());
    }
    let follower = Follower {
        _open: api.streams.open(&caller)?,
        ended: Ended::of(&request),
        stop: api.stop.clone(),
        api,
        caller,
        language: Language::of(request.headers()),
        id,
        seen,
        next: Some((job, created_by)),
        said_at: Instant::now(),
        over: false,
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
    language: Language,
    id: Uuid,
    /// The revision of the last event.
    seen: Option<i64>,
    /// Already read, not checked yet.
    next: Option<(ExportJob, Party)>,
    said_at: Instant,
    over: bool,
}

impl Follower {
    /// The next event or heartbeat; `None` after the outcome, when the client has gone, and while the
    /// process stops.
    async fn next(&mut self) -> Option<Result<Bytes, ApiError>> {
        while !self.over && !self.ended.is_set() {
            let (job, created_by) = match self.next.take() {
                Some(read) => read,
                None if !self.stop.sleep(LOOK).await => return None,
                None => match read(&self.api, &self.caller, self.id).await {
                    Ok(read) => read,
                    Err(error) => return Some(Err(error)),
                },
            };
            self.over = is_over(&job);
            if self.seen != Some(job.revision) {
                self.seen = Some(job.revision);
                self.said_at = Instant::now();
                return Some(event(job, created_by, self.language));
            }
            if self.said_at.elapsed() >= HEARTBEAT {
                self.said_at = Instant::now();
                return Some(Ok(Bytes::from_static(b": heartbeat\n\n")));
            }
        }
        None
    }
}

fn event(job: ExportJob, created_by: Party, language: Language) -> Result<Bytes, ApiError> {
    let revision = job.revision;
    let export = Export::new(job, created_by);
    let data = sentence::spoken(language, || serde_json::to_string(&export));
    let data = data.map_err(ApiError::internal)?;
    Ok(Bytes::from(format!(
        "id: {revision}\nevent: export\ndata: {data}\n\n"
    )))
}

async fn read(api: &Api, caller: &Caller, id: Uuid) -> Result<(ExportJob, Party), ApiError> {
    snapshot::read(api, &caller.tenant, "export", async |tx| {
        let job = super::find(tx, caller, id).await?;
        let created_by = party::find(tx, &job.requested_by).await?;
        Ok((job, created_by))
    })
    .await
}

fn is_over(job: &ExportJob) -> bool {
    !matches!(job.state, ExportState::Requested | ExportState::Running)
}
