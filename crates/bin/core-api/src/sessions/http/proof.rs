//! Compares what somebody gave with what is stored about a person.

use serde_json::json;
use states::{PersonState, Role};
use store::{Pool, ScopedFutureExt, transaction};
use tenants::Tenant;
use uuid::Uuid;
use vault::Vault;

use crate::{
    acts::{self, Act, Origin, Principal},
    credentials::write as tries,
    http::{error::ApiError, problem::Violation, state::Api},
    passwords,
    people::{factor, read},
    writing::WriteError,
};

/// What somebody gives to prove who it is.
pub(crate) struct Proof {
    /// In small letters.
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) code: Option<String>,
}

/// Who proved to be there.
pub(crate) struct Person {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// The person, if the proof is right. Each failure is counted and recorded.
pub(crate) async fn check(
    api: &Api,
    tenant: &Tenant,
    origin: &Origin,
    proof: &Proof,
) -> Result<Person, ApiError> {
    let too_many = |retry_after_seconds| ApiError::TooManyAttempts {
        retry_after_seconds,
    };
    api.attempts.count(origin.address)?;
    let pool = &api.databases.pool(&tenant.name)?;
    let account = &tries::account(&proof.email);
    let counted = transaction::write(pool, "count sign-in", |tx| {
        tries::try_account(tx, account).scope_boxed()
    });
    counted.await?.map_err(too_many)?;
    let outcome = compare(api, pool, proof).await;
    match &outcome {
        Ok(_) => {
            transaction::write(pool, "forgive failures", |tx| {
                tries::forgive(tx, account).scope_boxed()
            })
            .await?;
        }
        Err(ApiError::BadCredentials) => record_failure(pool, origin, &proof.email).await?,
        // A try without a code stays counted. Otherwise somebody who knows the password could
        // guess codes without waiting.
        Err(_) => {}
    }
    outcome
}

async fn compare(api: &Api, pool: &Pool, proof: &Proof) -> Result<Person, ApiError> {
    let client = pool.get().await?;
    let found = read::by_email().bind(&*client, &proof.email).opt().await?;
    // Hashing takes long, and others need the connection.
    drop(client);
    let found = found.filter(|person| person.state == PersonState::Active);
    let stored = found.as_ref().and_then(|it| it.password_hash.as_deref());
    let is_right = passwords::verify(&proof.password, stored)
        .await
        .map_err(ApiError::internal)?;
    let person = found.filter(|_| is_right).ok_or(ApiError::BadCredentials)?;
    check_factor(api.vault.as_deref(), pool, person.id, proof.code.as_deref()).await?;
    Ok(Person {
        id: person.id,
        name: person.name,
        role: person.role,
    })
}

async fn check_factor(
    vault: Option<&Vault>,
    pool: &Pool,
    person: Uuid,
    code: Option<&str>,
) -> Result<(), ApiError> {
    let client = pool.get().await?;
    let found = read::factor().bind(&*client, &person).opt().await?;
    drop(client);
    if found.is_none_or(|factor| factor.confirmed_at.is_none()) {
        return Ok(());
    }
    let code = code.ok_or(ApiError::SecondFactorRequired)?;
    let vault = vault.ok_or_else(|| {
        ApiError::internal("ESPEJO_SECRETS_KEY is not set, so that codes cannot be checked")
    })?;
    let accepted = transaction::write(pool, "accept code", |tx| {
        factor::accept(tx, vault, person, code).scope_boxed()
    });
    let accepted: Result<bool, WriteError> = accepted.await;
    accepted?.then_some(()).ok_or(ApiError::BadCredentials)
}

async fn record_failure(pool: &Pool, origin: &Origin, email: &str) -> Result<(), ApiError> {
    let address = origin.address.map(tracing::field::display);
    tracing::warn!(event = "auth.failed", address, "a sign-in failed");
    let by = &Principal::anonymous();
    let act = &Act::new("fail to sign in")
        .on("/v1/session")
        .to(json!({ "email": email.chars().take(254).collect::<String>() }));
    transaction::write(pool, "record failed sign-in", |tx| {
        acts::write::record(tx, by, origin, act).scope_boxed()
    })
    .await?;
    Ok(())
}

/// Why the password may not be used, as a refusal of `/password`.
pub(crate) fn check_new(
    password: &str,
    whose: (&str, &str),
    tenant: &Tenant,
) -> Result<(), ApiError> {
    passwords::check_new(password, whose, tenant).map_err(|problem| {
        let violation = Violation::in_body("/password", problem);
        ApiError::invalid(violation.hinting(passwords::RULE))
    })
}
