//! Writes of identities, and who a person of a provider is here.

use sql::queries::core_api::oidc::write as statements;
use states::{PersonState, Role};
use store::Transaction;
use uuid::Uuid;

use super::claims::{Identity, Rights};
use crate::{
    people::write::{self as people, NewPerson, PersonChange},
    writing::{Patch, WriteError},
};

/// The person who signs in, with the rights that the provider gives.
pub(super) struct SignedIn {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) role: Role,
    /// What the provider changed, in a word for the record of acts.
    pub(super) change: Option<&'static str>,
}

/// Why somebody whom the provider knows may not sign in here.
pub(super) enum Unwelcome {
    Stranger,
    Disabled,
}

/// Finds the person by issuer and subject; for the first time, by an invitation to the verified
/// address. An address alone never opens an account that somebody else has made.
pub(super) async fn admit(
    tx: &Transaction<'_>,
    identity: &Identity,
    rights: &Rights,
    creates: bool,
) -> Result<Result<SignedIn, Unwelcome>, WriteError> {
    let (issuer, subject) = (&identity.issuer, &identity.subject);
    let known = statements::holder().bind(tx, issuer, subject).opt().await?;
    if let Some(holder) = known {
        if holder.state != PersonState::Active {
            return Ok(Err(Unwelcome::Disabled));
        }
        let now = (holder.role, holder.company_ids);
        let role = update(tx, holder.id, now, rights).await?;
        return Ok(Ok(SignedIn {
            id: holder.id,
            name: holder.name,
            role: role.0,
            change: role.1.then_some("rights"),
        }));
    }
    let Some(email) = &identity.email else {
        return Ok(Err(Unwelcome::Stranger));
    };
    let invited = statements::invited().bind(tx, email).opt().await?;
    if let Some(invited) = invited {
        statements::link()
            .bind(tx, issuer, subject, &invited.id, email)
            .await?;
        statements::activate().bind(tx, &invited.id).await?;
        let now = (invited.role, invited.company_ids);
        let role = update(tx, invited.id, now, rights).await?;
        return Ok(Ok(SignedIn {
            id: invited.id,
            name: invited.name,
            role: role.0,
            change: Some("linked"),
        }));
    }
    match (creates, rights.role) {
        (true, Some(role)) => create(tx, identity, email, role, rights).await,
        _ => Ok(Err(Unwelcome::Stranger)),
    }
}

/// An account for somebody whom nobody has invited. An address that somebody else has is refused.
async fn create(
    tx: &Transaction<'_>,
    identity: &Identity,
    email: &str,
    role: Role,
    rights: &Rights,
) -> Result<Result<SignedIn, Unwelcome>, WriteError> {
    let name = identity.name.as_deref().filter(|name| !name.is_empty());
    let name = name.unwrap_or(email);
    let new = NewPerson {
        email,
        name,
        role,
        company_ids: rights.companies.value().map(Vec::as_slice),
        locale: None,
        created_by: "system",
    };
    let id = match people::create(tx, &new).await {
        Ok(id) => id,
        Err(WriteError::Conflict(_)) => return Ok(Err(Unwelcome::Stranger)),
        Err(error) => return Err(error),
    };
    let (issuer, subject) = (&identity.issuer, &identity.subject);
    statements::link()
        .bind(tx, issuer, subject, &id, &email)
        .await?;
    statements::activate().bind(tx, &id).await?;
    Ok(Ok(SignedIn {
        id,
        name: name.to_owned(),
        role,
        change: Some("created"),
    }))
}

/// The role from now on, and whether the provider changed the rights. A change ends the sessions that
/// the person has.
async fn update(
    tx: &Transaction<'_>,
    id: Uuid,
    (role, companies): (Role, Option<Vec<i64>>),
    rights: &Rights,
) -> Result<(Role, bool), WriteError> {
    let new_role = rights.role.filter(|new| *new != role);
    let new_companies = match &rights.companies {
        Patch::Set(new) if *new != companies => rights.companies.clone(),
        _ => Patch::Keep,
    };
    if new_role.is_none() && !new_companies.is_set() {
        return Ok((role, false));
    }
    let change = PersonChange {
        role: new_role,
        company_ids: new_companies,
        ..PersonChange::default()
    };
    people::change(tx, id, &change).await?;
    Ok((new_role.unwrap_or(role), true))
}
