//! Links with which a person sets a password, and the end of all sessions of a person.

use actix_web::{HttpResponse, web::Data};
use jiff::Timestamp;
use serde::Serialize;
use states::{PersonState, SignInTokenKind};
use store::{ScopedFutureExt, transaction};
use tenants::Tenant;
use utoipa::ToSchema;

use super::find;
use crate::{
    acts::Act,
    http::{
        auth::Caller,
        body::{Command, EmptyObject},
        error::ApiError,
        path::Id,
        query::{NoParameters, Query},
        state::Api,
    },
    people::write,
};

/// A link for the person, which works once. It cannot be read again.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonLink {
    #[schema(example = "https://andina.example/c/invitation#W0n…")]
    url: String,
    expires_at: Timestamp,
}

/// Make an invitation
///
/// The answer has its link, which works once and for seven days. Earlier invitations of the person
/// stop working.
#[utoipa::path(
    post, path = "/v1/people/{id}/invitations", tag = "people", operation_id = "invite_person",
    params(("id" = Uuid, Path, description = "The person")), request_body = EmptyObject,
    responses((status = 201, body = PersonLink, description = "The invitation")),
)]
pub(crate) async fn invite(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    _: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    let pool = api.databases.pool(&caller.tenant.name)?;
    let link = transaction::write(pool, "invite person", |tx| {
        async move {
            let person = find(tx, id).await?;
            // An active person who has lost the password gets a link to set a new one.
            let kind = match person.state {
                PersonState::Invited => SignInTokenKind::Invitation,
                PersonState::Active => SignInTokenKind::Reset,
                state => {
                    return Err(ApiError::Conflict(format!("the person is {state}")));
                }
            };
            let token = write::add_token(tx, id, kind).await?;
            asks.record(tx, Act::new("invite person").on(&person.url))
                .await?;
            Ok::<_, ApiError>(PersonLink {
                url: link_of(&asks.tenant, kind, &token.token),
                expires_at: token.expires_at,
            })
        }
        .scope_boxed()
    });
    // Not stored for an Idempotency-Key: the link is shown once.
    Ok(HttpResponse::Created().json(link.await?))
}

/// End all sessions of a person
#[utoipa::path(
    delete, path = "/v1/people/{id}/sessions", tag = "people", operation_id = "end_person_sessions",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 204, description = "The person must sign in again")),
)]
pub(crate) async fn end_sessions(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    let pool = api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "end sessions", |tx| {
        async move {
            let person = find(tx, id).await?;
            write::end_sessions(tx, id).await?;
            asks.record(tx, Act::new("end sessions").on(&person.url))
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The page that redeems the link. The token is after `#`, so that no log and no `Referer` has it.
pub(crate) fn link_of(tenant: &Tenant, kind: SignInTokenKind, token: &str) -> String {
    let page = match kind {
        SignInTokenKind::Invitation => "invitation",
        SignInTokenKind::Reset => "password-reset",
    };
    format!("{}/c/{page}#{token}", tenant.public_url)
}
