//! Passkeys: challenges, signing in, and those of the person who is signed in.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use states::{Role, SignInMethod};
use store::{ScopedFutureExt, transaction};
use tenants::Tenant;
use utoipa::ToSchema;
use uuid::Uuid;
use webauthn_rs::prelude::{Passkey, PublicKeyCredential};

use crate::{
    acts::{self, Act, Origin, Principal, PrincipalKind},
    http::{
        auth::{Caller, HostTenant},
        body::{Command, EmptyObject},
        cookie,
        error::ApiError,
        origin,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    secret,
    sessions::{
        ceremony::{self, Challenge},
        read,
        write::{self as sessions, Attempt, Begin, LIFETIME, Purpose, passkeys as write},
    },
    writing::WriteError,
};

/// A challenge for a device. It works once, and for ten minutes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyChallenge {
    /// Send it back with the answer of the device.
    challenge_id: String,
    /// For `navigator.credentials.create` or `.get`, as JSON of WebAuthn Level 3.
    #[schema(value_type = Object)]
    options: Value,
}

/// The answer of a device.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyProof {
    challenge_id: String,
    /// What `navigator.credentials.get` returned, as `toJSON()` writes it.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Begin to prove who you are with a passkey
///
/// The challenge is the same for everybody: the device knows whose passkey it is.
#[utoipa::path(
    post, path = "/v1/session/passkey-challenges", tag = "session",
    operation_id = "begin_passkey", request_body = EmptyObject,
    responses((status = 201, body = PasskeyChallenge, description = "The challenge")),
)]
pub(crate) async fn challenge(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    _: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    api.attempts.count(origin::from(&request).address)?;
    let challenge = ceremony::prove(&tenant.0).map_err(ApiError::internal)?;
    let answer = remember(&api, &tenant.0, Purpose::Passkey, "", challenge).await?;
    Ok(HttpResponse::Created().json(answer))
}

/// Sign in with a passkey
///
/// The device has checked a finger, a face or a PIN, so no code of a second factor is asked for.
#[utoipa::path(
    post, path = "/v1/session/passkeys", tag = "session", operation_id = "sign_in_with_passkey",
    request_body = PasskeyProof,
    responses((status = 204, description = "Signed in",
        headers(("Set-Cookie" = String, description = "The session")))),
)]
pub(crate) async fn sign_in(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    command: Command<PasskeyProof>,
) -> Result<HttpResponse, ApiError> {
    let origin = &origin::from(&request);
    let tenant = &*tenant.0;
    let found = &check(&api, tenant, origin, &command.body).await?;
    let pool = &api.databases.pool(&tenant.name)?;
    let secret = transaction::write(pool, "sign in", |tx| {
        async move {
            let begin = Begin {
                person: found.person,
                role: found.role,
                method: SignInMethod::Passkey,
                confirmed_at: None,
            };
            let secret = sessions::begin(tx, &begin, origin).await?;
            write::used(tx, &found.passkey, found.changed.as_ref()).await?;
            let by = Principal {
                kind: PrincipalKind::Person,
                id: found.person.to_string(),
                name: found.name.clone(),
            };
            let act = Act::new("sign in")
                .on("/v1/session")
                .to(json!({ "passkey": true }));
            acts::write::record(tx, &by, origin, &act).await?;
            Ok::<_, ApiError>(secret)
        }
        .scope_boxed()
    });
    Ok(HttpResponse::NoContent()
        .cookie(cookie::set(secret.await?, LIFETIME))
        .finish())
}

/// Proves again who is signed in.
pub(crate) async fn confirm(
    api: &Api,
    caller: &Caller,
    given: &PasskeyProof,
) -> Result<(), ApiError> {
    let session = caller.session.as_ref().ok_or(ApiError::PersonRequired)?;
    let found = &check(api, &caller.tenant, &caller.origin, given).await?;
    if found.person != session.person {
        return Err(ApiError::BadCredentials);
    }
    let id = session.id;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "confirm session", |tx| {
        async move {
            sessions::confirm(tx, id).await?;
            write::used(tx, &found.passkey, found.changed.as_ref()).await?;
            let act = Act::new("confirm session")
                .on("/v1/session")
                .to(json!({ "passkey": true }));
            caller.record(tx, act).await
        }
        .scope_boxed()
    })
    .await?;
    Ok(())
}

