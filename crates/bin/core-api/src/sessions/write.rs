//! Writes of sessions, and of failed tries to begin one.

use std::time::Duration;

use sha2::{Digest, Sha256};
use sql::{
    client::Params,
    queries::core_api::sessions::write::{self as statements, BeginParams},
};
use states::{Role, SignInMethod};
use store::Transaction;
use uuid::Uuid;

use crate::{
    acts::Origin,
    secret,
    writing::{WriteError, stored},
};

/// After this time a session ends in any case.
pub(crate) const LIFETIME: Duration = Duration::from_hours(14 * 24);
const IDLE: Duration = Duration::from_hours(12);
const IDLE_ADMIN: Duration = Duration::from_hours(8);

/// The secret for the cookie of a new session.
pub(crate) async fn begin(
    tx: &Transaction<'_>,
    (person, role): (Uuid, Role),
    method: SignInMethod,
    origin: &Origin,
) -> Result<String, WriteError> {
    let idle = if role == Role::Admin {
        IDLE_ADMIN
    } else {
        IDLE
    };
    let secret = secret::draw();
    let hash = secret::hash(&secret);
    let params = BeginParams {
        id_sha256: hash.as_slice(),
        id: Uuid::now_v7(),
        person_id: person,
        method: <&str>::from(method),
        lifetime_seconds: stored(LIFETIME.as_secs()),
        idle_seconds: stored(idle.as_secs()),
        address: origin.address,
        user_agent: origin.user_agent.as_deref(),
    };
    statements::begin().params(tx, &params).await?;
    statements::seen().bind(tx, &person).await?;
    Ok(secret)
}

pub(crate) async fn end(tx: &Transaction<'_>, session: Uuid) -> Result<(), WriteError> {
    statements::end().bind(tx, &session).await?;
    Ok(())
}

/// The person has just proved to be there.
pub(crate) async fn confirm(tx: &Transaction<'_>, session: Uuid) -> Result<(), WriteError> {
    statements::confirm().bind(tx, &session).await?;
    Ok(())
}

/// The key under which failures of an account are counted, whether there is such a person or not.
pub(crate) fn account(email: &str) -> [u8; 32] {
    Sha256::digest(email).into()
}

/// Counts a try before the password is compared, so that tries at the same time count too. The
/// error is the number of seconds to wait.
pub(crate) async fn try_account(
    tx: &Transaction<'_>,
    account: &[u8; 32],
) -> Result<Result<(), u64>, WriteError> {
    let account = account.as_slice();
    if statements::try_account()
        .bind(tx, &account)
        .opt()
        .await?
        .is_some()
    {
        return Ok(Ok(()));
    }
    let seconds = statements::wait().bind(tx, &account).opt().await?;
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    Ok(Err(seconds.unwrap_or(1).max(1)))
}

/// The right password: earlier failures no longer count.
pub(crate) async fn forgive(tx: &Transaction<'_>, account: &[u8; 32]) -> Result<(), WriteError> {
    statements::forgive().bind(tx, &account.as_slice()).await?;
    Ok(())
}
