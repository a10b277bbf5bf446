//! Who requested, created or changed something, in answers.

use sql::queries::core_api::acts::read::names;
pub(crate) use states::{Party, PartyKind};
use store::Transaction;

use crate::http::error::ApiError;

/// With the name that the person, key or schedule has now.
pub(crate) async fn find(tx: &Transaction<'_>, stored: &str) -> Result<Party, ApiError> {
    let mut found = all(tx, &[stored]).await?;
    Ok(found.pop().unwrap_or_else(|| Party::new(stored, None)))
}

/// One for each, in their order.
pub(crate) async fn all(tx: &Transaction<'_>, stored: &[&str]) -> Result<Vec<Party>, ApiError> {
    let rows = names().bind(tx, &stored).all().await?;
    let parties = stored.iter().zip(rows);
    Ok(parties
        .map(|(stored, name)| Party::new(stored, name))
        .collect())
}
