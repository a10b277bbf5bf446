//! Writes of people, of the links that were sent to them, and of their second factors.

pub mod factor;

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use sql::{
    client::Params,
    queries::core_api::people::write::{
        self as statements, ChangeOwnParams, ChangeParams, InsertParams,
    },
};
use states::{PersonState, Role, SignInTokenKind};
use store::Transaction;
use uuid::Uuid;

use crate::{
    secret,
    writing::{Patch, WriteError, stored},
};

pub use self::statements::SpendToken as Holder;

/// A new person. The caller has checked it.
#[derive(Debug, Clone)]
pub struct NewPerson<'a> {
    /// In small letters.
    pub email: &'a str,
    pub name: &'a str,
    pub role: Role,
    /// None for all companies.
    pub company_ids: Option<&'a [i64]>,
    pub locale: Option<&'a str>,
    pub created_by: &'a str,
}

/// The changes; `None` leaves a value as it is.
#[derive(Debug, Clone, Default)]
pub struct PersonChange {
    pub name: Option<String>,
    pub role: Option<Role>,
    /// `None` means all companies.
    pub company_ids: Patch<Option<Vec<i64>>>,
    pub state: Option<PersonState>,
    pub locale: Option<String>,
}

/// A link that was just made. The token cannot be read again.
#[derive(Debug)]
pub struct Token {
    pub token: String,
    pub expires_at: Timestamp,
}

pub async fn create(tx: &Transaction<'_>, new: &NewPerson<'_>) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let params = InsertParams {
        id,
        email: new.email,
        name: new.name,
        role: new.role,
        company_ids: new.company_ids,
        locale: new.locale,
        created_by: new.created_by,
    };
    if statements::insert().params(tx, &params).await? == 1 {
        Ok(id)
    } else {
        Err(WriteError::Conflict(format!(
            "there is already a person with the address {}",
            new.email
        )))
    }
}

/// No other transaction changes people until this one ends.
pub async fn lock_all(tx: &Transaction<'_>) -> Result<(), WriteError> {
    statements::lock_all().bind(tx).all().await?;
    Ok(())
}

/// One person, until the transaction ends.
pub async fn lock(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    statements::lock().bind(tx, &id).await?;
    Ok(())
}

/// Ends the sessions of the person if the rights change.
pub async fn change(
    tx: &Transaction<'_>,
    id: Uuid,
    change: &PersonChange,
) -> Result<(), WriteError> {
    let params = ChangeParams {
        name: change.name.as_deref(),
        role: change.role,
        changes_companies: change.company_ids.is_set(),
        company_ids: change.company_ids.value().map(Vec::as_slice),
        state: change.state,
        locale: change.locale.as_deref(),
        id,
    };
    if statements::change().params(tx, &params).await? != 1 {
        return Err(WriteError::NotFound);
    }
    if change.role.is_some() || change.company_ids.is_set() || change.state.is_some() {
        end_sessions(tx, id).await?;
    }
    Ok(())
}

pub async fn change_own(
    tx: &Transaction<'_>,
    id: Uuid,
    name: Option<&str>,
    locale: Option<&str>,
    preferences: Option<&Value>,
) -> Result<(), WriteError> {
    let params = ChangeOwnParams {
        name,
        locale,
        preferences,
        id,
    };
    statements::change_own().params(tx, &params).await?;
    Ok(())
}

/// Removes everything that proves who the person is. The name stays in what the person did.
pub async fn remove(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    if statements::remove().bind(tx, &id).one().await? == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// Ends all sessions, and all links that set a password. An invited person becomes active.
pub async fn set_password(
    tx: &Transaction<'_>,
    person: Uuid,
    hash: &str,
) -> Result<(), WriteError> {
    if statements::set_password().bind(tx, &hash, &person).await? != 1 {
        return Err(WriteError::NotFound);
    }
    statements::spend_all_tokens().bind(tx, &person).await?;
    end_sessions(tx, person).await
}

pub async fn rename(tx: &Transaction<'_>, person: Uuid, name: &str) -> Result<(), WriteError> {
    statements::rename().bind(tx, &name, &person).await?;
    Ok(())
}

pub async fn end_sessions(tx: &Transaction<'_>, person: Uuid) -> Result<(), WriteError> {
    statements::end_sessions().bind(tx, &person).await?;
    Ok(())
}

pub async fn end_session(
    tx: &Transaction<'_>,
    person: Uuid,
    session: Uuid,
) -> Result<(), WriteError> {
    if statements::end_session()
        .bind(tx, &person, &session)
        .await?
        == 1
    {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// Whether no link for a new password was made in the last minutes, so that nobody can fill a
/// person's mailbox.
pub async fn may_mail_again(tx: &Transaction<'_>, person: Uuid) -> Result<bool, WriteError> {
    Ok(statements::may_mail_again().bind(tx, &person).one().await?)
}

/// A new link. Earlier invitations of the person stop working. Earlier links for a new password go
/// on: otherwise somebody who keeps asking for one could keep the person from using them.
pub async fn add_token(
    tx: &Transaction<'_>,
    person: Uuid,
    kind: SignInTokenKind,
    lasts: Duration,
) -> Result<Token, WriteError> {
    if kind == SignInTokenKind::Invitation {
        statements::spend_tokens().bind(tx, &person, &kind).await?;
    }
    let token = secret::draw();
    let hash = secret::hash(&token);
    let expires_at = statements::add_token()
        .bind(
            tx,
            &hash.as_slice(),
            &person,
            &kind,
            &stored(lasts.as_secs()),
        )
        .one()
        .await?;
    Ok(Token { token, expires_at })
}

/// The person of a link, which works no more; None if it does not work.
pub async fn spend_token(
    tx: &Transaction<'_>,
    token: &str,
    kind: SignInTokenKind,
) -> Result<Option<Holder>, WriteError> {
    let hash = secret::hash(token);
    Ok(statements::spend_token()
        .bind(tx, &hash.as_slice(), &kind)
        .opt()
        .await?)
}
