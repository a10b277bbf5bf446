//! Links with which a person sets a password, and the end of all sessions of a person.

use actix_web::{HttpResponse, web::Data};
use contracts::notice::About;
use jiff::Timestamp;
use lifecycle::clock;
use serde::{Deserialize, Serialize};
use serde_json::json;
use states::{PersonState, Role, SignInTokenKind};
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;

use super::{Person, find};
use crate::{
    acts::Act,
    http::{
        auth::Caller,
        body::Command,
        error::ApiError,
        path::Id,
        query::{NoParameters, Query},
        state::Api,
    },
    people::{
        links::{self, Addressee},
        read, write,
    },
};

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInvitation {
    /// Whether it is mailed to the person; if left out, it is if this installation sends mails
    /// (`mail` in `GET /v1/sign-in`).
    by_mail: Option<bool>,
}

/// An invitation, which works once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonLink {
    /// The link, to pass on; it cannot be read again. Null if it was mailed.
    #[schema(example = "https://andina.example/c/invitation#W0n")]
    url: Option<String>,
    /// The address to which it is mailed.
    #[schema(example = "ana@example.com")]
    sent_to: Option<String>,
    expires_at: Timestamp,
}

/// Invite a person, or again
///
/// The invitation is mailed, and works for three days. Without mail the answer has the link, which
/// works for seven days. Each works once, and earlier invitations of the person stop working. An
/// active person gets a link for a new password instead, for 30 minutes by mail and for an hour
/// otherwise.
#[utoipa::path(
    post, path = "/v1/people/{id}/invitations", tag = "people", operation_id = "invite_person",
    params(("id" = Uuid, Path, description = "The person")), request_body = NewInvitation,
    responses((status = 201, body = PersonLink, description = "The invitation")),
)]
pub(crate) async fn invite(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<NewInvitation>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    let sends = sends(&api, command.body.by_mail)?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let link = transaction::write(pool, "invite person", |tx| {
        async move {
            let person = find(tx, id).await?;
            let link = if sends {
                mailed(tx, asks, &person).await?
            } else {
                by_hand(tx, asks, &person).await?
            };
            let act = Act::new("invite person")
                .on(&person.url)
                .to(json!({ "by_mail": sends }));
            asks.record(tx, act).await?;
            Ok::<_, ApiError>(link)
        }
        .scope_boxed()
    });
    let link = link.await?;
    api.relay.wake(&caller.tenant.name);
    // Not stored for an Idempotency-Key: the link is shown once.
    Ok(HttpResponse::Created().json(link))
}

/// Whether a link is mailed, if the caller asks for it or not.
pub(super) fn sends(api: &Api, asked: Option<bool>) -> Result<bool, ApiError> {
    if asked == Some(true) && !api.mails_links {
        let detail = "this installation does not mail links (ESPEJO_MAIL_LINKS)";
        return Err(ApiError::Conflict(detail.to_owned()));
    }
    Ok(asked.unwrap_or(api.mails_links))
}

/// What a mail says about the person who invites.
pub(super) async fn about(
    tx: &Transaction<'_>,
    caller: &Caller,
    role: Role,
) -> Result<About, ApiError> {
    let inviter = match &caller.session {
        Some(session) => read::get().bind(tx, &session.person).opt().await?,
        None => None,
    };
    let (inviter, reply_to) = inviter.map(|person| (person.name, person.email)).unzip();
    Ok(About::Invitation {
        role: links::role_of(role),
        inviter,
        reply_to,
    })
}

/// An active person who has lost the password gets a link to set a new one.
fn kind_of(person: &Person) -> Result<SignInTokenKind, ApiError> {
    match person.state {
        PersonState::Invited => Ok(SignInTokenKind::Invitation),
        PersonState::Active => Ok(SignInTokenKind::Reset),
        state => Err(ApiError::Conflict(format!("the person is {state}"))),
    }
}

async fn mailed(
    tx: &Transaction<'_>,
    caller: &Caller,
    person: &Person,
) -> Result<PersonLink, ApiError> {
    let about = match kind_of(person)? {
        SignInTokenKind::Invitation => about(tx, caller, person.role).await?,
        SignInTokenKind::Reset => About::Reset {
            asked_at: clock::now(),
            address: None,
            device: None,
        },
    };
    let to = Addressee {
        person: person.id,
        email: &person.email,
        locale: person.locale.as_deref(),
    };
    let expires_at = links::send(tx, &caller.actor(), &to, about).await?;
    Ok(PersonLink {
        url: None,
        sent_to: Some(person.email.clone()),
        expires_at,
    })
}

async fn by_hand(
    tx: &Transaction<'_>,
    caller: &Caller,
    person: &Person,
) -> Result<PersonLink, ApiError> {
    let kind = kind_of(person)?;
    let token = write::add_token(tx, person.id, kind, links::by_hand(kind)).await?;
    Ok(PersonLink {
        url: Some(links::link_of(&caller.tenant, kind, &token.token)),
        sent_to: None,
        expires_at: token.expires_at,
    })
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
    let pool = &api.databases.pool(&caller.tenant.name)?;
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
