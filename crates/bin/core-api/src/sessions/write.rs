//! Writes of sessions, and of failed tries to begin one.

use std::time::Duration;

use jiff::Timestamp;
use sql::{
    client::Params,
    queries::core_api::sessions::write::{self as statements, AddAccessTokenParams, BeginParams},
};
use states::{Role, SignInMethod};
use store::Transaction;
use uuid::Uuid;

pub(crate) mod attempt;
pub(crate) mod passkeys;

pub(crate) use attempt::{Attempt, Purpose};

use crate::{
    acts::Origin,
    secret,
    writing::{WriteError, stored},
};

/// After this time a session ends in any case.
pub(crate) const LIFETIME: Duration = Duration::from_hours(14 * 24);
/// A token for one URL.
const TOKEN: Duration = Duration::from_mins(2);
const IDLE: Duration = Duration::from_hours(12);
const IDLE_ADMIN: Duration = Duration::from_hours(8);

/// A new session.
pub(crate) struct Begin {
    pub(crate) person: Uuid,
    pub(crate) role: Role,
    pub(crate) method: SignInMethod,
    /// When the person proved to be there; now if None.
    pub(crate) confirmed_at: Option<Timestamp>,
}

/// The secret for the cookie of a new session.
pub(crate) async fn begin(
    tx: &Transaction<'_>,
    new: &Begin,
    origin: &Origin,
) -> Result<String, WriteError> {
    let idle = if new.role == Role::Admin {
        IDLE_ADMIN
    } else {
        IDLE
    };
    let secret = secret::draw();
    let hash = secret::hash(&secret);
    let params = BeginParams {
        id_sha256: hash.as_slice(),
        id: Uuid::now_v7(),
        person_id: new.person,
        method: <&str>::from(new.method),
        confirmed_at: new.confirmed_at,
        lifetime_seconds: stored(LIFETIME.as_secs()),
        idle_seconds: stored(idle.as_secs()),
        address: origin.address,
        user_agent: origin.user_agent.as_deref(),
    };
    statements::begin().params(tx, &params).await?;
    statements::seen().bind(tx, &new.person).await?;
    Ok(secret)
}

/// Whom a token stands for, and with whom it ends.
pub(crate) enum TokenHolder<'a> {
    Session(Uuid),
    Key(&'a str),
}

/// A token for one path, and until when it works.
pub(crate) async fn add_access_token(
    tx: &Transaction<'_>,
    holder: &TokenHolder<'_>,
    path: &str,
) -> Result<(String, Timestamp), WriteError> {
    let token = secret::draw();
    let hash = secret::hash(&token);
    let (session, key) = match holder {
        TokenHolder::Session(id) => (Some(*id), None),
        TokenHolder::Key(id) => (None, Some(*id)),
    };
    let params = AddAccessTokenParams {
        token_sha256: hash.as_slice(),
        session_id: session,
        api_key_id: key,
        path,
        seconds: stored(TOKEN.as_secs()),
    };
    let expires_at = statements::add_access_token()
        .params(tx, &params)
        .one()
        .await?;
    Ok((token, expires_at))
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
