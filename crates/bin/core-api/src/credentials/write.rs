//! When a key or a session was last used, to the minute; and failed tries of accounts.

use sha2::{Digest, Sha256};
use sql::queries::core_api::credentials::write as statements;
use store::{Object, Transaction};

use crate::writing::WriteError;

pub(crate) async fn touch_key(client: &Object, id: &str) -> Result<(), store::Error> {
    statements::touch_key().bind(client, &id).await?;
    Ok(())
}

pub(crate) async fn touch_session(client: &Object, id_sha256: &[u8]) -> Result<(), store::Error> {
    statements::touch_session().bind(client, &id_sha256).await?;
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
