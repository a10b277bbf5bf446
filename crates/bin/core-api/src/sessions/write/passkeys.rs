//! Writes of passkeys.

use serde_json::Value;
use sql::{
    client::Params,
    queries::core_api::sessions::write::{self as statements, AddPasskeyParams},
};
use store::Transaction;
use tokio_postgres::types::Json;
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use crate::writing::WriteError;

/// The id of the new passkey in URLs. None if somebody has this key already.
pub(crate) async fn add(
    tx: &Transaction<'_>,
    person: Uuid,
    name: &str,
    passkey: &Passkey,
) -> Result<Option<Uuid>, WriteError> {
    let id = Uuid::now_v7();
    let credential = stored(passkey)?;
    let params = AddPasskeyParams {
        id: passkey.cred_id().as_slice(),
        name_id: id,
        person_id: person,
        name,
        credential: Json(&credential),
    };
    let added = statements::add_passkey().params(tx, &params).await?;
    Ok((added == 1).then_some(id))
}

pub(crate) async fn remove(
    tx: &Transaction<'_>,
    person: Uuid,
    passkey: Uuid,
) -> Result<(), WriteError> {
    if statements::remove_passkey()
        .bind(tx, &passkey, &person)
        .await?
        == 1
    {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// The passkey was used; `changed` is its new state, if it has one.
pub(crate) async fn used(
    tx: &Transaction<'_>,
    id: &[u8],
    changed: Option<&Passkey>,
) -> Result<(), WriteError> {
    let credential = changed.map(stored).transpose()?;
    let credential = credential.as_ref().map(Json::<&Value>);
    statements::use_passkey().bind(tx, &credential, &id).await?;
    Ok(())
}

fn stored(passkey: &Passkey) -> Result<Value, WriteError> {
    serde_json::to_value(passkey).map_err(|error| WriteError::Secret(error.to_string()))
}
