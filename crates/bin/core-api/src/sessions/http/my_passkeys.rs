//! The passkeys of the person who is signed in.

use actix_web::{HttpRequest, HttpResponse, http::header::LOCATION, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{ScopedFutureExt, transaction};
use utoipa::ToSchema;
use uuid::Uuid;
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::passkeys::{PasskeyChallenge, recall, remember};
use crate::{
    acts::Act,
    credentials::Session,
    http::{
        auth::Caller,
        body::{Command, EmptyObject},
        checks,
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    people,
    sessions::{
        ceremony, read,
        write::{Purpose, passkeys as write},
    },
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyPasskey {
    id: Uuid,
    #[schema(example = "my phone")]
    name: String,
    created_at: Timestamp,
    last_used_at: Option<Timestamp>,
    url: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasskey {
    challenge_id: String,
    #[schema(min_length = 1, max_length = 100, example = "my phone")]
    name: String,
    /// What `navigator.credentials.create` returned, as `toJSON()` writes it.
    #[schema(value_type = Object)]
    credential: Value,
}

fn session(caller: &Caller) -> Result<&Session, ApiError> {
    caller.session.as_ref().ok_or(ApiError::PersonRequired)
}

/// Begin to add a passkey
///
/// Passkeys belong to the host name: if the tenant gets another one, they no longer work.
#[utoipa::path(
    post, path = "/v1/me/passkey-challenges", tag = "me", operation_id = "begin_my_passkey",
    request_body = EmptyObject,
    responses((status = 201, body = PasskeyChallenge, description = "The challenge")),
)]
pub(crate) async fn challenge(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    _: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let found = snapshot::read(&api, &caller.tenant, "passkeys", async |tx| {
        let known = read::passkey_ids().bind(tx, &person).all().await?;
        let person = people::read::get().bind(tx, &person).opt().await?;
        Ok((person.ok_or(ApiError::NotFound("person"))?, known))
    });
    let (row, known) = found.await?;
    let whose = (row.email.as_str(), row.name.as_str());
    let challenge = ceremony::add(&caller.tenant, person, whose, known);
    let challenge = challenge.map_err(ApiError::internal)?;
    let subject = person.to_string();
    let purpose = Purpose::AddPasskey;
    let answer = remember(&api, &caller.tenant, purpose, &subject, challenge).await?;
    // Nothing has changed yet.
    caller.mark_recorded();
    Ok(HttpResponse::Created().json(answer))
}

/// Add a passkey
#[utoipa::path(
    post, path = "/v1/me/passkeys", tag = "me", operation_id = "add_my_passkey",
    request_body = NewPasskey,
    responses((status = 201, body = MyPasskey, description = "The passkey is added",
        headers(("Location" = String, description = "The new passkey")))),
)]
pub(crate) async fn add(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewPasskey>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let new = &command.body;
    checks::name(&new.name, "/name")?;
    let unusable = || {
        let violation = Violation::in_body("/credential", "it does not answer the challenge");
        ApiError::invalid(violation.hinting("begin again with POST /v1/me/passkey-challenges"))
    };
    let answer: RegisterPublicKeyCredential =
        serde_json::from_value(new.credential.clone()).map_err(|_| unusable())?;
    // The ceremony has no error of its own for a passkey that the challenge excludes.
    let known = snapshot::read(&api, &caller.tenant, "passkeys", async |tx| {
        Ok(read::passkey_ids().bind(tx, &person).all().await?)
    });
    if known
        .await?
        .iter()
        .any(|known| known[..] == answer.raw_id[..])
    {
        return Err(in_use());
    }
    let subject = person.to_string();
    let (purpose, id) = (Purpose::AddPasskey, new.challenge_id.as_str());
    let kept = recall(&api, &caller.tenant, purpose, &subject, id).await;
    let kept = kept.map_err(|_| unusable())?;
    let passkey = &ceremony::added(&caller.tenant, kept, &answer).map_err(|error| {
        tracing::info!(%error, "a new passkey was refused");
        unusable()
    })?;
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let added = transaction::write(pool, "add passkey", |tx| {
        async move {
            let added = write::add(tx, person, &new.name, passkey).await?;
            let added = added.ok_or_else(in_use)?;
            let added = MyPasskey::from(read::passkey().bind(tx, &added).one().await?);
            let act = Act::new("add passkey")
                .on(&added.url)
                .to(serde_json::json!({ "name": new.name }));
            asks.record(tx, act).await?;
            Ok::<_, ApiError>(added)
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, added.url.clone()))
        .json(added))
}

fn in_use() -> ApiError {
    ApiError::Conflict("this passkey is in use already".to_owned())
}

/// The passkeys of the person
#[utoipa::path(
    get, path = "/v1/me/passkeys", tag = "me", operation_id = "list_my_passkeys",
    params(Listing),
    responses((status = 200, body = Page<MyPasskey>, description = "One page, oldest first")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let range = listing.range()?;
    let (after, after_id) = range.after.unzip();
    let rows = snapshot::read(&api, &caller.tenant, "passkeys", async |tx| {
        Ok(read::passkeys()
            .bind(tx, &person, &after, &after_id, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let page: Page<MyPasskey> = range.page(rows, |row| (row.created_at, row.name_id));
    page::answer(&request, &page)
}

/// Remove a passkey
#[utoipa::path(
    delete, path = "/v1/me/passkeys/{id}", tag = "me", operation_id = "remove_my_passkey",
    params(("id" = Uuid, Path, description = "The passkey")),
    responses((status = 204, description = "It signs nobody in any more")),
)]
pub(crate) async fn remove(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "remove passkey", |tx| {
        async move {
            write::remove(tx, person, id).await?;
            let act = Act::new("remove passkey").on(format!("/v1/me/passkeys/{id}"));
            asks.record(tx, act).await
        }
        .scope_boxed()
    })
    .await
    .map_err(ApiError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<read::Passkey> for MyPasskey {
    fn from(row: read::Passkey) -> Self {
        Self {
            url: format!("/v1/me/passkeys/{}", row.name_id),
            id: row.name_id,
            name: row.name,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
        }
    }
}