/// Who proved to be there.
struct Found {
    person: Uuid,
    name: String,
    role: Role,
    passkey: Vec<u8>,
    /// The passkey, if its state has changed.
    changed: Option<Passkey>,
}

/// Each failure is recorded.
async fn check(
    api: &Api,
    tenant: &Tenant,
    origin: &Origin,
    given: &PasskeyProof,
) -> Result<Found, ApiError> {
    api.attempts.count(origin.address)?;
    let found = compare(api, tenant, given).await;
    if matches!(found, Err(ApiError::BadCredentials)) {
        let address = origin.address.map(tracing::field::display);
        tracing::warn!(
            event = "auth.failed",
            address,
            "a sign-in with a passkey failed"
        );
        let pool = &api.databases.pool(&tenant.name)?;
        transaction::write(pool, "record failed sign-in", |tx| {
            async move {
                let act = Act::new("fail to sign in")
                    .on("/v1/session")
                    .to(json!({ "passkey": true }));
                acts::write::record(tx, &Principal::anonymous(), origin, &act).await
            }
            .scope_boxed()
        })
        .await
        .map_err(|error: WriteError| ApiError::from(error))?;
    }
    found
}

async fn compare(api: &Api, tenant: &Tenant, given: &PasskeyProof) -> Result<Found, ApiError> {
    let credential: PublicKeyCredential =
        serde_json::from_value(given.credential.clone()).map_err(|_| ApiError::BadCredentials)?;
    let kept = recall(api, tenant, Purpose::Passkey, "", &given.challenge_id).await?;
    let (person, id) = ceremony::named(&credential).ok_or(ApiError::BadCredentials)?;
    let stored = snapshot::read(api, tenant, "passkey", async |tx| {
        let stored = read::passkey_holder()
            .bind(tx, &id.as_slice(), &person)
            .opt()
            .await?;
        stored.ok_or(ApiError::BadCredentials)
    });
    let stored = stored.await?;
    let mut passkey: Passkey = ceremony::read(stored.credential).map_err(ApiError::internal)?;
    let result = ceremony::proved(tenant, kept, &credential, &passkey).map_err(|error| {
        tracing::info!(%error, "a passkey was refused");
        ApiError::BadCredentials
    })?;
    let has_changed = passkey.update_credential(&result) == Some(true);
    Ok(Found {
        person: stored.person_id,
        name: stored.name,
        role: stored.role,
        passkey: id,
        changed: has_changed.then_some(passkey),
    })
}

/// Stores what a challenge needs later.
pub(super) async fn remember(
    api: &Api,
    tenant: &Tenant,
    purpose: Purpose,
    subject: &str,
    challenge: Challenge,
) -> Result<PasskeyChallenge, ApiError> {
    let challenge_id = secret::draw();
    let attempt = &Attempt {
        key: &challenge_id,
        purpose,
        subject,
        browser: None,
        payload: &challenge.kept,
    };
    let pool = &api.databases.pool(&tenant.name)?;
    transaction::write(pool, "begin passkey", |tx| {
        sessions::attempt::begin(tx, attempt).scope_boxed()
    })
    .await?;
    Ok(PasskeyChallenge {
        challenge_id,
        options: challenge.options,
    })
}

/// What was stored for a challenge, which works no more.
pub(super) async fn recall(
    api: &Api,
    tenant: &Tenant,
    purpose: Purpose,
    subject: &str,
    challenge_id: &str,
) -> Result<Value, ApiError> {
    let pool = &api.databases.pool(&tenant.name)?;
    let kept = transaction::write(pool, "finish passkey", |tx| {
        sessions::attempt::take(tx, challenge_id, purpose, subject, None).scope_boxed()
    });
    kept.await?.ok_or(ApiError::BadCredentials)
}
