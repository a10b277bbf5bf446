//! Looks up keys and sessions in the database of the tenant.

use reports::Scope;
use sql::queries::core_api::credentials::read as statements;
use store::Object;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{
    acts::{Principal, PrincipalKind},
    credentials::{Credential, Session, cache::Key, write},
    secret,
};

/// The key with this public part, if it is neither revoked nor expired.
pub(crate) async fn key(client: &Object, id: &str) -> Result<Option<Key>, store::Error> {
    let Some(row) = statements::valid_key().bind(client, &id).opt().await? else {
        return Ok(None);
    };
    if row.is_to_touch {
        write::touch_key(client, id).await?;
    }
    Ok(Some(Key {
        secret_sha256: row.secret_sha256,
        credential: Credential {
            principal: Principal {
                kind: PrincipalKind::Key,
                id: row.id,
                name: row.name,
            },
            role: row.role,
            scope: Scope::new(row.company_ids),
            session: None,
        },
    }))
}

/// Whether the secret is that of the key. An unknown key takes as long as a wrong secret.
pub(crate) fn opens(key: Option<&Key>, secret: &str) -> bool {
    let stored = key.map_or(&[0; 32][..], |key| &key.secret_sha256);
    bool::from(secret::hash(secret)[..].ct_eq(stored))
}

/// The session of a cookie. Nothing is remembered: a session that was ended, and a person whose
/// rights changed, are refused at once.
pub(crate) async fn session(
    client: &Object,
    cookie: &str,
) -> Result<Option<Credential>, store::Error> {
    of_session(client, &secret::hash(cookie)).await
}

/// Whoever made this token for this path, with the rights of now.
pub(crate) async fn by_token(
    client: &Object,
    token: &str,
    path: &str,
) -> Result<Option<Credential>, store::Error> {
    let hash = secret::hash(token);
    let found = statements::of_token()
        .bind(client, &hash.as_slice(), &path)
        .opt()
        .await?;
    let Some(found) = found else { return Ok(None) };
    if let Some(session) = found.session_sha256 {
        return of_session(client, &session).await;
    }
    let Some(id) = found.api_key_id else {
        return Ok(None);
    };
    Ok(key(client, &id).await?.map(|key| key.credential))
}

/// Whether an earlier look-up would find the same now: it is still valid, and shows the same books.
pub(crate) async fn still_holds(
    client: &Object,
    principal: &Principal,
    session: Option<Uuid>,
    scope: &Scope,
) -> Result<bool, store::Error> {
    let key = (principal.kind == PrincipalKind::Key).then_some(principal.id.as_str());
    let row = statements::companies_of_valid()
        .bind(client, &session, &key)
        .opt()
        .await?;
    Ok(row.is_some_and(|companies| Scope::new(companies) == *scope))
}

async fn of_session(client: &Object, hash: &[u8]) -> Result<Option<Credential>, store::Error> {
    let row = statements::valid_session()
        .bind(client, &hash)
        .opt()
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.is_to_touch {
        write::touch_session(client, hash).await?;
    }
    Ok(Some(Credential {
        principal: Principal {
            kind: PrincipalKind::Person,
            id: row.person_id.to_string(),
            name: row.name,
        },
        role: row.role,
        scope: Scope::new(row.company_ids),
        session: Some(Session {
            id: row.id,
            person: row.person_id,
            confirmed_at: row.confirmed_at,
            expires_at: row.expires_at,
        }),
    }))
}
