//! Records that somebody who is known was refused.

use actix_web::HttpRequest;
use serde_json::json;
use store::{ScopedFutureExt, transaction};

use crate::{
    acts::{self, Act},
    http::{auth::Caller, error::ApiError, state::Api},
    writing::WriteError,
};

/// The refusal stands even if the record cannot be written.
pub(crate) async fn record(api: &Api, caller: &Caller, request: &HttpRequest, error: &ApiError) {
    let act = &Act::new("refuse")
        .on(request.path())
        .to(json!({ "method": request.method().as_str(), "because": error.to_string() }));
    let written = match api.databases.pool(&caller.tenant.name) {
        Ok(pool) => {
            transaction::write(&pool, "record refusal", |tx| {
                acts::write::record(tx, &caller.principal, &caller.origin, act).scope_boxed()
            })
            .await
        }
        Err(error) => Err(WriteError::from(error)),
    };
    if let Err(error) = written {
        tracing::warn!(%error, "a refusal was not recorded");
    }
}
