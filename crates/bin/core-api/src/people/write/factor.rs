//! Second factors and recovery codes.

use sql::queries::core_api::people::write as statements;
use store::Transaction;
use uuid::Uuid;

use crate::{secret, writing::WriteError};

/// Stores a secret that its first code must confirm. False if the person already has a factor.
pub async fn put(tx: &Transaction<'_>, person: Uuid, sealed: &[u8]) -> Result<bool, WriteError> {
    Ok(statements::put_factor().bind(tx, &person, &sealed).await? == 1)
}

/// False if a code of this step, or of a later one, was accepted before.
pub async fn take_step(tx: &Transaction<'_>, person: Uuid, step: i64) -> Result<bool, WriteError> {
    Ok(statements::take_step().bind(tx, &step, &person).await? == 1)
}

pub async fn remove(tx: &Transaction<'_>, person: Uuid) -> Result<bool, WriteError> {
    statements::remove_codes().bind(tx, &person).await?;
    Ok(statements::remove_factor().bind(tx, &person).await? == 1)
}

/// Replaces the recovery codes.
pub async fn put_codes(
    tx: &Transaction<'_>,
    person: Uuid,
    codes: &[String],
) -> Result<(), WriteError> {
    statements::remove_codes().bind(tx, &person).await?;
    for code in codes {
        let hash = secret::hash(code);
        statements::add_code()
            .bind(tx, &person, &hash.as_slice())
            .await?;
    }
    Ok(())
}

/// False if the person has no such code. It works once.
pub async fn spend_code(
    tx: &Transaction<'_>,
    person: Uuid,
    code: &str,
) -> Result<bool, WriteError> {
    let hash = secret::hash(code);
    let spent = statements::spend_code()
        .bind(tx, &person, &hash.as_slice())
        .await?;
    Ok(spent == 1)
}

/// Of each person the secret, until the transaction ends.
pub async fn lock_all(tx: &Transaction<'_>) -> Result<Vec<(Uuid, Vec<u8>)>, WriteError> {
    let rows = statements::lock_factors().bind(tx).all().await?;
    let pairs = rows.into_iter();
    Ok(pairs
        .map(|row| (row.person_id, row.secret_encrypted))
        .collect())
}

pub async fn reseal(tx: &Transaction<'_>, person: Uuid, sealed: &[u8]) -> Result<(), WriteError> {
    statements::reseal_factor()
        .bind(tx, &sealed, &person)
        .await?;
    Ok(())
}
