//! A person who is signed in proves again to be there.

use actix_web::{HttpResponse, web::Data};
use serde::Deserialize;
use store::{ScopedFutureExt, transaction};
use utoipa::ToSchema;

use super::{
    passkeys::{self, PasskeyProof},
    proof::{self, Proof},
};
use crate::{
    acts::Act,
    http::{
        auth::Caller,
        body::Command,
        error::ApiError,
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    people,
    sessions::write,
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {
    /// Either the password or a passkey.
    #[schema(format = "password")]
    password: Option<String>,
    /// With the password, if the person has a second factor.
    #[schema(example = "492039")]
    code: Option<String>,
    passkey: Option<PasskeyProof>,
}

/// Prove again who is signed in
///
/// Acts that cannot be undone need it, and those about people and keys.
#[utoipa::path(
    post, path = "/v1/session/confirm", tag = "session", operation_id = "confirm_session",
    request_body = Confirmation,
    responses((status = 204, description = "Confirmed for ten minutes")),
)]
pub(crate) async fn confirm(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<Confirmation>,
) -> Result<HttpResponse, ApiError> {
    let session = caller.session.as_ref().ok_or(ApiError::PersonRequired)?;
    let given = &command.body;
    let password = match (&given.password, &given.passkey) {
        (Some(password), None) => password,
        (None, Some(passkey)) => {
            passkeys::confirm(&api, &caller, passkey).await?;
            return Ok(HttpResponse::NoContent().finish());
        }
        _ => {
            let violation = Violation::in_body("", "it needs a password or a passkey");
            return Err(ApiError::invalid(violation.hinting("send one of them")));
        }
    };
    let person = snapshot::read(&api, &caller.tenant, "person", async |tx| {
        let person = people::read::get().bind(tx, &session.person).opt().await?;
        person.ok_or(ApiError::NotFound("person"))
    });
    let proof = Proof {
        email: person.await?.email,
        password: password.clone(),
        code: given.code.clone(),
    };
    proof::check(&api, &caller.tenant, &caller.origin, &proof).await?;
    let (asks, id) = (&caller, session.id);
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "confirm session", |tx| {
        async move {
            write::confirm(tx, id).await?;
            asks.record(tx, Act::new("confirm session").on("/v1/session"))
                .await
        }
        .scope_boxed()
    })
    .await
    .map_err(ApiError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
