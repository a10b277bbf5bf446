//! The second factor of the person who is signed in: codes of an authenticator app.

use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use serde::{Deserialize, Serialize};
use store::{ScopedFutureExt, transaction};
use utoipa::ToSchema;
use vault::Vault;

use super::me::session;
use crate::{
    acts::Act,
    http::{
        auth::Caller,
        body::{Command, EmptyObject},
        error::ApiError,
        problem::Violation,
        query::{NoParameters, Query},
        state::Api,
    },
    people::{factor, read, write},
};

/// The secret of a new second factor. It counts from its first code on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewSecondFactor {
    /// In base32, to type into the app.
    secret: String,
    /// The same as a URI, for a QR code.
    #[schema(example = "otpauth://totp/Espejo%20andina:ana%40example.com?secret=…")]
    uri: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstCode {
    /// A code of the app.
    #[schema(example = "492039")]
    code: String,
}

/// Codes for the day on which the app is lost. Each works once. They cannot be read again.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    #[schema(example = json!(["k7m2p-9xq4r-tb3hd"]))]
    recovery_codes: Vec<String>,
}

/// Begin to add a second factor
///
/// It counts once `PUT` has confirmed it with a code.
#[utoipa::path(
    post, path = "/v1/me/totp", tag = "me", operation_id = "begin_second_factor",
    request_body = EmptyObject,
    responses((status = 201, body = NewSecondFactor, description = "The secret for the app")),
)]
pub(crate) async fn begin(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    _: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let (vault, asks) = (vault(&api)?, &caller);
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let new = transaction::write(pool, "begin second factor", |tx| {
        async move {
            let row = read::get().bind(tx, &person).opt().await?;
            let row = row.ok_or(ApiError::NotFound("person"))?;
            let whose = (person, row.email.as_str());
            let new = factor::begin(tx, vault, &asks.tenant.name, whose).await?;
            let new = new.ok_or_else(|| {
                ApiError::Conflict("there is a second factor; remove it first".to_owned())
            })?;
            asks.record(tx, Act::new("begin second factor").on("/v1/me/totp"))
                .await?;
            Ok::<_, ApiError>(NewSecondFactor {
                secret: new.secret,
                uri: new.uri,
            })
        }
        .scope_boxed()
    });
    Ok(HttpResponse::Created().json(new.await?))
}

/// Confirm the second factor
///
/// From now on signing in needs a code. The answer has ten recovery codes.
#[utoipa::path(
    put, path = "/v1/me/totp", tag = "me", operation_id = "confirm_second_factor",
    request_body = FirstCode,
    responses((status = 200, body = RecoveryCodes, description = "The recovery codes")),
)]
pub(crate) async fn confirm(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<FirstCode>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let person = session(&caller)?.person;
    let (vault, asks, code) = (vault(&api)?, &caller, &command.body.code);
    api.attempts.count(caller.origin.address)?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let codes = transaction::write(pool, "confirm second factor", |tx| {
        async move {
            if !factor::accept(tx, vault, person, code).await? {
                let violation = Violation::in_body("/code", "it is not the current code");
                let hint = "the six digits that the app shows now; the phone's clock must be right";
                return Err(ApiError::invalid(violation.hinting(hint)));
            }
            let codes = factor::renew_codes(tx, person).await?;
            asks.record(tx, Act::new("confirm second factor").on("/v1/me/totp"))
                .await?;
            Ok(codes)
        }
        .scope_boxed()
    });
    Ok(Json(RecoveryCodes {
        recovery_codes: codes.await?,
    }))
}

/// Remove the second factor and its recovery codes
#[utoipa::path(
    delete, path = "/v1/me/totp", tag = "me", operation_id = "remove_second_factor",
    responses((status = 204, description = "Signing in needs no code any more")),
)]
pub(crate) async fn remove(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "remove second factor", |tx| {
        async move {
            if !write::factor::remove(tx, person).await? {
                return Err(ApiError::NotFound("second factor"));
            }
            asks.record(tx, Act::new("remove second factor").on("/v1/me/totp"))
                .await?;
            Ok(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

fn vault(api: &Api) -> Result<&Vault, ApiError> {
    api.vault.as_deref().ok_or_else(|| {
        let detail = "this installation has no ESPEJO_SECRETS_KEY, which second factors need";
        ApiError::Conflict(detail.to_owned())
    })
}
