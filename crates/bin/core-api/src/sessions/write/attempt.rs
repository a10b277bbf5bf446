//! What must be remembered between two requests of one sign-in. It is in the database, because another
//! process may take the second request.

use std::time::Duration;

use serde_json::Value;
use sql::{
    client::Params,
    queries::core_api::sessions::write::{
        self as statements, BeginAttemptParams, TakeAttemptParams,
    },
};
use store::Transaction;
use tokio_postgres::types::Json;

use crate::{
    secret,
    writing::{WriteError, stored},
};

const LASTS: Duration = Duration::from_mins(10);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Oidc,
    /// To prove who somebody is.
    Passkey,
    AddPasskey,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Oidc => "oidc",
            Self::Passkey => "passkey",
            Self::AddPasskey => "add-passkey",
        }
    }
}

pub(crate) struct Attempt<'a> {
    /// The secret that the second request names.
    pub(crate) key: &'a str,
    pub(crate) purpose: Purpose,
    /// The provider or the person; empty if the person is not known yet.
    pub(crate) subject: &'a str,
    /// The secret in a cookie of the browser that begins.
    pub(crate) browser: Option<&'a str>,
    pub(crate) payload: &'a Value,
}

pub(crate) async fn begin(tx: &Transaction<'_>, new: &Attempt<'_>) -> Result<(), WriteError> {
    let (key, browser) = (secret::hash(new.key), new.browser.map(secret::hash));
    let params = BeginAttemptParams {
        key_sha256: key.as_slice(),
        purpose: new.purpose.as_str(),
        subject: new.subject,
        browser_sha256: browser.as_ref().map(<[u8; 32]>::as_slice),
        payload: Json(new.payload),
        seconds: stored(LASTS.as_secs()),
    };
    statements::begin_attempt().params(tx, &params).await?;
    Ok(())
}

/// What was remembered; None if there is no such attempt, if it has expired, or if another browser
/// began it. It works once.
pub(crate) async fn take(
    tx: &Transaction<'_>,
    key: &str,
    purpose: Purpose,
    subject: &str,
    browser: Option<&str>,
) -> Result<Option<Value>, WriteError> {
    let (key, browser) = (secret::hash(key), browser.map(secret::hash));
    let params = TakeAttemptParams {
        key_sha256: key.as_slice(),
        purpose: purpose.as_str(),
        subject,
        browser_sha256: browser.as_ref().map(<[u8; 32]>::as_slice),
    };
    Ok(statements::take_attempt().params(tx, &params).opt().await?)
}
