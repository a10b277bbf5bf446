//! Short-lived tokens for URLs that a browser opens without headers: `EventSource` and downloads from
//! a page of another host, where the cookie does not go.

use actix_web::{HttpResponse, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{ScopedFutureExt, transaction};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    acts::{Act, PrincipalKind},
    http::{
        auth::Caller,
        body::Command,
        error::ApiError,
        problem::Violation,
        query::{NoParameters, Query},
        state::Api,
    },
    sessions::write::{self, TokenHolder},
};

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAccessToken {
    /// The one URL that it opens: `/v1/events`, `/v1/exports/{id}/events` or
    /// `/v1/exports/{id}/file`.
    #[schema(example = "/v1/exports/0197a1b2-0000-7000-8000-000000000001/events")]
    path: String,
}

/// It cannot be read again.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccessToken {
    /// The URL with the token.
    #[schema(
        example = "/v1/exports/0197a1b2-0000-7000-8000-000000000001/events?access_token=W0n…"
    )]
    url: String,
    /// It begins no request after this; a stream that has begun goes on.
    expires_at: Timestamp,
}

/// Make a token for one URL
///
/// It works for two minutes, for this URL only, and with the rights of whoever made it. It ends with
/// the session or the key. Use it where neither a header nor the cookie can be sent.
#[utoipa::path(
    post, path = "/v1/session/tokens", tag = "session", operation_id = "make_access_token",
    request_body = NewAccessToken,
    responses((status = 201, body = AccessToken, description = "The URL with its token")),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewAccessToken>,
) -> Result<HttpResponse, ApiError> {
    let path = command.body.path.as_str();
    if !is_opened(path) {
        let violation = Violation::in_body("/path", "no token is needed for it")
            .hinting("/v1/events, /v1/exports/{id}/events or /v1/exports/{id}/file");
        return Err(ApiError::invalid(violation));
    }
    let holder = match (&caller.session, caller.principal.kind) {
        (Some(session), _) => TokenHolder::Session(session.id),
        (None, PrincipalKind::Key) => TokenHolder::Key(&caller.principal.id),
        (None, _) => return Err(ApiError::PersonRequired),
    };
    let (asks, holder) = (&caller, &holder);
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let token = transaction::write(pool, "make access token", |tx| {
        async move {
            let token = write::add_access_token(tx, holder, path).await?;
            asks.record(tx, Act::new("make access token").on(path))
                .await?;
            Ok::<_, ApiError>(token)
        }
        .scope_boxed()
    });
    let (token, expires_at) = token.await?;
    // Not stored for an Idempotency-Key: the token is shown once.
    Ok(HttpResponse::Created().json(AccessToken {
        url: format!("{path}?access_token={token}"),
        expires_at,
    }))
}

/// Whether the path is one of the routes of [`crate::http::token::ROUTES`].
fn is_opened(path: &str) -> bool {
    if path == "/v1/events" {
        return true;
    }
    let parts = path
        .strip_prefix("/v1/exports/")
        .and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(id, end)| {
        matches!(end, "events" | "file")
            && id
                .parse::<Uuid>()
                .is_ok_and(|parsed| parsed.to_string() == id)
    })
}

#[cfg(test)]
mod tests {
    use super::is_opened;

    #[test]
    fn only_events_and_files_are_opened() {
        let id = "0197a1b2-0000-7000-8000-000000000001";
        for good in ["events", "file"] {
            assert!(is_opened(&format!("/v1/exports/{id}/{good}")));
        }
        assert!(is_opened("/v1/events"));
        for bad in [
            "/v1/events/".to_owned(),
            format!("/v1/exports/{id}"),
            format!("/v1/exports/{id}/links"),
            format!("/v1/exports/{id}/file?x"),
            format!("/v1/exports/{}/file", id.to_uppercase()),
            "/v1/exports/x/file".to_owned(),
            "/v1/companies".to_owned(),
            format!("https://evil.example/v1/exports/{id}/file"),
        ] {
            assert!(!is_opened(&bad), "{bad}");
        }
    }
}
